# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""kill -9 at any moment of a reset, a save, a restore and a switch to a branch's data: the data is
the old or the new one.

DEVSTACK_KILLS says how often (in a test run five times).
"""
import os
import random
import subprocess
import time
import unittest

import store
from devstack_cli import Home, end

KILLS = int(os.environ.get("DEVSTACK_KILLS", "5"))
LONGEST = 4.0  # seconds after which each of them is done


class Kills(unittest.TestCase):
    def setUp(self):
        self.home = Home()
        self.addCleanup(self.home.close)
        self.workspace = store.make(self.home)

    def checkpoints(self):
        found = self.workspace.json("checkpoint", "list", "store")
        self.assertEqual(found.code, 0, found)
        return {each["name"]: each for each in found.json["checkpoints"]}

    def holds(self):
        return self.workspace.json("data", "branch", "store").json["holds"]

    def test_kills(self):
        moments = random.Random(int(os.environ.get("DEVSTACK_SEED", "1")))
        kept = {}  # what each saved checkpoint holds
        for branch in ("one", "two"):
            subprocess.run(["git", "-C", self.workspace.folder / "store", "branch", branch], check=True)
        branches = {"one": None, "two": None}  # what the data of each holds; None: not known
        for number in range(1, KILLS + 1):
            store.write(self.workspace, number)
            before = store.written(self.workspace)
            verb = moments.choice(["reset", "save", "switch", *(["restore"] if kept else [])])
            name = f"save-{number}" if verb == "save" else moments.choice([*kept, None])
            arguments = {
                "reset": ["reset", "store", "--yes"],
                "save": ["checkpoint", "save", "store", "--name", name],
                "restore": ["checkpoint", "restore", "store", name, "--yes"],
                "switch": ["data", "branch", "store", "switch", moments.choice([*branches])],
            }
            if verb == "restore" and name is None:
                verb = "reset"
            to = arguments["switch"][-1]
            held = self.holds()
            process = self.workspace.spawn(*arguments[verb])
            moment = moments.uniform(0, LONGEST)
            time.sleep(moment)
            end(process)
            object = to if verb == "switch" else name or ""
            what = f"{number}: {verb} {object} killed after {moment:.2f} s"
            done = self.workspace.up()
            self.assertEqual(done.code, 0, f"{what}: {done}")
            try:
                now = store.written(self.workspace)
            except AssertionError as why:
                raise AssertionError(f"{what}: {done}") from why
            possible = {
                "reset": [before, []],
                "save": [before],
                "restore": [before, kept.get(name)],
                "switch": [before] if to == held else [branches.get(to) or []],
            }
            if verb == "switch" and self.holds() == held:
                possible["switch"] = [before]
            elif verb == "switch" and held:
                branches[held] = before
            self.assertIn(now, possible[verb], what)
            self.assertEqual(self.workspace.sql("store", "select n from kept"), ["1"], what)
            self.assertEqual(self.workspace.json("plan").steps(state="pending"), [], what)
            if verb == "save" and name in self.checkpoints():
                kept[name] = before
            for old in list(kept)[:-4]:
                gone = self.workspace.json("checkpoint", "delete", "store", old, "--yes")
                self.assertEqual(gone.code, 0, gone)
                del kept[old]
            print(what, flush=True)
        branches[self.holds()] = store.written(self.workspace)
        for branch, rows in branches.items():
            if branch and branch != self.holds() and rows is not None:
                back = self.workspace.json("data", "branch", "store", "switch", branch)
                self.assertEqual(back.code, 0, back)
                self.assertEqual(store.written(self.workspace), rows, branch)
        for name, rows in kept.items():
            back = self.workspace.json("checkpoint", "restore", "store", name, "--yes")
            self.assertEqual(back.code, 0, back)
            self.assertEqual(store.written(self.workspace), rows, name)


if __name__ == "__main__":
    unittest.main(verbosity=2)
