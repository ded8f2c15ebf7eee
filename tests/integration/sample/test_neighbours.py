# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""Two workspaces of the same sample side by side: neither sees or harms the other.

The second begins with schema snapshots of the first one's data, from a registry.
"""
import re
import unittest

from devstack_cli import SAMPLE, Home, docker
from registry import Registry

BROUGHT = "the snapshot has it"
COMMANDS = ("bootstrap", "client", "seed")


class Neighbours(unittest.TestCase):
    """Two workspaces, provisioned once; the tests run in the order of their names."""

    @classmethod
    def setUpClass(cls):
        cls.home = Home()
        cls.addClassCleanup(cls.home.close)
        cls.left = cls.home.sample("left")
        cls.right = cls.home.sample("right")
        cls.registry = Registry()
        cls.addClassCleanup(cls.registry.end)
        first = cls.left.up()
        assert first.code == 0, first
        cls.migrations = [e["text"] for e in cls.left.journal()
                          if e["type"] == "line" and e["step"].startswith("bootstrap:")]
        cls.publish()
        cls.second = cls.right.up()
        assert cls.second.code == 0, cls.second
        # Of all rounds: another program may take an address meanwhile, and the run goes on.
        cls.ended = {e["step"]: e["reason"] for e in cls.right.journal() if e["type"] == "finished"}

    @classmethod
    def snapshot(cls, ida):
        return f"{cls.registry.host}/sample/{ida}:1"

    @classmethod
    def publish(cls):
        """Snapshots of the left data go to the registry, and the right one's devstack.yml names them."""
        for ida in SAMPLE:
            name = cls.snapshot(ida)
            cls.addClassCleanup(docker, "rmi", "-f", name, check=False)
            built = cls.left.json("schema", "build", ida, "--tag", name, "--from-service")
            assert built.code == 0, built
            pushed = cls.left.json("schema", "push", name)
            assert pushed.code == 0, pushed
            docker("rmi", name)
        file = cls.right.folder / "devstack.yml"

        def named(entry):
            schema = f"{{service: db, volume: {entry[1]}_db, snapshot: '{cls.snapshot(entry[1])}'}}"
            return f"  {entry[1]}: {{{entry[2]}, manifest: {{schema: [{schema}]}}}}"

        file.write_text(re.sub(r"^  (\w+): \{(.*)\}$", named, file.read_text(), flags=re.MULTILINE))

    def test_0_the_dumps_of_the_sample_are_what_its_migrations_make(self):
        nothing = [line for line in self.migrations if "No migrations to apply" in line]
        self.assertEqual(len(nothing), len(SAMPLE), "run “make dev.schema” where migrations came")

    def test_0_snapshots_bring_what_was_done(self):
        for ida in SAMPLE:
            self.assertRegex(
                self.ended[f"schema:{ida}/{ida}_db"],
                re.escape(self.snapshot(ida)) + r": \d+ tables .*with rows",
            )
        commands = {s: why for s, why in self.ended.items() if s.split(":")[0] in COMMANDS}
        self.assertGreater(len(commands), 10)
        # Its address is another one here.
        anew = {step for step, reason in commands.items() if reason != BROUGHT}
        self.assertEqual(anew, {"client:credentials/platform/oauth/credentials-sso-key"})
        as_unpacked = {s for s, why in self.ended.items() if why.startswith("as it was unpacked")}
        self.assertEqual(as_unpacked, {f"base:{ida}" for ida in SAMPLE if ida != "platform"})

    def test_0_where_the_data_comes_from_is_told(self):
        listed = {s["reference"]: s for s in self.right.json("schema", "list").json["snapshots"]}
        for ida in SAMPLE:
            snapshot = listed[self.snapshot(ida)]
            self.assertEqual((snapshot["ida"], snapshot["users"]), (ida, [ida]))
            self.assertEqual(snapshot["source"], f"the data of {ida}/db")
            self.assertIn(f"bootstrap:{ida}/1", snapshot["work"])
            self.assertTrue(snapshot["rows"])
        for repository in self.right.json("check").json["repositories"]:
            (point,) = (r for r in repository["results"] if r["id"] == "schema.production")
            self.assertEqual(point["result"], "pass", repository["path"])

    def test_1_both_work(self):
        self.left.proof()
        self.right.proof()
        urls = self.left.urls(), self.right.urls()
        for ida in SAMPLE:
            self.assertNotEqual(urls[0][ida], urls[1][ida])

    def test_2_own_data(self):
        self.left.sql("platform", "insert into auth_group (name) values ('left only')")
        self.assertEqual(self.right.sql("platform", "select name from auth_group"), [])
        self.assertEqual(self.left.json("seed", "credentials", "records").code, 0)
        self.left.proof("--expect-records")
        self.assertEqual(self.right.sql("platform", "select count(*) from courses_program"), ["0"])

    def test_3_own_names(self):
        self.assertNotEqual(self.left.id, self.right.id)
        # Of each database its data, what a reset goes back to, and the layer of the next reset.
        for kind, count in (("containers", 12), ("volumes", 12), ("networks", 5)):
            mine, theirs = self.left.owned(kind), self.right.owned(kind)
            self.assertEqual((len(mine), len(theirs)), (count, count), kind)

    def test_4_resetting_one_leaves_the_other(self):
        before = self.right.started()
        self.assertEqual(self.left.json("reset", "platform", "--yes").code, 0)
        self.assertEqual(self.right.started(), before)

    def test_4_resetting_goes_back_to_the_snapshot(self):
        self.right.sql("catalog", "delete from catalogues_course")
        done = self.right.json("reset", "catalog", "--yes")
        self.assertEqual((done.code, done.json.get("mechanism")), (0, "overlay"), done)
        self.assertLessEqual(done.json["ready"], done.json["done"])
        again = [s["id"] for s in done.steps(state="done") if s["kind"] in COMMANDS + ("schema",)]
        self.assertEqual(again, [])
        self.right.proof()

    def test_5_taking_one_down_leaves_the_other(self):
        before = {kind: self.right.owned(kind) for kind in ("containers", "volumes", "networks")}
        started = self.right.started()
        outcome = self.left.run("down", "--volumes", "--yes")
        self.assertEqual(outcome.code, 0, outcome)
        for kind, names in before.items():
            self.assertEqual(self.left.owned(kind), [], f"{kind} of the one that was taken down")
            self.assertEqual(self.right.owned(kind), names)
        self.assertEqual(self.right.started(), started)
        self.right.proof()
        # The one that is left keeps the ports it has.
        urls = self.right.urls()
        self.assertEqual(self.right.json("up").steps(state="done"), [])
        self.assertEqual(self.right.urls(), urls)


if __name__ == "__main__":
    unittest.main(verbosity=2)
