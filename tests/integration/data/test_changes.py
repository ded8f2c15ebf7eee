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

    def leftovers(self):
        helpers = docker("ps", "-aq", "--filter", f"label=devstack.helper={self.workspace.id}")
        return helpers.split() + [v for v in self.workspace.owned("volumes") if "-reading-" in v]

    def test_1_nothing_differs_at_first(self):
        self.assertEqual([o for o in self.diff().values() if o["on"] == "live"], [])
        self.assertEqual(self.leftovers(), [])


class MariaDb(Comparisons, unittest.TestCase):
    """One workspace; the tests run in the order of their names."""

    @classmethod
    def setUpClass(cls):
        cls.home = Home()
        cls.addClassCleanup(cls.home.close)
        cls.workspace = store.make(cls.home)

    def sql(self, statement):
        return self.workspace.sql("store", statement)

    def test_2_what_was_made_by_hand_is_told_and_closed(self):
        before = self.diff()
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

    def test_3_a_dump_is_production(self):
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

    def test_4_data_whose_server_stands_still_is_read_and_not_touched(self):
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

    def test_2_what_was_made_by_hand_is_told_and_closed(self):
        before = self.diff()
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


if __name__ == "__main__":
    unittest.main(verbosity=2)
