#!/usr/bin/env python3
# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""Runs every fuzzer to so many inputs, in turns of three minutes, and adds up their counts.

Each has one turn; then the fastest goes on to its end, and so on. STATE keeps the counts
(counts.json), what the fuzzers grew from the corpora (read again at the begin of each turn, which
does not count), and what they found; the next call goes on there. A fuzzer stops at its first find
until its program is newer; ends with 1 when one stands.
Usage: campaign.py FOLDER_OF_FUZZERS STATE [INPUTS [JOBS]]
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
LENGTHS = dict(re.findall(r"^devstack_fuzzer\((\w+).*\bLENGTH (\d+)", (HERE / "CMakeLists.txt").read_text(), re.M))
TURN = 180  # seconds
# Leaks are looked for at the end of a turn, little is kept of what was freed, and nothing of who asked
# for memory (an input that was found tells that when it is run by itself): four times as fast.
# The time limit is one of the clock, and a campaign may get a small part of the machine.
OPTIONS = "quarantine_size_mb=1:thread_local_quarantine_size_kb=64:malloc_context_size=0:max_malloc_fill_size=0"


def figure(text, name):
    found = re.search(rf"stat::{name}:\s+(\d+)", text)
    return int(found.group(1)) if found else 0


def turn(fuzzer, state, left):
    """One turn of a fuzzer: its inputs, megabytes, slowest input and whether it found something."""
    name = fuzzer.name.removeprefix("fuzz_")
    grown = state / "grown" / name
    grown.mkdir(parents=True, exist_ok=True)
    found = state / "found" / name
    found.mkdir(parents=True, exist_ok=True)
    known = sum(1 for folder in (grown, HERE / "corpus" / name) for _ in folder.iterdir())
    done = subprocess.run(
        [fuzzer, f"-max_total_time={TURN}", f"-runs={left + known}", f"-max_len={LENGTHS.get(name, 1024)}",
         "-timeout=60", "-rss_limit_mb=1024", "-detect_leaks=0", "-entropic=0", "-print_final_stats=1",
         "-print_funcs=0", f"-artifact_prefix={found}/", grown, HERE / "corpus" / name],
        capture_output=True, text=True, errors="replace", check=False,
        env=os.environ | {"ASAN_OPTIONS": OPTIONS, "LC_ALL": "C.UTF-8"})
    if done.returncode:
        (state / f"{name}.log").write_text(done.stderr)
    new = max(0, figure(done.stderr, "number_of_executed_units") - known)
    return (new, figure(done.stderr, "peak_rss_mb"), figure(done.stderr, "slowest_unit_time_sec"),
            done.returncode != 0)


class Campaign:
    def __init__(self, fuzzers, state, wanted):
        self.fuzzers = fuzzers
        self.state = state
        self.wanted = wanted
        self.file = state / "counts.json"
        self.counts = json.loads(self.file.read_text()) if self.file.exists() else {}
        for fuzzer in fuzzers:
            self.counts.setdefault(fuzzer.name, {"inputs": 0, "seconds": 0, "mb": 0, "slowest": 0, "finds": 0})
        self.under_way = set()
        self.lock = threading.Lock()

    def stands(self, fuzzer):
        """Whether its last find was made with the program as it is."""
        return self.counts[fuzzer.name].get("found_with") == fuzzer.stat().st_mtime_ns

    def take(self):
        """The next one to have a turn."""
        def rate(fuzzer):
            mine = self.counts[fuzzer.name]
            return mine["inputs"] / mine["seconds"] if mine["seconds"] else float("inf")
        with self.lock:
            left = [each for each in self.fuzzers if each not in self.under_way and not self.stands(each)
                    and self.counts[each.name]["inputs"] < self.wanted]
            if not left:
                return None
            chosen = max(left, key=rate)
            self.under_way.add(chosen)
            return chosen

    def work(self):
        while fuzzer := self.take():
            mine = self.counts[fuzzer.name]
            program = fuzzer.stat().st_mtime_ns
            start = time.monotonic()
            inputs, memory, slowest, found = turn(fuzzer, self.state, self.wanted - mine["inputs"])
            with self.lock:
                mine.update(inputs=mine["inputs"] + inputs, seconds=mine["seconds"] + round(time.monotonic() - start),
                            mb=max(mine["mb"], memory), slowest=max(mine["slowest"], slowest),
                            finds=mine["finds"] + found)
                if found:
                    mine["found_with"] = program
                self.under_way.discard(fuzzer)
                self.file.write_text(json.dumps(self.counts, indent=1, sort_keys=True))


def main():
    fuzzers = sorted(pathlib.Path(sys.argv[1]).glob("fuzz_*"))
    state = pathlib.Path(sys.argv[2]).resolve()
    state.mkdir(parents=True, exist_ok=True)
    campaign = Campaign(fuzzers, state, int(sys.argv[3]) if len(sys.argv) > 3 else 1_000_000)
    workers = [threading.Thread(target=campaign.work) for _ in range(int(sys.argv[4]) if len(sys.argv) > 4 else 1)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    print(json.dumps(campaign.counts, indent=1, sort_keys=True))
    return 1 if any(map(campaign.stands, fuzzers)) else 0


if __name__ == "__main__":
    sys.exit(main())
