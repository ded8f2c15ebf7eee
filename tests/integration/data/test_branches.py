# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""Data that goes with the git branch of a real checkout."""
import os
import pty
import subprocess
import unittest

import store
from devstack_cli import PROGRAM, Home, make_repository


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

        # Asked at a terminal: begun anew, and what was kept for the branch is a checkpoint.
        self.check_out("again", "-b")
        self.assertEqual(self.up("--yes").code, 0)
        self.assertEqual(self.rows(), [])
        self.check_out(main)
        said = self.answered("anew", "up", "--trust")
        self.assertIn(f"{main} is checked out, the data is that of again", said)
        self.assertEqual(self.rows(), [])
        shown = self.branch()
        self.assertEqual(shown["holds"], main)
        self.assertNotIn(main, [each["branch"] for each in shown["kept"]])
        listed = self.workspace.json("checkpoint", "list", "store").json["checkpoints"]
        self.assertIn(f"branch-{main}", [each["name"] for each in listed])

    def answered(self, answer, *words):
        """What a run says at a terminal where somebody answers its question."""
        ours, theirs = pty.openpty()
        process = subprocess.Popen(
            [PROGRAM, *self.workspace.arguments(*words)],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=self.home.env,
        )
        os.close(theirs)
        said = b""
        try:
            os.write(ours, answer.encode() + b"\n")
            while chunk := os.read(ours, 4096):
                said += chunk
        except OSError:  # its end
            pass
        finally:
            os.close(ours)
        self.assertEqual(process.wait(120), 0, said)
        return said.decode()

    def test_wrong_words(self):
        wrong = (
            ["maybe"],
            ["switch"],
            ["switch", "a", "b"],
            ["switch", "--", "-x"],
            ["switch", "--", ""],
            ["switch", "nosuch"],
        )
        for words in wrong:
            refused = self.workspace.json("data", "branch", "store", *words)
            self.assertEqual(refused.code, 2, refused)
        self.assertEqual(self.workspace.json("data", "branch", "stroe").code, 2)
        self.assertEqual(self.workspace.json("data", "nothing").code, 2)


class Apart(unittest.TestCase):
    """Nothing of one branch reaches the data of another."""

    @classmethod
    def setUpClass(cls):
        cls.home = Home()
        cls.addClassCleanup(cls.home.close)
        cls.workspace = store.make(cls.home)
        cls.checkout = cls.workspace.folder / "store"
        cls.done("data", "branch", "store", "on")

    @classmethod
    def done(cls, *words):
        done = cls.workspace.json(*words)
        assert done.code == 0, done
        return done.json

    def on(self, branch, *options):
        git(self.checkout, "checkout", "--quiet", *options, branch)
        done = self.workspace.up()
        self.assertEqual(done.code, 0, done)

    def rows(self):
        return store.written(self.workspace)

    def compose(self, change):
        path = self.checkout / "docker-compose.yml"
        path.write_text(change(path.read_text()))
        make_repository(self.checkout)

    def test_1_resets_go_back_to_the_branch_s_own(self):
        git(self.checkout, "checkout", "--quiet", "-b", "more")
        self.compose(
            lambda text: text.replace("create table if not exists written", "create table if not exists only_more (n int); create table if not exists written")
        )
        self.on("more")
        self.assertIn("only_more", self.workspace.sql("store", "show tables"))
        self.on("main")
        self.done("reset", "store", "--yes")
        self.assertNotIn("only_more", self.workspace.sql("store", "show tables"))
        self.on("more")
        self.done("reset", "store", "--yes")
        self.assertIn("only_more", self.workspace.sql("store", "show tables"))
        self.on("main")

    def test_2_a_restored_copy_is_apart_from_the_branch_it_is_of(self):
        self.on("x", "-b")
        store.write(self.workspace, 1)
        self.on("main")
        self.done("checkpoint", "restore", "store", "branch-x", "--yes")
        self.assertEqual(self.rows(), [1])
        store.write(self.workspace, 2)
        self.on("x")
        self.assertEqual(self.rows(), [1])
        store.write(self.workspace, 3)
        self.workspace.sql("store", "drop table kept")
        self.on("main")
        self.assertEqual(self.rows(), [1, 2])
        self.assertEqual(self.workspace.sql("store", "select n from kept"), ["1"])

    def test_3_databases_that_only_one_branch_has(self):
        self.on("two", "-b")
        self.compose(
            lambda text: text.replace("volumes: {data: {}}", "volumes: {data: {}, second: {}}").replace(
                "volumes: {data",
                "  other: {build: ./db, environment: {MYSQL_DATABASE: store, MYSQL_USER: store, MYSQL_PASSWORD: secret, "
                "MYSQL_ROOT_PASSWORD: root}, volumes: ['second:/var/lib/mysql']}\nvolumes: {data",
            )
        )
        self.on("two")
        self.workspace.sql("store", "create table mine (n int); insert into mine values (22)", service="other")
        self.on("main")
        self.on("three", "-b")
        self.on("two")
        self.assertEqual(self.workspace.sql("store", "select n from mine", service="other"), ["22"])
        self.on("main")

    def test_4_data_that_stays_is_the_branch_s(self):
        self.on("s", "-b")
        store.write(self.workspace, 1000)
        self.on("main")
        git(self.checkout, "checkout", "--quiet", "s")
        shown = self.done("data", "branch", "store", "stay")
        self.assertNotIn("s", [kept["branch"] for kept in shown["kept"]])
        here = self.rows()
        self.assertNotIn(1000, here)
        self.on("main")
        self.on("s")
        self.assertEqual(self.rows(), here)

    def test_5_after_down_with_volumes_it_goes_on(self):
        self.on("main")
        self.done("down", "--volumes", "--yes")
        self.on("x")
        store.write(self.workspace, 900)
        self.on("main")
        self.assertEqual(self.rows(), [])


if __name__ == "__main__":
    unittest.main(verbosity=2)
