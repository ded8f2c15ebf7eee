# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""Data of the sample: what a changed migration causes, seeds, a file of one's own, resets."""
import unittest

from devstack_cli import Home, docker

MIGRATION = """\
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("certificates", "0001_initial")]
    operations = []
"""


class Data(unittest.TestCase):
    """One workspace, provisioned once; the tests run in the order of their names."""

    @classmethod
    def setUpClass(cls):
        cls.home = Home()
        cls.addClassCleanup(cls.home.close)
        cls.workspace = cls.home.sample("data")
        first = cls.workspace.up()
        assert first.code == 0, first

    def done(self, outcome):
        """The ids of the steps that a run did."""
        self.assertEqual(outcome.code, 0, outcome)
        return {step["id"] for step in outcome.steps(state="done")}

    def applied(self, ida, name):
        for seed in self.workspace.json("seed", "--list").json["seeds"]:
            if (seed["ida"], seed["name"]) == (ida, name):
                return seed["applied"]
        self.fail(f"no seed {ida}/{name}")

    def test_1_a_new_migration_runs_where_it_is(self):
        file = self.workspace.folder / "credentials/certificates/migrations/0002_touched.py"
        file.write_text(MIGRATION)
        planned = self.workspace.json("plan")
        needed = planned.steps(state="pending")
        self.assertEqual(
            {step["id"] for step in needed if step["kind"] == "bootstrap"},
            {"bootstrap:credentials/1"},
        )
        self.assertEqual({step["ida"] for step in needed}, {"credentials"}, planned)
        (bootstrap,) = (step for step in needed if step["kind"] == "bootstrap")
        self.assertRegex(
            bootstrap["reason"], r"(migrations/\*\.py|image of app).* changed", bootstrap
        )
        done = self.done(self.workspace.up())
        self.assertIn("bootstrap:credentials/1", done)
        self.assertTrue(all("credentials" in step for step in done), done)
        rows = self.workspace.sql(
            "credentials", "select name from django_migrations where app='certificates'"
        )
        self.assertIn("0002_touched", rows)
        self.assertEqual(self.workspace.json("plan").steps(state="pending"), [])

    def test_2_a_seed_reaches_its_dependency(self):
        self.assertEqual(
            self.workspace.sql("platform", "select count(*) from courses_program"), ["0"]
        )
        outcome = self.workspace.json("seed", "credentials", "records")
        self.assertEqual(outcome.code, 0, outcome)
        self.assertIsNotNone(self.applied("credentials", "records"))
        self.assertNotEqual(
            self.workspace.sql("platform", "select count(*) from courses_program"), ["0"]
        )
        self.workspace.proof("--expect-records")
        # Asked for again it runs again, and does no harm.
        self.assertEqual(self.workspace.json("seed", "credentials", "records").code, 0)
        self.workspace.proof("--expect-records")

    def test_2_an_unknown_seed_names_the_nearest(self):
        outcome = self.workspace.json("seed", "credentials", "recods")
        self.assertEqual(outcome.code, 2, outcome)
        self.assertIn("records", outcome.error["hint"])

    def test_3_a_file_of_ones_own(self):
        file = self.home.folder / "own.sql"
        file.write_text("create table own_data (n int);\ninsert into own_data values (7), (35);\n")
        outcome = self.workspace.json("seed", "platform", "--file", file)
        self.assertEqual(outcome.code, 0, outcome)
        self.assertEqual(self.workspace.sql("platform", "select sum(n) from own_data"), ["42"])
        self.assertIn("own_data", self.workspace.sql("platform", "show tables"))
        file.write_text("insert into no_such_table values (1);\n")
        failed = self.workspace.json("seed", "platform", "--file", file)
        self.assertEqual(failed.code, 1, failed)
        self.assertIn("no_such_table", failed.err, "the database's own words are not shown")
        odd = self.home.folder / "own.xlsx"
        odd.write_text("")
        unknown = self.workspace.json("seed", "platform", "--file", odd)
        self.assertEqual(unknown.code, 2, unknown)
        self.assertIn(
            "sql", unknown.error["message"] + unknown.error["hint"], "it does not say what it takes"
        )

    def test_4_reset_asks_and_changes_nothing(self):
        before = (self.workspace.started(), self.workspace.owned("volumes"))
        refused = self.workspace.json("reset", "catalog")
        self.assertEqual(refused.code, 4, refused)
        self.assertEqual(refused.error["kind"], "needs-confirmation")
        self.assertEqual((self.workspace.started(), self.workspace.owned("volumes")), before)
        # It names what does not come back: the seed and the file that tests before applied.
        lost = self.workspace.json("reset", "platform")
        self.assertIn("Not in the data after that: records of credentials, own.sql, what was written",
                      lost.error["detail"], lost)

    def test_4_reset_gives_back_base_data(self):
        self.workspace.sql("catalog", "create table scribble as select 1 as n")
        self.workspace.sql("catalog", "delete from catalogues_course")
        volumes = set(self.workspace.owned("volumes"))
        outcome = self.workspace.json("reset", "catalog", "--yes")
        self.assertEqual(outcome.code, 0, outcome)
        self.assertNotIn("scribble", self.workspace.sql("catalog", "show tables"))
        self.workspace.proof("--expect-records")
        now = set(self.workspace.owned("volumes"))
        self.assertLess(volumes, now, "the old data is not kept")
        self.assertEqual(outcome.json["mechanism"], "overlay")
        self.assertLess(outcome.json["ready"], outcome.json["done"])
        done = self.done(outcome)
        self.assertEqual(
            {step for step in done if step.split(":")[0] in ("bootstrap", "seed", "client")},
            set(),
            "migrations or seeds ran on data that has them",
        )
        # Its layer was made ahead, as the one of the next reset is now.
        (new,) = (name for name in now - volumes if not name.endswith("-layer"))
        self.assertIn(new + "-layer", volumes)
        self.assertEqual(len(now - volumes), 2, now - volumes)
        mounted = docker(
            "inspect",
            "-f",
            '{{range .Mounts}}{{if eq .Destination "/var/lib/mysql"}}{{.Name}}{{end}}{{end}}',
            self.workspace.container("catalog", "db"),
        ).split()
        self.assertEqual(mounted, [new], "the database does not run on the new volume")
        self.assertEqual(self.workspace.json("plan").steps(state="pending"), [])

    def checkpoints(self, ida):
        found = self.workspace.json("checkpoint", "list", ida)
        self.assertEqual(found.code, 0, found)
        return [each["name"] for each in found.json["checkpoints"]]

    def test_4_reset_was_kept_and_comes_back(self):
        (name,) = self.checkpoints("catalog")
        refused = self.workspace.json("checkpoint", "restore", "catalog", name)
        self.assertEqual(refused.code, 4, refused)
        self.workspace.sql("catalog", "create table later as select 2 as n")
        volumes = set(self.workspace.owned("volumes"))
        restored = self.workspace.json("checkpoint", "restore", "catalog", name, "--yes")
        self.assertEqual(restored.code, 0, restored)
        self.assertEqual(restored.json["result"], "done", restored)
        self.assertEqual(self.workspace.sql("catalog", "select n from scribble"), ["1"])
        self.assertNotIn("later", self.workspace.sql("catalog", "show tables"))
        courses = self.workspace.sql("catalog", "select count(*) from catalogues_course")
        self.assertEqual(courses, ["0"], "seeds ran again on data that had them")
        self.assertLess(volumes, set(self.workspace.owned("volumes")), "data was lost")
        self.assertIn(name, self.checkpoints("catalog"), "the checkpoint is gone")
        self.assertEqual(self.workspace.json("plan").steps(state="pending"), [])
        # What was there meanwhile is a checkpoint in turn.
        (other,) = (each for each in self.checkpoints("catalog") if each != name)
        back = self.workspace.json("checkpoint", "restore", "catalog", other, "--yes")
        self.assertEqual(back.code, 0, back)
        self.assertEqual(self.workspace.sql("catalog", "select n from later"), ["2"])
        self.workspace.proof("--expect-records")

    def test_4_reset_was_kept_until_deleted(self):
        for older in self.checkpoints("catalog")[1:]:
            done = self.workspace.json("checkpoint", "delete", "catalog", older, "--yes")
            self.assertEqual(done.code, 0, done)
        (name,) = self.checkpoints("catalog")
        volumes = set(self.workspace.owned("volumes"))
        unknown = self.workspace.json("checkpoint", "restore", "catalog", name[:-1], "--yes")
        self.assertEqual(unknown.code, 2, unknown)
        self.assertIn(name, unknown.error["hint"])
        self.assertEqual(self.workspace.json("checkpoint", "delete", "catalog", name).code, 4)
        self.assertEqual(self.checkpoints("catalog"), [name])
        deleted = self.workspace.json("checkpoint", "delete", "catalog", name, "--yes")
        self.assertEqual(deleted.code, 0, deleted)
        self.assertEqual(self.checkpoints("catalog"), [])
        # The present data lies over what the last restore set aside, and stays whole.
        self.assertEqual(self.workspace.sql("catalog", "select n from later"), ["2"])

    def test_4_saved_together(self):
        self.workspace.sql("catalog", "create table work as select 1 as n")
        self.workspace.sql("licences", "create table work as select 2 as n")
        saved = self.workspace.json(
            "checkpoint", "save", "catalog", "licences", "--name", "before-work", "--protect"
        )
        self.assertEqual(saved.code, 0, saved)
        for ida in ("catalog", "licences"):
            found = self.workspace.json("checkpoint", "list", ida).json["checkpoints"]
            (kept,) = (each for each in found if each["name"] == "before-work")
            self.assertTrue(kept["protected"])
            self.assertGreater(kept["bytes"], 0)
            self.workspace.sql(ida, "drop table work")
        again = self.workspace.json("checkpoint", "save", "catalog", "--name", "before-work")
        self.assertEqual(again.error["kind"], "conflict", again)
        odd = self.workspace.json("checkpoint", "save", "catalog", "--name", "a/../b")
        self.assertEqual(odd.code, 2, odd)
        for ida, n in (("catalog", "1"), ("licences", "2"), ("catalog", "1")):
            back = self.workspace.json("checkpoint", "restore", ida, "before-work", "--yes")
            self.assertEqual(back.code, 0, back)
            self.assertEqual(self.workspace.sql(ida, "select n from work"), [n])
        self.workspace.proof("--expect-records")
        self.assertEqual(self.workspace.json("plan").steps(state="pending"), [])

    def test_5_reset_of_a_provider_keeps_what_others_registered(self):
        outcome = self.workspace.json("reset", "platform", "--yes", "--discard")
        done = self.done(outcome)
        self.assertIsNone(self.applied("credentials", "records"), "it is not in the new data")
        # What others registered in it is in the data that was kept.
        self.assertEqual({step for step in done if step.startswith("client:")}, set())
        self.assertNotIn("own_data", self.workspace.sql("platform", "show tables"))
        self.assertNotIn("bootstrap:catalog/1", done, "more was done than the reset needs")
        self.workspace.proof()
        self.assertEqual(self.workspace.json("plan").steps(state="pending"), [])

    def test_6_a_deleted_volume_is_noticed(self):
        self.assertEqual(self.workspace.run("down", "credentials").code, 0)
        volume = f"{self.workspace.id}-credentials-credentials_db-g1"
        self.assertIn(volume, self.workspace.owned("volumes"))
        docker("volume", "rm", volume)
        done = self.done(self.workspace.up())
        self.assertLessEqual(
            {
                "volume:credentials/credentials_db",
                "bootstrap:credentials/1",
                "seed:credentials/base/1",
            },
            done,
        )
        self.assertNotIn("bootstrap:platform/1", done)
        self.workspace.proof()


if __name__ == "__main__":
    unittest.main(verbosity=2)
