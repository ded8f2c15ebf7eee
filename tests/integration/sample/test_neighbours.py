# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""Two workspaces of the same sample side by side: neither sees or harms the other."""
import unittest

from devstack_cli import SAMPLE, Home


class Neighbours(unittest.TestCase):
    """Two workspaces, provisioned once; the tests run in the order of their names."""

    @classmethod
    def setUpClass(cls):
        cls.home = Home()
        cls.addClassCleanup(cls.home.close)
        cls.left = cls.home.sample("left")
        cls.right = cls.home.sample("right")
        for workspace in (cls.left, cls.right):
            outcome = workspace.up()
            assert outcome.code == 0, outcome

    def test_1_both_work(self):
        self.left.proof()
        self.right.proof()
        urls = self.left.urls(), self.right.urls()
        for ida in SAMPLE:
            self.assertNotEqual(urls[0][ida], urls[1][ida])

    def test_2_own_data(self):
        self.left.sql("platform", "insert into auth_group (name) values ('left only')")
        self.assertEqual(self.right.sql("platform", "select name from auth_group"), [])
        self.assertEqual(self.left.json("seed", "credentials", "records").code, 0)
        self.left.proof("--expect-records")
        self.assertEqual(self.right.sql("platform", "select count(*) from courses_program"), ["0"])

    def test_3_own_names(self):
        self.assertNotEqual(self.left.id, self.right.id)
        # Of each database its data and what a reset goes back to.
        for kind, count in (("containers", 12), ("volumes", 8), ("networks", 5)):
            mine, theirs = self.left.owned(kind), self.right.owned(kind)
            self.assertEqual((len(mine), len(theirs)), (count, count), kind)

    def test_4_resetting_one_leaves_the_other(self):
        before = self.right.started()
        self.assertEqual(self.left.json("reset", "platform", "--yes").code, 0)
        self.assertEqual(self.right.started(), before)

    def test_5_taking_one_down_leaves_the_other(self):
        before = {kind: self.right.owned(kind) for kind in ("containers", "volumes", "networks")}
        started = self.right.started()
        outcome = self.left.run("down", "--volumes", "--yes")
        self.assertEqual(outcome.code, 0, outcome)
        for kind, names in before.items():
            self.assertEqual(self.left.owned(kind), [], f"{kind} of the one that was taken down")
            self.assertEqual(self.right.owned(kind), names)
        self.assertEqual(self.right.started(), started)
        self.right.proof()
        # The one that is left keeps the ports it has.
        urls = self.right.urls()
        self.assertEqual(self.right.json("up").steps(state="done"), [])
        self.assertEqual(self.right.urls(), urls)


if __name__ == "__main__":
    unittest.main(verbosity=2)
