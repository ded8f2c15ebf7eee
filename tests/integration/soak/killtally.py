# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""The counts of a campaign of kills, kept in a file that several campaigns add to."""
import contextlib
import fcntl
import json
import os
import pathlib
import sys


class Tally:
    """Counts by verb and the failures; without a path only for this run."""

    def __init__(self, path=None):
        self.path = pathlib.Path(path) if path else None
        self.counts = {"next": {}, "kills": {}, "too late": {}, "failures": []}

    @contextlib.contextmanager
    def _changing(self):
        if not self.path:
            yield self.counts
            return
        with open(f"{self.path}.lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if self.path.exists():
                self.counts = json.loads(self.path.read_text())
            yield self.counts
            new = self.path.with_suffix(".new")
            new.write_text(json.dumps(self.counts, indent=1, ensure_ascii=False))
            os.replace(new, self.path)

    def next(self, seed):
        """The next number of a campaign with that seed."""
        with self._changing() as counts:
            number = counts["next"].get(seed, 0) + 1
            counts["next"][seed] = number
            return number

    def add(self, verb, killed):
        """A round that went well; `killed`: the program was still running."""
        with self._changing() as counts:
            kind = counts["kills" if killed else "too late"]
            kind[verb] = kind.get(verb, 0) + 1

    def fail(self, verb, killed, **failure):
        self.add(verb, killed)
        with self._changing() as counts:
            counts["failures"].append({"verb": verb, **failure})

    def __str__(self):
        kills = self.counts["kills"]
        verbs = ", ".join(f"{verb} {number}" for verb, number in sorted(kills.items()))
        late = sum(self.counts["too late"].values())
        failures = len(self.counts["failures"])
        return f"{sum(kills.values())} kills ({verbs}), {late} too late, {failures} failures"


if __name__ == "__main__":
    for file in sys.argv[1:]:
        tally = Tally(file)
        tally.counts = json.loads(tally.path.read_text())
        print(tally)
        for each in tally.counts["failures"]:
            print(f"{each['seed']}/{each['number']} {each['what']}: {each['why'].splitlines()[0][:200]}")
