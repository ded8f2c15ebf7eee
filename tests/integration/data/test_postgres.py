# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""PostgreSQL: resets, checkpoints, dumps in both forms, snapshots, a checkpoint in a file."""
import subprocess
import sys
import unittest

from devstack_cli import SOURCE, Home, docker, make_repository

sys.path.insert(0, str(SOURCE / "tests/support/standins"))
import standins  # noqa: E402 (needs the path)

COMPOSE = """\
services:
  db:
    image: postgres:15
    environment: {POSTGRES_USER: shop, POSTGRES_PASSWORD: "it's \\\\ secret", POSTGRES_DB: store}
    volumes: ["data:/var/lib/postgresql/data"]
volumes: {data: {}}
x-devstack:
  version: 1
  bootstrap:
    - service: db
      run: >-
        psql -U shop store -c 'create table if not exists kept (n int)'
        -c 'create table if not exists written (n int)'
  seeds:
    base:
      - service: db
        run: psql -U shop store -c 'delete from kept' -c 'insert into kept values (1)'
"""
PRODUCTION = """\
create extension if not exists pgcrypto;
create role reader;
create table course (id int primary key, name text);
insert into course select g, 'name ' || g from generate_series(1, 1000) g;
create view courses as select count(*) as n from course;
grant select on course to reader;
create function one() returns int language plpgsql as $$ begin return 1; end $$;
"""
SNAPSHOT = "devstack-test/postgres"


class Postgres(unittest.TestCase):
    """One workspace; the tests run in the order of their names."""

    @classmethod
    def setUpClass(cls):
        cls.addClassCleanup(standins.remove, standins.make(["postgres:15"]))
        cls.home = Home()
        cls.addClassCleanup(cls.home.close)
        cls.workspace = cls.home.workspace("store")
        folder = cls.workspace.folder / "store"
        folder.mkdir(parents=True)
        (folder / "compose.yaml").write_text(COMPOSE)
        make_repository(folder)
        (cls.workspace.folder / "devstack.yml").write_text(
            "version: 1\nname: store\nidas: {store: {}}\n"
        )
        done = cls.workspace.up()
        assert done.code == 0, done

    @classmethod
    def tearDownClass(cls):
        names = docker("images", "--format", "{{.Repository}}:{{.Tag}}", SNAPSHOT).split()
        if names:
            docker("rmi", "-f", *names)

    def sql(self, *statements):
        words = [word for statement in statements for word in ("-c", statement)]
        database = self.workspace.container("store", "db")
        return docker("exec", database, "psql", "-U", "shop", "-At", "store", *words).split()

    def written(self):
        return [int(n) for n in self.sql("select n from written order by n")]

    def reset(self):
        done = self.workspace.json("reset", "store", "--yes")
        self.assertEqual(done.code, 0, done)
        return done

    def test_1_a_reset_is_a_layer_with_nothing_to_recover(self):
        self.sql("insert into written values (1)")
        done = self.reset()
        self.assertEqual(done.json["mechanism"], "overlay", done)
        self.assertEqual((self.written(), self.sql("select n from kept")), ([], ["1"]))
        log = docker("logs", self.workspace.container("store", "db"))
        self.assertNotIn("automatic recovery", log)

    def test_2_a_checkpoint_is_saved_restored_and_carried(self):
        self.sql("insert into written values (2)")
        self.assertEqual(
            self.workspace.json("checkpoint", "save", "store", "--name", "two").code, 0
        )
        self.sql("insert into written values (3)")
        file = self.home.folder / "two.devstack"
        done = self.workspace.json("checkpoint", "export", "store", "two", "--file", file)
        self.assertEqual(done.code, 0, done)
        self.assertEqual(self.written(), [2, 3])
        self.assertEqual(
            self.workspace.json("checkpoint", "restore", "store", "two", "--yes").code, 0
        )
        self.assertEqual(self.written(), [2])
        taken = self.workspace.json("checkpoint", "import", "store", "--file", file, "--name", "again")
        self.assertEqual(taken.code, 0, taken)
        self.sql("insert into written values (4)")
        done = self.workspace.json("checkpoint", "restore", "store", "again", "--yes")
        self.assertEqual(done.code, 0, done)
        self.assertEqual(self.written(), [2])

    def test_3_dumps_in_both_forms_become_snapshots(self):
        database = self.workspace.container("store", "db")
        docker("exec", database, "createdb", "-U", "shop", "production")
        subprocess.run(
            ["docker", "exec", "-i", database, "psql", "-U", "shop", "-q", "-v", "ON_ERROR_STOP=1", "production"],
            input=PRODUCTION, text=True, check=True, timeout=60,
        )
        for form, options in (("plain", []), ("custom", ["-Fc"])):
            dump = self.home.folder / f"{form}.dump"
            with dump.open("wb") as out:
                subprocess.run(
                    ["docker", "exec", database, "pg_dump", "-U", "shop", *options, "production"],
                    stdout=out, check=True, timeout=60,
                )
            built = self.workspace.json(
                "schema", "build", "store", "--tag", f"{SNAPSHOT}:{form}", "--dump", dump
            )
            self.assertEqual((built.code, built.json.get("tables")), (0, 1), built)
        checked = self.workspace.json("schema", "verify", f"{SNAPSHOT}:plain")
        self.assertEqual((checked.code, checked.json.get("tables")), (0, 1), checked)

    def test_4_data_begins_with_a_snapshot(self):
        taken = self.workspace.json("schema", "use", "store", f"{SNAPSHOT}:custom")
        self.assertEqual(taken.code, 0, taken)
        done = self.reset()
        self.assertEqual(len(done.steps(kind="schema", state="done")), 1, done)
        self.assertEqual(self.sql("select count(*) from course", "select one()"), ["1000", "1"])
        self.assertEqual(self.sql("select n from kept"), ["1"])
        # Only the password of this service opens it from outside.
        address = docker("inspect", "-f", "{{range .NetworkSettings.Networks}}{{.IPAddress}} {{end}}",
                         self.workspace.container("store", "db")).split()[0]
        enter = ["psql", "-h", address, "-U", "shop", "-At", "store", "-c", "select 5"]
        database = self.workspace.container("store", "db")
        self.assertEqual(docker("exec", "-e", "PGPASSWORD=it's \\ secret", database, *enter), "5")
        with self.assertRaises(AssertionError):
            docker("exec", "-e", "PGPASSWORD=wrong", database, *enter)
        self.sql("delete from course")
        again = self.reset()
        self.assertEqual(again.json["mechanism"], "overlay", again)
        self.assertEqual(self.sql("select count(*) from course"), ["1000"])

    def test_4_what_was_done_to_data_comes_with_its_snapshot(self):
        own = f"{SNAPSHOT}:own"
        built = self.workspace.json("schema", "build", "store", "--tag", own, "--from-service")
        self.assertEqual((built.code, built.json.get("rows")), (0, True), built)
        self.assertEqual(self.workspace.json("schema", "use", "store", own).code, 0)
        self.reset()
        ended = {e["step"]: e["reason"] for e in self.workspace.journal() if e["type"] == "finished"}
        for step in ("bootstrap:store/1", "seed:store/base/1"):
            self.assertEqual(ended[step], "the snapshot has it", ended)
        self.assertIn("as it was unpacked", ended["base:store"])
        self.sql("delete from course", "insert into kept values (2)")
        # What it goes back to was copied apart from the data, and has the accounts too.
        self.assertEqual(self.reset().json["mechanism"], "overlay")
        self.assertEqual(self.sql("select count(*) from course", "select n from kept"), ["1000", "1"])
        log = docker("logs", self.workspace.container("store", "db"))
        self.assertNotIn("automatic recovery", log)

    def test_5_a_dump_is_loaded_and_a_foreign_snapshot_refused(self):
        dump = self.home.folder / "plain.dump"
        self.assertEqual(self.workspace.json("schema", "use", "store", dump).code, 0)
        done = self.reset()
        self.assertEqual(len(done.steps(kind="schema", state="done")), 2, done)  # checked, loaded
        self.assertEqual(self.sql("select count(*) from course"), ["1000"])
        labels = {"": "1", ".product": "mariadb", ".version": "10.11.6", ".database": "store"}
        changes = [w for k, v in labels.items() for w in ("--change", f'LABEL "devstack.snapshot{k}"="{v}"')]
        empty = self.home.folder / "empty.tar"
        empty.write_bytes(bytes(10240))
        docker("import", *changes, str(empty), f"{SNAPSHOT}:foreign")
        refused = self.workspace.json("schema", "use", "store", f"{SNAPSHOT}:foreign")
        self.assertEqual(refused.code, 1, refused)
        self.assertIn("MariaDB", refused.error["message"])


if __name__ == "__main__":
    unittest.main(verbosity=2)
