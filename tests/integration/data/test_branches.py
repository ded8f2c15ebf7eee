# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""Data that goes with the git branch of a real checkout."""
import subprocess
import unittest

import store
from devstack_cli import Home


def git(folder, *words):
    return subprocess.run(["git", "-C", folder, *words], check=True, capture_output=True, text=True).stdout


class Branches(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.home = Home()
        cls.addClassCleanup(cls.home.close)
        cls.workspace = store.make(cls.home)
        cls.checkout = cls.workspace.folder / "store"

    def branch(self, *words):
        done = self.workspace.json("data", "branch", "store", *words)
        self.assertEqual(done.code, 0, done)
        return done.json

    def check_out(self, name, *options):
        git(self.checkout, "checkout", "--quiet", *options, name)

    def up(self, *options):
        done = self.workspace.up(*options)
        self.assertEqual(done.code, 0, done)
        return done

    def rows(self):
        return store.written(self.workspace)

    def test_data_follows_the_branch(self):
        main = git(self.checkout, "rev-parse", "--abbrev-ref", "HEAD").strip()
        self.assertEqual(self.branch()["follow"], "off")
        self.assertEqual(self.branch("on")["holds"], main)
        store.write(self.workspace, 1)
        volume = store.mounted(self.workspace)

        # Another branch begins with what a reset goes back to.
        self.check_out("feature/x", "-b")
        self.assertTrue(any("feature/x" in line for line in self.up().err.splitlines()))
        self.assertEqual(self.rows(), [])
        self.assertEqual(self.workspace.sql("store", "select n from kept"), ["1"])
        shown = self.branch()
        self.assertEqual(shown["holds"], "feature/x")
        self.assertEqual([kept["branch"] for kept in shown["kept"]], [main])
        store.write(self.workspace, 2)

        # Back: the very same volume, and nothing is done again.
        self.check_out(main)
        back = self.up()
        self.assertEqual(self.rows(), [1])
        self.assertEqual(store.mounted(self.workspace), volume)
        self.assertEqual(
            [step["title"] for step in back.steps(kind="bootstrap", state="done")], []
        )
        self.assertEqual([step["title"] for step in back.steps(kind="seed", state="done")], [])

        # Asked: no answer means that the data stays.
        self.branch("ask")
        self.check_out("feature/x")
        stays = self.up()
        self.assertIn("devstack data branch store switch feature/x", stays.err)
        self.assertEqual(self.rows(), [1])
        self.assertEqual(self.up("--yes").code, 0)
        self.assertEqual(self.rows(), [2])

        # By name, to and fro, with no layer more.
        for name, rows in ((main, [1]), ("feature/x", [2]), (main, [1])):
            done = self.workspace.json("data", "branch", "store", "switch", name)
            self.assertEqual(done.code, 0, done)
            self.assertEqual(self.rows(), rows, name)
        self.assertEqual(store.mounted(self.workspace), volume)

        # The data of a branch that is gone may go, that of one that is there may not.
        items = self.workspace.json("clean").json["items"]
        kept = [item for item in items if item["name"] == "branch-feature-x"]
        self.assertEqual([item["inUse"] for item in kept], [True])
        self.check_out(main)
        self.assertEqual(self.branch("stay")["holds"], main)
        git(self.checkout, "branch", "--quiet", "-D", "feature/x")
        self.assertEqual([each["gone"] for each in self.branch()["kept"]], [True])

    def test_wrong_words(self):
        for words in (["maybe"], ["switch"], ["switch", "a", "b"], ["switch", "--", "-x"]):
            refused = self.workspace.json("data", "branch", "store", *words)
            self.assertEqual(refused.code, 2, refused)
        self.assertEqual(self.workspace.json("data", "branch", "stroe").code, 2)
        self.assertEqual(self.workspace.json("data", "nothing").code, 2)


if __name__ == "__main__":
    unittest.main(verbosity=2)
