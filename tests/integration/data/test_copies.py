# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""Resets and checkpoints on an Engine that mounts no layers: the data is copied, and that is said."""
import unittest

import store
from devstack_cli import Home
from nolayers import NoLayers


class Copies(unittest.TestCase):
    """One workspace; the tests run in the order of their names."""

    @classmethod
    def setUpClass(cls):
        cls.home = Home()
        cls.engine = NoLayers(cls.home.folder)
        cls.addClassCleanup(cls.engine.end)
        cls.addClassCleanup(cls.home.close)
        cls.home.env["DOCKER_HOST"] = cls.engine.host
        cls.workspace = store.make(cls.home)

    def done(self, *arguments):
        outcome = self.workspace.json(*arguments)
        self.assertEqual(outcome.code, 0, outcome)
        return outcome

    def test_1_it_was_tried_once(self):
        self.assertEqual(self.engine.refused, 1)
        (check,) = [
            check
            for check in self.workspace.json("doctor", cwd=self.workspace.folder).json["checks"]
            if check["id"] == "resets"
        ]
        self.assertEqual(check["result"], "warning", check)
        self.assertIn("copies the data of store", check["message"])
        self.assertTrue(check["fix"], check)

    def test_2_a_reset_copies(self):
        store.write(self.workspace, 1)
        for _ in range(2):
            done = self.done("reset", "store", "--yes")
            self.assertEqual(done.json["mechanism"], "copy")
            self.assertGreater(done.json["ready"], 0)
            self.assertEqual(store.written(self.workspace), [])
            self.assertEqual(self.workspace.sql("store", "select n from kept"), ["1"])
            self.assertEqual(self.workspace.json("plan").steps(state="pending"), [])
            store.write(self.workspace, 2)
        self.assertEqual(self.engine.refused, 1, "it was tried again")

    def test_3_checkpoints_hold(self):
        self.done("checkpoint", "save", "store", "--name", "two")
        store.write(self.workspace, 3)
        self.done("checkpoint", "restore", "store", "two", "--yes")
        self.assertEqual(store.written(self.workspace), [2])
        self.assertEqual(self.workspace.json("plan").steps(state="pending"), [])
        self.assertEqual(self.engine.refused, 1)


if __name__ == "__main__":
    unittest.main(verbosity=2)
