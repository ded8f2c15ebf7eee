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
        self.assertIn("Lost: records of credentials, own.sql.", lost.error["detail"], lost)

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
        (new,) = now - volumes
        mounted = docker(
            "inspect",
            "-f",
            "{{range .Mounts}}{{.Name}} {{end}}",
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
        self.assertEqual(set(self.workspace.owned("volumes")), volumes, "data was copied or lost")
        self.assertEqual(self.workspace.json("plan").steps(state="pending"), [])
        # What was there meanwhile is a checkpoint in turn.
        (other,) = self.checkpoints("catalog")
        self.assertNotEqual(other, name)
        back = self.workspace.json("checkpoint", "restore", "catalog", other, "--yes")
        self.assertEqual(back.code, 0, back)
        self.assertEqual(self.workspace.sql("catalog", "select n from later"), ["2"])
        self.workspace.proof("--expect-records")

    def test_4_reset_was_kept_until_deleted(self):
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
        self.assertEqual(len(volumes - set(self.workspace.owned("volumes"))), 1)
        self.assertEqual(self.workspace.sql("catalog", "select n from later"), ["2"])

    def test_5_reset_of_a_provider_registers_its_dependents_again(self):
        outcome = self.workspace.json("reset", "platform", "--yes", "--discard")
        done = self.done(outcome)
        self.assertIsNone(self.applied("credentials", "records"), "it is not in the new data")
        for client in (
            "client:catalog/platform/oauth/catalog-backend-service-key",
            "client:credentials/platform/oauth/credentials-sso-key",
            "client:licences/platform/user/licences_worker",
        ):
            self.assertIn(client, done)
        self.assertNotIn("own_data", self.workspace.sql("platform", "show tables"))
        self.assertNotIn("bootstrap:catalog/1", done, "more was done than the reset needs")
        self.workspace.proof()
        self.assertEqual(self.workspace.json("plan").steps(state="pending"), [])

    def test_6_a_deleted_volume_is_noticed(self):
        self.assertEqual(self.workspace.run("down", "licences").code, 0)
        (volume,) = (
            v
            for v in self.workspace.owned("volumes")
            if v.startswith(f"{self.workspace.id}-licences")
        )
        docker("volume", "rm", volume)
        done = self.done(self.workspace.up())
        self.assertLessEqual(
            {"volume:licences/licences_db", "bootstrap:licences/1", "seed:licences/base/1"}, done
        )
        self.assertNotIn("bootstrap:platform/1", done)
        self.workspace.proof()


if __name__ == "__main__":
    unittest.main(verbosity=2)
