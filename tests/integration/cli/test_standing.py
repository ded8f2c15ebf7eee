# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""What runs and yet is not well, or is well and looks as if it were not: held, off its network,
in a crash loop, on an image whose name is gone."""
import sys
import time
import unittest

from devstack_cli import SOURCE, docker, end, eventually, one_ida

sys.path.insert(0, str(SOURCE / "tests/support/standins"))
import standins  # noqa: E402 (needs the path)

IMAGE = "devstack-test-standing/postgres:15"  # a name that only this test removes
COMPOSE = f"""\
services:
  app:
    image: debian:bookworm-slim
    command: sleep infinity
    init: true
    stop_grace_period: 0s
  db:
    image: {IMAGE}
    environment: {{POSTGRES_USER: shop, POSTGRES_PASSWORD: secret, POSTGRES_DB: store}}
    volumes: ["data:/var/lib/postgresql/data"]
    healthcheck: {{test: pg_isready -U shop, interval: 2s, timeout: 2s, retries: 9}}
volumes: {{data: {{}}}}
x-devstack:
  version: 1
  primary: app
  bootstrap:
    - service: db
      run: psql -U shop store -c 'create table if not exists kept (n int)'
  seeds:
    one: [{{service: db, run: psql -U shop store -c 'insert into kept values (1)'}}]
"""
LOOP = """\
  loop:
    image: debian:bookworm-slim
    command: sh -c 'echo boom >&2; sleep 4; exit 5'
    restart: always
    init: true
    stop_grace_period: 0s
volumes:"""


class Standing(unittest.TestCase):
    """One workspace; the tests run in the order of their names."""

    @classmethod
    def setUpClass(cls):
        cls.addClassCleanup(standins.remove, standins.make(["postgres:15"]))
        docker("tag", "postgres:15", IMAGE)
        cls.addClassCleanup(docker, "rmi", IMAGE, check=False)
        one_ida(cls, "standing", COMPOSE)

    def inside(self, script):
        """In the database's container; it has to end with 0."""
        docker("exec", self.workspace.container("it", "db"), "sh", "-c", script)

    def ida(self):
        return self.workspace.status()["idas"][0]

    def service(self, name):
        return next(s for s in self.ida()["services"] if s["name"] == name)

    def test_1_held_for_a_copy(self):
        plan = self.workspace.json("plan")
        forecast = plan.json["forecast"]
        self.assertEqual(forecast["steps"], len(plan.steps(state="pending")))
        self.assertEqual(forecast["measured"], 0, "none of them ran here before")
        self.assertNotIn("memory", forecast, "nobody asked Compose about it yet")
        self.assertIn("a guess", self.workspace.run("plan").out)
        images = plan.steps(kind="image")
        self.assertEqual({step["state"] for step in images}, {"satisfied"}, "both are here")
        up = self.workspace.spawn("up", "--trust")
        self.addCleanup(end, up)
        reasons = set()
        while up.poll() is None:
            reasons.add(self.service("db")["reason"])
            time.sleep(0.1)
        self.assertEqual(up.returncode, 0, up.log.read_text())
        for _ in range(10):
            reasons.add(self.service("db")["reason"])
            self.assertNotIn("▲", self.workspace.run("status").out)
            time.sleep(0.2)
        self.assertIn("db is held while its data is copied", reasons)
        self.assertFalse([r for r in reasons if "fails" in r or "paused" in r], reasons)
        self.assertEqual(self.workspace.run("wait", "--timeout", "20s").code, 0)

    def test_2_off_its_network(self):
        name = self.workspace.container("it", "app")
        network = docker(
            "inspect", "-f", "{{range $n, $_ := .NetworkSettings.Networks}}{{$n}}\n{{end}}", name
        ).split()[0]
        docker("network", "disconnect", network, name)
        app = self.service("app")
        reason = f"app runs, but is not in its network {network}"
        self.assertEqual((app["reason"], app["next"]), (reason, "up"))
        self.assertIn("▲", self.workspace.run("status").out.splitlines()[2])
        waited = self.workspace.json("wait", "--timeout", "10s")
        self.assertEqual(waited.code, 1, waited)
        self.assertIn(reason.removeprefix("app "), waited.error["message"])
        self.assertIn("devstack up it", waited.error["hint"])
        plan = self.workspace.json("plan")
        start = plan.steps(kind="start", state="pending")
        self.assertEqual([s["reason"] for s in start], [f"app is not in its network {network}"])
        self.assertGreater(plan.json["forecast"]["measured"], 0, "it was started before")
        self.assertGreater(plan.json["forecast"]["memory"]["total"], 0)
        self.assertEqual(self.workspace.up().code, 0)
        self.assertEqual(self.ida()["reason"], "")

    def test_3_the_name_of_its_image_is_gone(self):
        docker("rmi", IMAGE)
        plan = self.workspace.json("plan")
        self.assertFalse(plan.steps(state="pending"), plan)
        seeded = self.workspace.run("seed", "it", "one")
        self.assertEqual(seeded.code, 0, seeded)
        self.assertEqual(self.workspace.up().code, 0)
        # A new container needs it: what helps is told.
        docker("rm", "-f", self.workspace.container("it", "db"))
        failed = self.workspace.up()
        self.assertEqual(failed.code, 1, failed)
        docker("tag", "postgres:15", IMAGE)
        self.assertEqual(self.workspace.up().code, 0)

    def test_4_a_crash_loop(self):
        text = COMPOSE.replace("volumes: {data", LOOP + " {data", 1)
        (self.folder / "docker-compose.yml").write_text(text)
        self.assertEqual(self.workspace.up().code, 0)
        eventually(lambda: "started again" in self.service("loop")["reason"], 20, "it loops")
        waited = self.workspace.json("wait", "it", "--timeout", "6s")
        self.assertEqual(waited.code, 1, waited)
        seen = set()
        for _ in range(12):
            loop = self.service("loop")
            self.assertTrue(loop["reason"], loop)
            seen.add(loop["state"])
            self.assertIn("▲", self.workspace.run("status").out.splitlines()[2])
            time.sleep(0.4)
        self.assertIn("running", seen, "between two crashes it runs")
        self.assertIn("code 5", self.service("loop")["reason"])

    def test_5_asked_before_the_run_has_begun(self):
        (self.folder / "docker-compose.yml").write_text(COMPOSE)
        self.assertEqual(self.workspace.up().code, 0)
        self.assertEqual(self.workspace.run("stop").code, 0)
        up = self.workspace.spawn("up")
        self.addCleanup(end, up)
        waited = self.workspace.json("wait", "--timeout", "60s")
        self.assertEqual(waited.code, 0, waited)
        self.assertEqual(up.wait(60), 0, up.log.read_text())

    def test_6_a_volume_with_other_settings_keeps_its_data(self):
        text = COMPOSE.replace("    init: true\n", "    init: true\n    volumes: [notes:/n]\n", 1)
        file = self.folder / "docker-compose.yml"
        file.write_text(text.replace("volumes: {data: {}}", "volumes: {data: {}, notes: {}}"))
        self.assertEqual(self.workspace.up().code, 0)
        app = self.workspace.container("it", "app")
        docker("exec", app, "sh", "-c", "echo kept > /n/note")
        file.write_text(
            text.replace("volumes: {data: {}}", "volumes: {data: {}, notes: {labels: {x: y}}}")
        )
        up = self.workspace.run("up", "--trust", "--yes")
        self.assertEqual(up.code, 0, up)
        app = self.workspace.container("it", "app")
        self.assertEqual(docker("exec", app, "cat", "/n/note").strip(), "kept")
        self.assertIn("kept with what is in it", up.err)
        self.assertIn("down it --volumes", up.err)

    def test_7_what_lies_in_volumes_without_a_name_stays(self):
        file = self.folder / "docker-compose.yml"
        text = COMPOSE.replace("    init: true\n", "    init: true\n    volumes: [/keep]\n", 1)
        file.write_text(text)
        self.assertEqual(self.workspace.up().code, 0)
        app = self.workspace.container("it", "app")
        docker("exec", app, "sh", "-c", "echo kept > /keep/note")
        # Off its network: its successor has what it had.
        for network in docker(
            "inspect", "-f", "{{range $n, $_ := .NetworkSettings.Networks}}{{$n}}\n{{end}}", app
        ).split():
            docker("network", "disconnect", network, app)
        self.assertEqual(self.workspace.up().code, 0)
        app = self.workspace.container("it", "app")
        self.assertEqual(docker("exec", app, "cat", "/keep/note").strip(), "kept")
        # The service goes: what nobody named may be somebody's all the same.
        volume = docker(
            "inspect", "-f", '{{range .Mounts}}{{if eq .Destination "/keep"}}{{.Name}}{{end}}{{end}}', app
        ).strip()
        self.addCleanup(docker, "volume", "rm", volume, check=False)
        file.write_text(text.replace("  app:\n", "  web:\n", 1).replace("primary: app", "primary: web"))
        self.assertEqual(self.workspace.up().code, 0)
        self.assertEqual(docker("volume", "inspect", "-f", "{{.Name}}", volume).strip(), volume)

    def test_8_data_goes_on_where_it_is_mounted_elsewhere(self):
        file = self.folder / "docker-compose.yml"
        file.write_text(COMPOSE)
        self.assertEqual(self.workspace.up().code, 0)
        moved = COMPOSE.replace("data:/var/lib/postgresql/data", "data:/elsewhere")
        file.write_text(moved.replace("test: pg_isready -U shop", "test: test -f /elsewhere/PG_VERSION"))
        up = self.workspace.up()
        self.assertEqual(up.code, 0, up)
        db = self.workspace.container("it", "db")
        self.assertIn("PG_VERSION", docker("exec", db, "ls", "/elsewhere"))
        # The server still writes at the former place, which Compose took over.
        refused = self.workspace.run("checkpoint", "save", "it")
        self.assertEqual(refused.code, 1, refused)
        self.assertIn("has its data volume at", refused.err)
        # Only where the file says: it is set aside and goes on there, and comes back.
        self.assertEqual(self.workspace.run("down", "it").code, 0)
        self.assertEqual(self.workspace.up().code, 0)
        self.inside("touch /elsewhere/before")
        self.assertEqual(self.workspace.run("checkpoint", "save", "it", "--name", "moved").code, 0)
        self.inside("test -e /elsewhere/before && touch /elsewhere/after")
        restored = self.workspace.run("checkpoint", "restore", "it", "moved", "--yes")
        self.assertEqual(restored.code, 0, restored)
        self.inside("test -e /elsewhere/before && test ! -e /elsewhere/after")

    def test_a_data_below_the_named_volume_is_told_and_not_claimed(self):
        text = COMPOSE.replace(
            '"data:/var/lib/postgresql/data"', '"data:/var/lib/postgresql", "/var/lib/postgresql/data"'
        )
        (self.folder / "docker-compose.yml").write_text(text)
        self.assertEqual(self.workspace.run("down", "it").code, 0)
        self.assertEqual(self.workspace.up().code, 0)
        before = self.workspace.container("it", "db")
        for verb in (["checkpoint", "save", "it"], ["reset", "it", "--yes"]):
            refused = self.workspace.run(*verb)
            self.assertEqual(refused.code, 1, refused)
            self.assertIn("db of it keeps in /var/lib/postgresql/data", refused.err)
            self.assertIn("Mount the named volume at /var/lib/postgresql/data", refused.err)
        self.assertEqual(self.workspace.container("it", "db"), before)
        self.assertTrue(docker("inspect", "-f", "{{.State.Running}}", before).startswith("true"))

    def test_b_a_volume_that_becomes_a_databases_begins_anew_and_says_so(self):
        text = COMPOSE.replace(
            '"data:/var/lib/postgresql/data"', '"other:/elsewhere", "data:/var/lib/postgresql/data"'
        ).replace("volumes: {data: {}}", "volumes: {data: {}, other: {}}")
        (self.folder / "docker-compose.yml").write_text(text)
        self.assertEqual(self.workspace.up().code, 0)
        moved = text.replace('"other:/elsewhere", "data:/', '"other:/').replace("data: {}, ", "")
        (self.folder / "docker-compose.yml").write_text(moved)
        up = self.workspace.up()
        self.assertEqual(up.code, 0, up)
        self.assertIn("volume other: begins anew", up.out + up.err)
        left = [v for v in docker("volume", "ls", "-q").split() if v.endswith("-it-other")]
        self.assertEqual(len(left), 1, left)
        again = self.workspace.up()
        self.assertNotIn("begins anew", again.out + again.err)


if __name__ == "__main__":
    unittest.main(verbosity=2)
