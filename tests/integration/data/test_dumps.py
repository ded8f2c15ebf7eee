# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""Dumps as the beginning of data: taken, refused, broken; a reset goes back to them."""
import gzip
import pathlib
import shutil
import unittest

import store
from devstack_cli import SOURCE, Home, make_repository

DUMP = """\
-- MariaDB dump 10.19
SET @@GLOBAL.GTID_PURGED='a:1-2';
CREATE TABLE `course` (`id` int NOT NULL, PRIMARY KEY (`id`)) COLLATE=utf8mb4_0900_ai_ci;
CREATE TABLE `kept` (`n` int);
INSERT INTO `course` VALUES (1),(2);
CREATE DEFINER=`absent`@`%` VIEW `courses` AS SELECT count(*) AS n FROM `course`;
-- Dump completed on 2026-11-01
"""


class Dumps(unittest.TestCase):
    """One workspace; the tests run in the order of their names."""

    @classmethod
    def setUpClass(cls):
        cls.home = Home()
        cls.addClassCleanup(cls.home.close)
        cls.workspace = store.make(cls.home)

    def use(self, name, content):
        path = self.home.folder / name
        path.write_bytes(content)
        return self.workspace.json("schema", "use", "store", path)

    def tables(self):
        return self.workspace.sql("store", "show tables")

    def reset(self):
        done = self.workspace.json("reset", "store", "--yes")
        self.assertEqual(done.code, 0, done)
        return done

    def test_1_a_reset_without_a_dump_is_a_layer(self):
        store.write(self.workspace, 1)
        done = self.reset()
        self.assertEqual(done.json["mechanism"], "overlay", done)
        self.assertEqual(store.written(self.workspace), [])
        self.assertEqual(self.workspace.sql("store", "select n from kept"), ["1"])
        self.assertEqual(done.steps(kind="bootstrap", state="done"), [])

    def test_2_a_dump_is_taken_with_the_next_new_data(self):
        taken = self.use("production.sql.gz", gzip.compress(DUMP.encode()))
        self.assertEqual(taken.code, 0, taken)
        self.assertEqual(taken.json["service"], "db")
        self.assertEqual(self.workspace.json("plan").steps(state="pending"), [])
        self.assertNotIn("course", self.tables())
        asked = self.workspace.json("reset", "store")
        self.assertIn("The data begins with production.sql.gz.", asked.error["detail"], asked)
        done = self.reset()
        self.assertNotIn("mechanism", done.json, "it was made anew")
        checked, schema = done.steps(kind="schema", state="done")
        self.assertEqual(checked["title"], "Check the dump production.sql.gz")
        self.assertIn("2 tables", schema["reason"])
        self.assertEqual(self.workspace.sql("store", "select count(*) from course"), ["2"])
        # Migrations and seeds ran after it.
        self.assertEqual(self.workspace.sql("store", "select n from kept"), ["1"])

    def test_3_the_next_reset_loads_nothing(self):
        self.workspace.sql("store", "delete from course")
        # The file has done its work: it may go.
        (self.home.folder / "production.sql.gz").unlink()
        done = self.reset()
        self.assertEqual(done.json["mechanism"], "overlay")
        self.assertEqual(done.steps(kind="schema", state="done"), [])
        self.assertEqual(self.workspace.sql("store", "select count(*) from course"), ["2"])

    def test_4_what_must_not_be_loaded_is_refused_with_its_line(self):
        for name, content, said in (
            ("shell.sql", b"SELECT 1;\n\\! touch /tmp/devstack-was-here\n", "line 2"),
            ("cut.sql", DUMP.encode()[:300], "cut off"),
            ("cut.sql.gz", gzip.compress(DUMP.encode())[:-20], "broken"),
            ("other.sql", b"COPY public.a (n) FROM stdin;\n1\n\\.\n", "PostgreSQL"),
            ("empty.sql", b"", "empty"),
        ):
            refused = self.use(name, content)
            self.assertEqual(refused.code, 2, refused)
            self.assertIn(said, refused.error["message"])
        gone = self.workspace.json("schema", "use", "store", self.home.folder / "nosuch.sql")
        self.assertNotEqual(gone.code, 0)
        none = self.workspace.json("schema", "use", "store/nosuch", self.home.folder / "cut.sql")
        self.assertEqual(none.code, 2, none)

    def test_4_what_changed_meanwhile_is_refused_with_the_data_as_it_was(self):
        self.assertEqual(self.use("later.sql", b"CREATE TABLE later (n int);\n").code, 0)
        (self.home.folder / "later.sql").write_bytes(b"\\! touch /tmp/devstack-was-here\n")
        store.write(self.workspace, 4)
        volume = store.mounted(self.workspace)
        refused = self.workspace.json("reset", "store", "--yes", "--discard")
        self.assertEqual(refused.code, 2, refused)
        self.assertEqual(store.written(self.workspace), [4])
        self.assertEqual(store.mounted(self.workspace), volume)
        self.assertEqual(self.workspace.json("plan").steps(state="pending"), [])

    def test_5_a_statement_that_fails_is_named_and_mended(self):
        self.assertEqual(self.use("wrong.sql", b"CREATE TABLE a (n int);\nCREATE TABEL b;\n").code, 0)
        failed = self.workspace.json("reset", "store", "--yes")
        self.assertEqual(failed.code, 1, failed)
        (schema,) = failed.steps(kind="schema", state="failed")
        self.assertIn("line 2", schema["reason"])
        self.assertIn("CREATE TABEL b", schema["detail"])
        # The same file, mended, is loaded from its beginning.
        path = self.home.folder / "wrong.sql"
        path.write_bytes(b"CREATE TABLE a (n int);\nCREATE TABLE b (n int);\n")
        done = self.workspace.up()
        self.assertEqual(done.code, 0, done)
        self.assertLessEqual({"a", "b", "kept"}, set(self.tables()))
        self.assertFalse(pathlib.Path("/tmp/devstack-was-here").exists())

    def test_6_the_choice_is_taken_back(self):
        back = self.workspace.json("schema", "use", "store", "default")
        self.assertEqual(back.code, 0, back)
        self.assertEqual(back.json["dump"], "")
        self.reset()
        self.assertEqual(set(self.tables()), {"kept", "written"})

    def test_7_half_a_dump_is_never_what_resets_go_back_to(self):
        half = b"CREATE TABLE half (n int);\nCREATE TABEL b;\n"
        self.assertEqual(self.use("half.sql", half).code, 0)
        self.assertEqual(self.workspace.json("reset", "store", "--yes").code, 1)
        self.assertEqual(self.workspace.json("schema", "use", "store", "default").code, 0)
        done = self.workspace.up()
        self.assertEqual(done.code, 0, done)
        (kept,) = [step for step in done.json["steps"] if step["id"] == "base:store"]
        self.assertEqual(kept["state"], "skipped")
        self.assertIn("devstack reset store", kept["reason"])
        self.reset()
        self.assertEqual(set(self.tables()), {"kept", "written"})

    def test_7_what_drops_the_database_is_not_loaded(self):
        self.assertEqual(self.use("drop.sql", b"CREATE TABLE a (n int);\nDROP DATABASE `store`;\n").code, 0)
        failed = self.workspace.json("reset", "store", "--yes")
        self.assertEqual(failed.code, 1, failed)
        (schema,) = failed.steps(kind="schema", state="failed")
        self.assertIn("the database of the service is not there", schema["reason"])
        self.assertEqual(self.workspace.json("schema", "use", "store", "default").code, 0)
        self.reset()

    def test_8_a_choice_waits_for_the_reset_whatever_is_done_until_then(self):
        """Data of an IDA without migrations and seeds: nothing is done to it but by hand."""
        workspace = self.home.workspace("bare")
        folder = workspace.folder / "store"
        folder.mkdir(parents=True)
        compose = store.COMPOSE[: store.COMPOSE.index("x-devstack:")]
        shutil.copytree(SOURCE / "resources/sample/shared/db", folder / "db")
        (folder / "docker-compose.yml").write_text(compose)
        make_repository(folder)
        (workspace.folder / "devstack.yml").write_text("version: 1\nname: bare\nidas: {store: {}}\n")
        self.assertEqual(workspace.up().code, 0)
        workspace.sql("store", "create table by_hand (n int)")
        path = self.home.folder / "chosen.sql"
        path.write_bytes(DUMP.encode())
        self.assertEqual(workspace.json("schema", "use", "store", path).code, 0)
        again = workspace.up()
        self.assertEqual(again.code, 0, again)
        self.assertEqual(again.steps(state="done"), [])
        done = workspace.json("reset", "store", "--yes")
        self.assertEqual(done.code, 0, done)
        self.assertEqual(set(workspace.sql("store", "show tables")), {"course", "courses", "kept"})
        # Nor does what is done to it by hand become what resets go back to.
        workspace.sql("store", "create table by_hand (n int)")
        self.assertEqual(workspace.up().steps(state="done"), [])
        self.assertEqual(workspace.json("reset", "store", "--yes").json["mechanism"], "overlay")
        self.assertEqual(set(workspace.sql("store", "show tables")), {"course", "courses", "kept"})


if __name__ == "__main__":
    unittest.main(verbosity=2)
