# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""kill -9 at any moment of every verb that changes the workspace; then one `up` ends well, and the data is the old or the new one.

The short form runs with every test run. A campaign:

    DEVSTACK_KILLS=1000 DEVSTACK_KILLS_STATE=kills.json DEVSTACK_SEED=1

adds its counts to the file, writes down failures with all that is known of them, and goes on where it was cut off. Several may add
to one file, each with a seed of its own. `killtally.py FILE` sums up. A round is decided by seed and number alone:
DEVSTACK_KILLS_NUMBER=17 DEVSTACK_KILLS=1 does the seventeenth again.
"""
import contextlib
import os
import pathlib
import random
import signal
import statistics
import subprocess
import sys
import time
import unittest

import shop
from devstack_cli import Home, docker, end
from killtally import Tally

KILLS = int(os.environ.get("DEVSTACK_KILLS", "0"))
STATE = os.environ.get("DEVSTACK_KILLS_STATE")
SEED = os.environ.get("DEVSTACK_SEED", "1")
NUMBER = os.environ.get("DEVSTACK_KILLS_NUMBER")
UP_LIMIT = 240

# Verb → how often it is chosen.
VERBS = {
    "up": 4,
    "start": 2,
    "stop": 2,
    "restart": 2,
    "down": 3,
    "down --volumes": 1,
    "seed": 2,
    "pull": 2,
    "reset": 4,
    "reset --discard": 3,
    "save": 4,
    "restore": 4,
    "switch": 4,
}
BRANCHES = ("one", "two")
KEPT = 4  # checkpoints


class Campaign:
    """A workspace, what its data must be, and how long its verbs take."""

    def __init__(self, home, name):
        self.home = home
        self.workspace = shop.make(home, name)
        self.kept = {}  # checkpoint → what it holds
        # Branch → what its data may be.
        self.branches = {branch: [[]] for branch in BRANCHES}
        for branch in BRANCHES:
            shop.git(self.workspace.folder / "store", "branch", branch)
        self.published = 0

    def json(self, *arguments):
        done = self.workspace.json(*arguments)
        assert done.code == 0, done
        return done.json

    def holds(self):
        return self.json("data", "branch", "store")["holds"]

    def keep(self, name):
        """A checkpoint of the present data."""
        self.json("checkpoint", "save", "store", "--name", name)
        self.kept[name] = shop.proof(self.workspace)

    def prepare(self, verb, number, moments):
        """Makes the situation in which the verb has something to do; its arguments, and the object."""
        if verb in ("up", "start"):
            ways = ["stopped"] if verb == "start" else ["stopped", "gone", "changed", "changed"]
            way = moments.choice(ways)
            names = [*shop.containers(self.workspace)]
            if way == "stopped":
                docker("stop", "-t", "5", *names)
            elif way == "gone":
                docker("rm", "-f", *names)
            else:
                for ida in shop.FILES:
                    shop.change(self.workspace, ida, number)
            return [verb], way
        if verb == "seed":
            ida = moments.choice(["store", "shop"])
            return ["seed", ida, "base"], ida
        if verb == "pull":
            self.published = number
            shop.publish(self.workspace, number)
            return ["pull"], ""
        if verb == "save":
            return ["checkpoint", "save", "store", "--name", f"save-{number}"], f"save-{number}"
        if verb == "restore":
            name = moments.choice([*self.kept])
            return ["checkpoint", "restore", "store", name, "--yes"], name
        if verb == "switch":
            branch = moments.choice(BRANCHES)
            return ["data", "branch", "store", "switch", branch], branch
        return {
            "restart": ["restart", "shop"],
            "stop": ["stop"],
            "down": ["down"],
            "down --volumes": ["down", "--volumes", "--yes"],
            "reset": ["reset", "store", "--yes"],
            "reset --discard": ["reset", "store", "--discard", "--yes"],
        }[verb], ""

    def check(self, verb, object, before, held):
        """What must be true after the `up`."""
        workspace = self.workspace
        names = shop.containers(workspace)
        assert len(names) == 2 and set(names.values()) == {"running"}, f"containers: {names}"
        assert not [name for name in names if not name.startswith(workspace.id)], f"names: {names}"
        now = shop.proof(workspace)
        possible = [before]
        if verb.startswith(("reset", "down --volumes")):
            possible = [before, []]
        elif verb == "restore":
            possible = [before, self.kept[object]]
        if verb in ("switch", "down --volumes"):
            holds = self.holds()
            if holds != held:
                if verb == "switch":
                    possible = self.branches[object]
                if held in self.branches:
                    self.branches[held] = [before]
            if verb == "down --volumes":
                for branch in self.branches:
                    self.branches[branch] = [*self.branches[branch], []]
        assert now in possible, f"the data is {now}, not one of {possible}"
        pending = workspace.json("plan").steps(state="pending")
        assert not pending, f"pending: {pending}"
        if verb == "pull":
            self.json("pull")
            shop.check_checkouts(workspace)
        if verb == "save":
            saved = [each["name"] for each in self.json("checkpoint", "list", "store")["checkpoints"]]
            if object in saved:
                self.kept[object] = before
        for old in [*self.kept][:-KEPT]:
            self.json("checkpoint", "delete", "store", old, "--yes")
            del self.kept[old]

    def check_kept(self):
        """All that was saved can be had back."""
        for name, rows in self.kept.items():
            self.json("checkpoint", "restore", "store", name, "--yes")
            assert shop.proof(self.workspace) == rows, f"{name} is not what was saved"


def children(pid):
    """The pids of a process' children."""
    found = []
    for path in pathlib.Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += path.read_text().split()
        except OSError:
            pass  # the thread ended
    return found


def descendants(pid):
    """The pids of its children, their children and so on."""
    found = children(pid)
    return found + [below for child in found for below in descendants(child)]


def compose_of(pid):
    """Children that are a `docker compose` which changes something."""
    found = set()
    for child in children(pid):
        try:
            words = pathlib.Path(f"/proc/{child}/cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if b"compose" in words and not {b"config", b"version"} & set(words):
            found.add(child)
    return found


def sleep_or_end(process, seconds):
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        pass


def await_compose(process, count):
    """Returns when that many of them were started, or the program ended; how many there were."""
    seen = set()
    while process.poll() is None and len(seen) < count:
        seen |= compose_of(process.pid)
        time.sleep(0.005)
    return len(seen)


class Kills(unittest.TestCase):
    def setUp(self):
        self.home = Home()
        self.addCleanup(self.home.close)
        self.tally = Tally(STATE)
        self.lengths = {verb: [] for verb in VERBS}
        self.composes = dict.fromkeys(VERBS, 0)  # the most that were seen
        self.campaign = None
        self.made = 0

    def begin(self):
        self.made += 1
        self.campaign = Campaign(self.home, f"kills{self.made}")

    def give_up(self):
        """After a failure a new workspace is made."""
        failed = self.campaign.workspace
        self.campaign = None
        self.home.workspaces.remove(failed)
        failed.destroy()

    def length(self, verb):
        return statistics.median(self.lengths[verb][-5:])

    def one(self, number, verb, kills=True):
        """Kills the verb, or measures its length; answers whether the kill came in time."""
        moments = random.Random(f"{SEED}/{number}")
        campaign, workspace = self.campaign, self.campaign.workspace
        if verb == "restore" and not campaign.kept:
            campaign.keep(f"first-{number}")
        shop.write(workspace, number)
        before = shop.proof(workspace)
        held = campaign.holds()
        arguments, object = campaign.prepare(verb, number, moments)
        begun = time.monotonic()
        process = workspace.spawn("--trust", *arguments)
        moment = "never"
        if not kills:
            self.composes[verb] = max(self.composes[verb], await_compose(process, sys.maxsize))
        elif self.composes[verb] and moments.random() < 0.35:
            nth = moments.randint(1, self.composes[verb])
            more = moments.choice([0, moments.uniform(0, 0.6)])
            moment = f"{more:.2f} s after the start of `docker compose` number {nth}"
            await_compose(process, nth)
            sleep_or_end(process, more)
        else:
            at = moments.uniform(0, 1.05 * self.length(verb))
            moment = f"after {at:.2f} of about {self.length(verb):.2f} s"
            sleep_or_end(process, at)
        in_time = process.poll() is None
        alone = moments.random() < 0.6
        begun_by_it = [] if alone else descendants(process.pid)
        code, output = end(process)
        for child in begun_by_it:
            with contextlib.suppress(ProcessLookupError):
                os.kill(int(child), signal.SIGKILL)
        if not in_time:
            self.lengths[verb].append(time.monotonic() - begun)
        what = f"{verb} {object} killed {moment}{'' if alone else ' with all it had started'}"
        done = None
        try:
            assert in_time or code == 0, f"ended with {code}"
            done = workspace.up(limit=UP_LIMIT)
            assert done.code == 0, f"up: {done.code}"
            campaign.check(verb, object, before, held)
        except (AssertionError, subprocess.SubprocessError) as why:
            self.failed(number, verb, in_time, what, f"{why}\n{output[-3000:]}\n{done}")
            return True
        self.tally.add(verb, in_time)
        print(f"{SEED}/{number} {what}{'' if in_time else ' (too late)'}: {done.seconds:.1f} s", flush=True)
        return in_time

    def failed(self, number, verb, killed, what, why):
        """Writes it down with what can be seen, and whether a second `up` heals it."""
        workspace = self.campaign.workspace
        seen = docker("ps", "-a", "--no-trunc", "--filter", f"label=devstack.workspace={workspace.id}", check=False)
        again = workspace.run("up", "--trust", limit=UP_LIMIT)
        journal = "\n".join(str(entry)[:400] for entry in workspace.journal()[-40:])
        self.tally.fail(
            verb, killed, seed=SEED, number=number, what=what, why=why, containers=seen,
            again=str(again), journal=journal, time=time.strftime("%H:%M:%S"),
        )
        print(f"{SEED}/{number} FAILED {what}: {why[:300]}", flush=True)
        self.give_up()

    def rounds(self):
        """The numbers and verbs to be killed."""
        if not KILLS:
            for number, verb in enumerate(VERBS, 1):
                yield number, verb
            return
        done = 0
        while done < KILLS:
            number = int(NUMBER) if NUMBER else self.tally.next(SEED)
            verb = random.Random(f"verb {SEED}/{number}").choices([*VERBS], [*VERBS.values()])[0]
            done += yield number, verb

    def test_kills(self):
        rounds = self.rounds()
        in_time = None
        since_kept = 0
        while True:
            try:
                number, verb = rounds.send(in_time)
            except StopIteration:
                break
            if not self.campaign:
                self.begin()
                since_kept = 0
            if not self.lengths[verb] and KILLS:
                self.one(number + 1_000_000, verb, kills=False)
                if not self.campaign:
                    continue
            elif not KILLS:
                self.lengths[verb].append(1.5)  # about
            in_time = self.one(number, verb)
            since_kept += 1
            if self.campaign and since_kept >= 40:
                since_kept = 0
                self.campaign.check_kept()
                self.campaign.json("clean", "--yes")
        if self.campaign:
            self.campaign.check_kept()
        print(self.tally)
        if not STATE:
            self.assertEqual(self.tally.counts["failures"], [])


if __name__ == "__main__":
    # What it made on the Engine goes when it is asked to end.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    unittest.main(verbosity=2)
