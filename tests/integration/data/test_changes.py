# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""What differs between production's schema, the migrations and the live database, and between rows."""
import signal
import sys
import time
import unittest

import store
from devstack_cli import SOURCE, Home, docker, end, eventually, make_repository

sys.path.insert(0, str(SOURCE / "tests/support/standins"))
import standins  # noqa: E402 (needs the path)

DUMP = """\
CREATE TABLE kept (n int);
CREATE TABLE course (id int NOT NULL PRIMARY KEY, name varchar(40) NOT NULL, old int);
INSERT INTO course VALUES (1, 'one', 1), (2, 'two', 2);
"""
POSTGRES = """\
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
        psql -U shop store -c 'create table if not exists course (id int primary key, name text not null)'
        -c 'create table if not exists plain (n int, t text)'
"""


class Comparisons:
    """What both products are asked."""

    def diff(self):
        done = self.workspace.json("schema", "diff", "store")
        self.assertEqual(done.code, 0, done)
        return {o["name"]: o for o in done.json["objects"]}

    def close(self, differences, side="live"):
        for each in differences.values():
            if each["on"] == side and each["statement"]:
                self.sql(each["statement"])

    def changes(self, *words):
        done = self.workspace.json("data", "changes", "store", *words)
        self.assertEqual(done.code, 0, done)
        return done.json

    def counts(self, *words):
        return {
            t["name"]: (t["table"], t["added"], t["changed"], t["removed"])
            for t in self.changes(*words)["tables"]
        }

    def save(self, name):
        done = self.workspace.json("checkpoint", "save", "store", "--name", name)
        self.assertEqual(done.code, 0, done)

    def check_rows(self, compose, mount):
        """Tables are made, kept and changed; the seed brings the changes back over what was kept."""
        for statement in self.MADE:
            self.sql(statement)
        self.save("one")
        self.assertEqual(self.changes()["tables"], [])
        for statement in self.CHANGED:
            self.sql(statement)
        found = self.changes()
        self.assertEqual((found["since"], found["checkpoint"]), ("one", True))
        self.assertLess(found["read"], found["all"], "a table that nobody touched was read")
        self.assertEqual(
            {t["name"]: (t["table"], t["added"], t["changed"], t["removed"]) for t in found["tables"]},
            self.COUNTS,
        )
        (course,) = [t for t in found["tables"] if t["name"] == "course"]
        (row,) = [r for r in course["rows"] if r["change"] == "changed"]
        self.assertEqual((row["before"]["name"], row["after"]["name"]), ("one", "it's \\ 'ed\n😀"))
        before = self.rows()
        done = self.workspace.json("data", "changes", "store", "--save-seed", "mine")
        self.assertEqual(done.code, 0, done)
        self.assertEqual("sets off the triggers of uq" in done.err, self.TRIGGERS_FIRE, done.err)
        seed = done.json["seed"]
        self.assertEqual(seed["leftOut"], ["made"])
        journal = max((self.workspace.folder / ".devstack/runs").glob("*.jsonl")).read_text()
        self.assertIn("--save-seed mine", journal.splitlines()[0])
        self.assertIn('"result":"done"', journal.splitlines()[-1])
        self.refusals(seed)
        self.assertEqual(self.leftovers(), [])
        # Declared as it was printed, and applied twice over the kept data.
        file = self.workspace.folder / "store" / compose
        declared = file.read_text().replace(f'"{mount}"', f'"{mount}", "./seeds:/devstack/seeds:ro"')
        own = seed["declaration"].split("  seeds:\n")[1]
        declared = declared.replace("  seeds:\n", "  seeds:\n" + own) if "  seeds:\n" in declared else (
            declared + "  seeds:\n" + own
        )
        file.write_text(declared)
        restored = self.workspace.json("checkpoint", "restore", "store", "one", "--yes", "--trust")
        self.assertEqual(restored.code, 0, restored)
        self.assertNotEqual(self.rows(), before)
        for _ in range(2):
            applied = self.workspace.json("seed", "store", "mine", "--trust")
            self.assertEqual(applied.code, 0, applied)
            self.assertEqual(self.rows(), before)
        expected = {name: counts for name, counts in self.COUNTS.items() if name != "made"}
        self.assertEqual(self.counts("--since", "one"), expected)

        self.too_large()

    def too_large(self):
        """A value that the server cannot give is an error that names its row, and never NULL."""
        self.sql(self.LARGE)
        shown = {t["name"]: t["rows"] for t in self.changes("--since", "one")["tables"]}
        self.assertEqual([row["change"] for row in shown["big"]], ["added"])
        refused = self.workspace.json("data", "changes", "store", "--since", "one", "--save-seed", "large")
        self.assertEqual(refused.code, 1, refused)
        self.assertIn("big", refused.error["message"])
        self.assertIn("id = 2", refused.error["message"])
        self.assertFalse((self.workspace.folder / "store/seeds/large.sql").exists())
        self.sql("delete from big")

    def refusals(self, seed):
        there = self.workspace.json("data", "changes", "store", "--save-seed", "mine")
        self.assertEqual(there.code, 4, there)
        self.assertIn(seed["file"], there.error["detail"])
        for name in ("../up", "a/b", ""):
            self.assertEqual(self.workspace.json("data", "changes", "store", "--save-seed", name).code, 2)
        link = self.workspace.folder / "store/seeds/link.sql"
        link.symlink_to("/tmp/elsewhere.sql")
        self.assertEqual(self.workspace.json("data", "changes", "store", "--save-seed", "link", "--yes").code, 2)
        link.unlink()

    def leftovers(self):
        helpers = docker("ps", "-aq", "--filter", f"label=devstack.helper={self.workspace.id}")
        return helpers.split() + [v for v in self.workspace.owned("volumes") if "-reading-" in v]


class MariaDb(Comparisons, unittest.TestCase):
    """One workspace; the tests run in the order of their names."""

    @classmethod
    def setUpClass(cls):
        cls.home = Home()
        cls.addClassCleanup(cls.home.close)
        cls.workspace = store.make(cls.home)

    def sql(self, statement):
        return self.workspace.sql("store", statement)

    def test_1_what_was_made_by_hand_is_told_and_closed(self):
        before = self.diff()
        self.assertEqual(before, {})
        self.assertEqual(self.leftovers(), [])
        self.sql("alter table kept add column `it``s` varchar(9) not null default 'a''b', add key k (n)")
        self.sql("create table `odd name` (n int); create view seen as select n from kept")
        self.sql("alter table written modify n bigint")
        found = self.diff()
        self.assertEqual(found["kept.it`s"]["meaning"], "made by hand")
        self.assertIn("DROP COLUMN `it``s`", found["kept.it`s"]["statement"])
        self.assertEqual((found["kept.k"]["kind"], found["kept.k"]["migrations"]), ("index", None))
        self.assertEqual(found["seen"]["kind"], "view")
        self.assertEqual(found["written.n"]["meaning"], "changed by hand")
        self.assertEqual((found["written.n"]["migrations"], found["written.n"]["live"]), ("int(11)", "bigint(20)"))
        self.close(found)
        self.assertEqual(self.diff(), before)

    def test_2_a_dump_is_production(self):
        dump = self.home.folder / "production.sql"
        dump.write_text(DUMP)
        used = self.workspace.json("schema", "use", "store", dump)
        self.assertEqual(used.code, 0, used)
        found = self.diff()
        self.assertIn("production is behind", found["written"]["meaning"])
        self.assertTrue(found["written"]["statement"].startswith("CREATE TABLE `written`"))
        self.assertEqual(found["course"]["live"], None)
        self.assertNotIn("kept", found)
        # What cannot change was kept: the second time no server of our own is started.
        begun = time.monotonic()
        again = self.diff()
        self.assertEqual(again, found)
        self.assertLess(time.monotonic() - begun, 2)
        self.assertEqual(self.leftovers(), [])

    def test_3_data_whose_server_stands_still_is_read_and_not_touched(self):
        self.sql("create table stopped (id int primary key auto_increment, t text)")
        self.assertEqual(self.workspace.json("stop", "store").code, 0)
        found = self.diff()
        self.assertEqual(found["stopped"]["meaning"], "made by hand")
        self.assertEqual(self.leftovers(), [])
        # Interrupted in the middle nothing is left either.
        process = self.workspace.spawn("schema", "diff", "store")
        eventually(lambda: process.poll() is not None or self.leftovers(), 20, "a server of our own")
        code, output = end(process, signal.SIGINT)
        self.assertEqual(code, 130, output)
        self.assertEqual(self.leftovers(), [])
        self.assertEqual(self.workspace.up().code, 0)
        self.assertIn("stopped", self.sql("show tables"))
        self.sql("drop table stopped")


    MADE = (
        "create table course (id int primary key auto_increment, name varchar(50), body blob, price decimal(8,3), "
        "ratio float, flags bit(5), day datetime(3), twice int as (char_length(name) * 2) stored)",
        "insert into course (name, body, price, ratio, flags, day) values ('one', x'00ff', 1.5, 0.1, b'101', "
        "'2026-01-02 03:04:05.678'), ('two', null, null, null, null, null), ('three', '', 0, 3, b'0', null)",
        "create table `a ``child` (id int primary key, c int, foreign key (c) references course (id))",
        "insert into `a ``child` values (1, 3)",
        "create table plain (n int, t text)",
        "insert into plain values (1, 'x'), (1, 'x'), (1, 'x'), (2, null)",
        "create table untouched (id int primary key)",
        "create table big (id int primary key, v longblob)",
        "create table uq (id int primary key, u varchar(9) unique, v int, ts timestamp(6) default "
        "current_timestamp(6) on update current_timestamp(6))",
        "insert into uq (id, u) values (1, 'a'), (2, 'b'), (3, 'c'), (4, 'd'), (5, 'e'), (6, 'f')",
        "create trigger seen after insert on uq for each row set @seen = 1",
        "create table ci (v varchar(9))",
        "insert into ci values ('A'), ('B'), ('B'), ('b')",
    )
    CHANGED = (
        # Unique values that move to other rows, a swap, and a time that an UPDATE would set anew.
        "update uq set u = concat('z', id), ts = ts",
        "insert into uq (id, u) values (11, 'a'), (12, 'b'), (13, 'c'), (14, 'd'), (15, 'e'), (16, 'f')",
        "update uq set u = 't', ts = ts where id = 1; update uq set u = 'z1', ts = ts where id = 2; "
        "update uq set u = 'z2', ts = ts where id = 1",
        "insert into ci values ('a'), ('a '), ('a '), ('a '); delete from ci where binary v = 'b'",
        "update course set ratio = 0.3, name = concat('it''s ', char(92 using utf8mb4), ' ''ed', "
        "char(10 using utf8mb4), convert(x'f09f9880' using utf8mb4)) where id = 1",
        "delete from course where id = 2",
        "insert into course (id, name, body) values (9, '', x'27005c'), (-1, 'minus', null)",
        "insert into `a ``child` values (2, 9)",
        "delete from plain where n = 1 limit 2; insert into plain values (2, null), (3, 'a''b')",
        "create table made (n int)",
    )
    COUNTS = {
        "course": ("same", 2, 1, 1),
        "a `child": ("same", 1, 0, 0),
        "plain": ("same", 2, 0, 2),
        "made": ("made", 0, 0, 0),
        "uq": ("same", 6, 6, 0),
        "ci": ("same", 4, 0, 1),
    }
    TRIGGERS_FIRE = True  # the product cannot switch them off
    # Its digits are longer than max_allowed_packet.
    LARGE = "insert into big values (1, x'00'), (2, repeat(x'ff', 9000000)); delete from big where id = 1"

    def rows(self):
        return [
            self.sql("select * from uq order by id"),
            self.sql("select hex(v) from ci order by hex(v)"),
            self.sql(
                "select id, hex(name), hex(body), price, ratio + 0e0, flags + 0, day, twice from course order by id"
            ),
            self.sql("select * from `a ``child` order by id"),
            self.sql("select * from plain order by n, t"),
        ]

    def test_4_rows_and_their_seed(self):
        self.check_rows("docker-compose.yml", "data:/var/lib/mysql")

    def test_5_interrupted_while_it_reads_nothing_is_left(self):
        process = self.workspace.spawn("data", "changes", "store")
        eventually(lambda: process.poll() is not None or self.leftovers(), 20, "a server of our own")
        code, output = end(process, signal.SIGINT)
        self.assertEqual(code, 130, output)
        self.assertEqual(self.leftovers(), [])


class Postgres(Comparisons, unittest.TestCase):
    """The same on PostgreSQL."""

    @classmethod
    def setUpClass(cls):
        cls.addClassCleanup(standins.remove, standins.make(["postgres:15"]))
        cls.home = Home()
        cls.addClassCleanup(cls.home.close)
        cls.workspace = cls.home.workspace("store")
        folder = cls.workspace.folder / "store"
        folder.mkdir(parents=True)
        (folder / "compose.yaml").write_text(POSTGRES)
        make_repository(folder)
        (cls.workspace.folder / "devstack.yml").write_text(
            "version: 1\nname: store\nidas: {store: {}}\n"
        )
        done = cls.workspace.up()
        assert done.code == 0, done

    def sql(self, statement):
        database = self.workspace.container("store", "db")
        return docker(
            "exec", database, "psql", "-U", "shop", "-qAt", "-v", "ON_ERROR_STOP=1", "store", "-c", statement
        ).splitlines()

    def test_1_what_was_made_by_hand_is_told_and_closed(self):
        before = self.diff()
        self.assertEqual(before, {})
        self.assertEqual(self.leftovers(), [])
        self.sql('alter table course add column "it""s" varchar(9) not null default \'a\', alter name drop not null')
        self.sql("create index by_name on course (lower(name)); alter table plain alter n type bigint")
        self.sql("create schema other; create table other.t (n int references course); create view seen as select 1 as one")
        self.sql("alter table course add constraint small check (id < 100)")
        found = self.diff()
        self.assertEqual(found['course.it"s']["meaning"], "made by hand")
        self.assertIn('DROP COLUMN "it""s"', found['course.it"s']["statement"])
        self.assertEqual(found["course.name"]["statement"], 'ALTER TABLE "course" ALTER COLUMN "name" SET NOT NULL;')
        self.assertEqual(found["plain.n"]["meaning"], "changed by hand")
        self.assertEqual(found["course.small"]["kind"], "constraint")
        self.assertEqual(found["other.t"]["kind"], "table")
        self.close(found)
        self.assertEqual(self.diff(), before)
        self.sql("drop schema other; drop table course, plain")

    MADE = (
        "create table course (id serial primary key, name varchar(50), body bytea, price numeric(8,3), ratio float8, "
        "tags text[], day timestamptz, data jsonb, twice int generated always as (length(name) * 2) stored)",
        "insert into course (name, body, price, ratio, tags, day, data) values ('one', '\\x00ff', 1.5, 0.1, "
        "'{a,\"b c\"}', '2026-01-02 03:04:05.678+02', '{\"a\": [1]}'), ('two', null, null, null, null, null, null), "
        "('three', '', 0, 'NaN', '{}', null, 'null')",
        'create table "a ""child" (id int generated always as identity primary key, c int references course)',
        'insert into "a ""child" (c) values (3)',
        "create table plain (n int, t json)",
        "insert into plain values (1, '1'), (1, '1'), (1, '1'), (2, null)",
        "create table untouched (id int primary key)",
        "create table big (id int primary key, v bytea)",
        "create table uq (id int primary key, n int generated always as identity, u text unique)",
        "insert into uq (id, u) select i, chr(96 + i) from generate_series(1, 6) i",
        "create table audit (id serial primary key, t text)",
        "create function note() returns trigger language plpgsql as "
        "'begin insert into audit (t) values (new.u); return new; end'",
        "create trigger noted after insert or update on uq for each row execute function note()",
        "create table inh (id int primary key, v text); create table inh_child () inherits (inh)",
    )
    CHANGED = (
        "update uq set u = 'z' || id",
        "insert into uq (id, u) select 10 + i, chr(96 + i) from generate_series(1, 6) i",
        "update uq set u = 't' where id = 1; update uq set u = 'z1' where id = 2; "
        "update uq set u = 'z2' where id = 1",
        "insert into inh values (101, 'x'); insert into inh_child values (105, 'y')",
        "update course set name = 'it''s ' || chr(92) || ' ''ed' || chr(10) || '😀', ratio = 1e-7/3 where id = 1",
        "delete from course where id = 2",
        "insert into course (id, name, body) values (9, '', '\\x27005c'), (-1, 'minus', null)",
        'insert into "a ""child" (c) values (9)',
        "delete from plain where ctid in (select ctid from plain where n = 1 limit 2); "
        "insert into plain values (2, null), (3, '\"a''b\"')",
        "create table made (n int)",
    )
    COUNTS = {
        "course": ("same", 2, 1, 1),
        'a "child': ("same", 1, 0, 0),
        "plain": ("same", 2, 0, 2),
        "made": ("made", 0, 0, 0),
        "uq": ("same", 6, 6, 0),
        "audit": ("same", 15, 0, 0),
        "inh": ("same", 1, 0, 0),
        "inh_child": ("same", 1, 0, 0),
    }
    TRIGGERS_FIRE = False
    LARGE = "insert into big values (2, decode(repeat('ff', 30000000), 'hex'))"

    def rows(self):
        return [
            self.sql("select * from uq order by id"),
            self.sql("select * from audit order by id"),
            self.sql("select tableoid::regclass, * from inh order by id"),
            self.sql("select * from course order by id"),
            self.sql('select * from "a ""child" order by id'),
            self.sql("select * from plain order by n, t::text"),
        ]

    def test_4_rows_and_their_seed(self):
        self.check_rows("compose.yaml", "data:/var/lib/postgresql/data")
        # What counts upward goes on behind the rows of the seed.
        self.sql("insert into course (name) values ('next')")
        self.assertEqual(self.sql("select id from course where name = 'next'"), ["10"])


if __name__ == "__main__":
    unittest.main(verbosity=2)
