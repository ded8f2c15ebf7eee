# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""A reset that fails is gone on with, never in place of whole data; what was saved outlives the data."""
import unittest

import store
from devstack_cli import Home, docker, end, eventually


class HalfMade(unittest.TestCase):
    """One workspace; the tests run in the order of their names."""

    @classmethod
    def setUpClass(cls):
        cls.home = Home()
        cls.addClassCleanup(cls.home.close)
        cls.workspace = store.make(cls.home)

    def checkpoints(self):
        return self.workspace.json("checkpoint", "list").json["checkpoints"]

    def edit(self, old, new):
        compose = self.workspace.folder / "store/docker-compose.yml"
        text = compose.read_text()
        self.assertIn(old, text)
        compose.write_text(text.replace(old, new))

    def answers(self):
        try:
            return store.written(self.workspace)
        except AssertionError:
            return None

    def test_1_a_failed_reset_names_what_continues_it(self):
        store.write(self.workspace, 7)
        self.edit("insert into kept values (1)", "insert into nowhere values (1)")
        failed = self.workspace.run("reset", "store", "--yes")
        self.assertNotEqual(failed.code, 0, failed)
        self.assertIn("“devstack up store” goes on", failed.err)
        self.assertNotIn("same command again", failed.err)
        self.assertEqual([c["reason"] for c in self.checkpoints()], ["before reset"])

    def test_2_a_second_reset_keeps_the_whole_data(self):
        whole = self.checkpoints()[0]["name"]
        again = self.workspace.run("reset", "store", "--yes")
        self.assertNotEqual(again.code, 0, again)
        self.assertEqual(
            [c["reason"] for c in self.checkpoints()], ["before reset", "before reset, half-made"]
        )
        shown = self.workspace.run("clean")
        self.assertIn("This frees", shown.err + shown.out)
        self.workspace.run("clean", "--yes")
        self.assertEqual([c["name"] for c in self.checkpoints()], [whole])
        self.edit("insert into nowhere values (1)", "insert into kept values (1)")
        self.assertEqual(self.workspace.up().code, 0)
        restored = self.workspace.run("checkpoint", "restore", "store", whole, "--yes")
        self.assertEqual(restored.code, 0, restored)
        self.assertEqual(store.written(self.workspace), [7])

    def test_3_what_was_saved_outlives_the_data(self):
        saved = self.workspace.run("checkpoint", "save", "store", "--name", "mine")
        self.assertEqual(saved.code, 0, saved)
        self.assertIn("kept as “mine”", saved.err)
        others = [c["name"] for c in self.checkpoints() if c["name"] != "mine"]
        self.assertTrue(others)
        refused = self.workspace.run("down", "--volumes")
        self.assertEqual(refused.code, 4, refused)
        for name in [*others, "What you saved stays: 1 checkpoint of store (mine)"]:
            self.assertIn(name, refused.err)
        down = self.workspace.run("down", "--volumes", "--yes")
        self.assertEqual(down.code, 0, down)
        self.assertEqual([c["name"] for c in self.checkpoints()], ["mine"])
        self.assertEqual(self.workspace.up().code, 0)
        self.assertEqual(store.written(self.workspace), [])
        restored = self.workspace.run("checkpoint", "restore", "store", "mine", "--yes")
        self.assertEqual(restored.code, 0, restored)
        self.assertEqual(store.written(self.workspace), [7])

    def test_4_a_reset_that_was_cut_off_early(self):
        """It has moved on, and the database still runs on the old data: every page says so."""
        self.assertEqual(self.workspace.up().code, 0)
        store.write(self.workspace, 8)
        generations = self.workspace.folder / ".devstack/generations.json"
        for _ in range(5):
            before = generations.read_text()
            process = self.workspace.spawn("reset", "store", "--yes")
            eventually(lambda: generations.read_text() != before, 20, "it moves on")
            end(process)
            if self.workspace.run("checkpoint", "save", "store", "--name", "mid").code != 0:
                break
            self.assertEqual(self.workspace.up().code, 0)
        else:
            self.fail("no reset was cut off before it made a volume")
        # The reset may have stopped it by then; it has the old data still.
        docker("start", self.workspace.container("store", "db"))
        eventually(self.answers, 30, "the old database answers")
        self.assertEqual(store.written(self.workspace)[-1:], [8])
        seeds = self.workspace.json("seed", "--list", "store").json["seeds"]
        self.assertTrue(all(seed["applied"] for seed in seeds), seeds)
        refused = self.workspace.json("checkpoint", "save", "store", "--name", "later")
        self.assertEqual(refused.code, 1, refused)
        self.assertIn("still has the old data", refused.error["message"])
        name = self.checkpoints()[-1]["name"]
        self.assertIn(f"checkpoint restore store {name}", refused.error["hint"])
        back = self.workspace.run("checkpoint", "restore", "store", name, "--yes")
        self.assertEqual(back.code, 0, back)
        self.assertEqual(store.written(self.workspace)[-1:], [8])

    def test_5_data_that_is_half_destroyed_is_not_gone_on_with(self):
        """Not with what the present data lay over either, here what was saved."""
        restored = self.workspace.run("checkpoint", "restore", "store", "mine", "--yes")
        self.assertEqual(restored.code, 0, restored)
        present = store.mounted(self.workspace)
        name, number = present.rsplit("-g", 1)
        held = f"{name}-g{int(number) - 1}-layer"
        holder = docker("create", "-v", f"{held}:/held", "debian:bookworm-slim", "true")
        self.addCleanup(docker, "rm", "-f", holder, check=False)

        def destroyed():
            # In whatever order the Engine lists them.
            self.assertEqual(self.workspace.run("down", "--volumes", "--yes").code, 1)
            return f"{present}-layer" not in self.workspace.owned("volumes")

        eventually(destroyed, 120, "the layer of the present data goes before the one that is held")
        docker("rm", "-f", holder)
        done = self.workspace.up()
        self.assertEqual(done.code, 0, done)
        self.assertEqual(store.written(self.workspace), [])


if __name__ == "__main__":
    unittest.main(verbosity=2)
