# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""A file of one's own for an IDA that declares no loader: kept, applied again, forgotten."""
import gzip
import subprocess
import unittest

import store
from devstack_cli import Home


class OwnFiles(unittest.TestCase):
    """One workspace; the tests run in the order of their names."""

    @classmethod
    def setUpClass(cls):
        cls.home = Home()
        cls.addClassCleanup(cls.home.close)
        cls.workspace = store.make(cls.home)

    def give(self, name, text, *options):
        path = self.home.folder / name
        path.write_bytes(gzip.compress(text.encode()) if name.endswith(".gz") else text.encode())
        return self.workspace.json("seed", "store", "--file", path, *options)

    def listed(self):
        seeds = self.workspace.json("seed", "--list", "store").json["seeds"]
        return {seed["name"]: bool(seed["applied"]) for seed in seeds if seed["file"]}

    def test_1_given_once(self):
        given = self.give("mine.sql.gz", "insert into written values (5);")
        self.assertEqual(given.code, 0, given)
        self.assertEqual(store.written(self.workspace), [5])
        self.assertEqual(self.listed(), {"mine.sql.gz": True})
        self.assertEqual(self.workspace.json("plan").steps(state="pending"), [])

    def test_2_what_fails_is_not_kept(self):
        failed = self.give("wrong.sql", "insert into written values (6);\ninsert into nowhere values (1);")
        self.assertEqual(failed.code, 1, failed)
        self.assertIn("line 2", failed.error["message"])
        self.assertEqual(self.listed(), {"mine.sql.gz": True})
        refused = self.give("shell.sql", "\\! touch /tmp/reached\n")
        self.assertNotEqual(refused.code, 0, refused)
        self.assertEqual(self.give("odd.xlsx", "").code, 2)

    def test_3_after_each_reset_where_asked(self):
        given = self.give("always.sql", "insert into written values (7);", "--after-reset")
        self.assertEqual(given.code, 0, given)
        self.assertEqual(self.workspace.json("plan").steps(state="pending"), [])
        asked = self.workspace.json("reset", "store")
        self.assertIn("your files always.sql", asked.error["detail"])
        self.assertIn("Not in the data after that: mine.sql.gz, wrong.sql, what was", asked.error["detail"])
        self.assertEqual(self.workspace.json("reset", "store", "--yes").code, 0)
        self.assertEqual(store.written(self.workspace), [7])
        self.assertEqual(self.listed(), {"mine.sql.gz": False, "always.sql": True})
        again = self.workspace.json("seed", "store", "mine.sql.gz")
        self.assertEqual(again.code, 0, again)
        self.assertEqual(store.written(self.workspace), [5, 7])

    def test_4_forgotten(self):
        unknown = self.workspace.json("seed", "store", "--forget", "alway.sql")
        self.assertIn("always.sql", unknown.error["hint"])
        self.assertEqual(self.workspace.json("seed", "store", "--forget", "always.sql").code, 0)
        self.assertEqual(self.listed(), {"mine.sql.gz": True})
        self.assertEqual(self.workspace.json("reset", "store", "--yes").code, 0)
        self.assertEqual(store.written(self.workspace), [])

    def test_5_checkpoints_beyond_the_limit_go(self):
        def names():
            listed = self.workspace.json("checkpoint", "list", "store").json["checkpoints"]
            return [checkpoint["name"] for checkpoint in listed]

        saved = self.workspace.json("checkpoint", "save", "store", "--name", "mine")
        self.assertEqual(saved.code, 0, saved)
        self.assertEqual(self.workspace.json("config", "--checkpoints", "1").code, 0)
        before = [name for name in names() if name != "mine"]
        self.assertEqual(len(before), 2)
        asked = self.workspace.json("reset", "store")
        self.assertIn(f"go (kept: the newest one): {', '.join(before)}.", asked.error["detail"])
        done = self.workspace.json("reset", "store", "--yes")
        self.assertEqual(done.json["removed"], [f"store: {name}" for name in before])
        self.assertEqual(len(names()), 2)
        self.assertIn("mine", names())
        self.assertEqual(self.workspace.json("plan").steps(state="pending"), [])

    def test_6_what_comes_back_is_what_it_was(self):
        checkout = self.workspace.folder / "store"

        def git(*words):
            done = subprocess.run(["git", "-C", checkout, *words], check=True, capture_output=True, text=True)
            return done.stdout.strip()

        def done(*words):
            outcome = self.workspace.json(*words)
            self.assertEqual(outcome.code, 0, outcome)

        store.write(self.workspace, 11)
        done("checkpoint", "save", "store", "--name", "eleven")
        self.assertEqual(self.give("wipe.sql", "delete from written;", "--after-reset").code, 0)
        self.assertEqual(store.written(self.workspace), [])
        done("checkpoint", "restore", "store", "eleven", "--yes")
        self.assertEqual(store.written(self.workspace), [11])
        self.assertEqual(self.workspace.json("plan").steps(state="pending"), [])
        # A branch's own data, and a file that was kept on another one.
        main = git("rev-parse", "--abbrev-ref", "HEAD")
        done("data", "branch", "store", "on")
        git("checkout", "-q", "-b", "exp")
        self.assertEqual(self.workspace.up().code, 0)
        store.write(self.workspace, 12)
        git("checkout", "-q", main)
        self.assertEqual(self.workspace.up().code, 0)
        self.assertEqual(store.written(self.workspace), [11])
        self.assertEqual(self.give("more.sql", "delete from written;", "--after-reset").code, 0)
        git("checkout", "-q", "exp")
        self.assertEqual(self.workspace.up().code, 0)
        self.assertEqual(store.written(self.workspace), [12])
        # By name it goes on top of whatever is there, and a reset has it.
        done("seed", "store", "more.sql")
        self.assertEqual(store.written(self.workspace), [])
        again = self.workspace.json("reset", "store", "--yes")
        applied = [step["id"] for step in again.steps(kind="seed", state="done")]
        self.assertEqual(applied, ["file:store/wipe.sql", "file:store/more.sql"])


if __name__ == "__main__":
    unittest.main(verbosity=2)
