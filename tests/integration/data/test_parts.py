# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""What data is made of stays: a prune of the Engine, a lost record, checkpoints in any order."""
import unittest

import store
from devstack_cli import Home, docker


class Parts(unittest.TestCase):
    """One workspace; the tests run in the order of their names."""

    @classmethod
    def setUpClass(cls):
        cls.home = Home()
        cls.addClassCleanup(cls.home.close)
        cls.workspace = store.make(cls.home)

    def done(self, *arguments):
        outcome = self.workspace.json(*arguments)
        self.assertEqual(outcome.code, 0, outcome)
        return outcome

    def test_1_prune_leaves_what_a_container_needs(self):
        self.done("reset", "store", "--yes")
        store.write(self.workspace, 7)
        # As the engineer's `docker volume prune`, kept to this workspace.
        docker("volume", "prune", "-f", "--filter", f"label=devstack.workspace={self.workspace.id}")
        self.done("stop", "store")
        docker("volume", "prune", "-f", "--filter", f"label=devstack.workspace={self.workspace.id}")
        self.done("start", "store")
        self.assertEqual(store.written(self.workspace), [7])

    def test_2_what_was_written_does_not_get_into_the_base(self):
        compose = self.workspace.folder / "store/docker-compose.yml"
        compose.write_text(
            compose.read_text().replace("create table if not exists kept", "create table  if not exists kept")
            .replace("insert into kept values (1)", "insert into kept  values (1)")
        )
        done = self.workspace.up()
        self.assertEqual(done.code, 0, done)
        self.assertEqual(store.written(self.workspace), [7])
        self.done("reset", "store", "--yes")
        self.assertEqual(store.written(self.workspace), [])

    def test_3_a_lost_record_loses_no_data(self):
        store.write(self.workspace, 8)
        self.done("checkpoint", "save", "store", "--name", "keep")
        store.write(self.workspace, 9)
        for name in ("generations.json", "generations.copy.json"):
            (self.workspace.folder / ".devstack" / name).write_text('{"broken')
        shown = self.workspace.run("status")
        self.assertIn("generations.json", shown.err, "nobody says so")
        self.assertEqual(self.workspace.up().code, 0)
        self.assertEqual(store.written(self.workspace), [8, 9])
        self.workspace.run("clean", "--yes")
        self.done("stop", "store")
        self.done("start", "store")
        self.assertEqual(store.written(self.workspace), [8, 9])

    def test_4_checkpoints_go_in_any_order(self):
        for number in range(10, 20):
            store.write(self.workspace, number)
            self.done("checkpoint", "save", "store", "--name", f"c{number}")
        wanted = [8, 9, *range(10, 20)]
        for number in (12, 18, 10, 19, 15):
            self.done("checkpoint", "delete", "store", f"c{number}", "--yes")
            self.assertEqual(store.written(self.workspace), wanted)
        self.done("checkpoint", "restore", "store", "c14", "--yes")
        self.assertEqual(store.written(self.workspace), [n for n in wanted if n <= 14])
        self.workspace.run("clean", "--yes")
        self.done("checkpoint", "restore", "store", "c17", "--yes")
        self.assertEqual(store.written(self.workspace), [n for n in wanted if n <= 17])


if __name__ == "__main__":
    unittest.main(verbosity=2)
