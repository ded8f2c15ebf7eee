# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""What others do to containers, with docker and not with the program, on the real Engine: it is said
as it is, and the next step that is named helps."""
import unittest

from devstack_cli import Home, docker, eventually, make_repository

IMAGE = "debian:bookworm-slim"
COMPOSE = f"""\
services:
  app:
    image: {IMAGE}
    command: sh -c 'touch /well; sleep infinity'
    init: true
    stop_grace_period: 0s
    healthcheck: {{test: [CMD, test, -e, /well], interval: 1s, timeout: 2s, retries: 1}}
  worker:
    image: {IMAGE}
    command: WORK
    expose: ["9000"]
    init: true
    stop_grace_period: 0s
"""


class Outside(unittest.TestCase):
    """One workspace; the tests run in the order of their names."""

    @classmethod
    def setUpClass(cls):
        cls.home = Home()
        cls.addClassCleanup(cls.home.close)
        cls.workspace = cls.home.workspace("outside")
        made = cls.home.run("init", cls.workspace.folder)
        assert made.code == 0, made
        cls.folder = cls.workspace.folder / "it"
        cls.folder.mkdir()
        cls.write("sleep infinity")
        make_repository(cls.folder)
        assert cls.workspace.run("add", cls.folder).code == 0
        up = cls.workspace.up()
        assert up.code == 0, up

    @classmethod
    def write(cls, work):
        (cls.folder / "docker-compose.yml").write_text(COMPOSE.replace("WORK", work))

    def ida(self):
        return self.workspace.json("status").json["idas"][0]

    def service(self, name):
        return next(s for s in self.ida()["services"] if s["name"] == name)

    def container(self, name):
        """Its name on the Engine."""
        return docker("inspect", "-f", "{{.Name}}", self.workspace.container("it", name))[1:]

    def inspect(self, name, what):
        return docker("inspect", "-f", "{{" + what + "}}", self.container(name))

    def well(self):
        ida = self.ida()
        self.assertEqual((ida["state"], ida["reason"], ida["next"]), ("running", "", ""))

    def test_1_health_that_changes(self):
        docker("exec", self.container("app"), "rm", "/well")
        self.addCleanup(docker, "exec", self.container("app"), "touch", "/well")
        eventually(lambda: self.service("app")["health"] == "unhealthy", 10, "it is unhealthy")
        ida = self.ida()
        self.assertEqual((ida["reason"], ida["next"]),
                         ("app runs, but its health check fails", "logs"))
        health = next(s for s in self.workspace.json("plan", "--all").json["steps"]
                      if s["kind"] == "health")
        self.assertEqual((health["state"], health["reason"]), ("pending", "app is not healthy"))
        docker("exec", self.container("app"), "touch", "/well")
        eventually(lambda: self.service("app")["health"] == "healthy", 10, "it is healthy")
        self.well()

    def test_2_paused(self):
        for verb in ("start", "up", "restart", "stop"):
            for name in ("app", "worker"):
                docker("pause", self.container(name))
            worker = self.service("worker")
            self.assertEqual((worker["state"], worker["reason"], worker["next"]),
                             ("paused", "worker is paused", "start"))
            waited = self.workspace.json("wait", "it", "--timeout", "5s")
            self.assertIn("devstack start it", waited.error["hint"], waited)
            used = {s["name"]: s["memory"] for s in self.workspace.json("stats").json["services"]}
            self.assertGreater(used["worker"], 0, "what is paused holds its memory")
            done = self.workspace.json(verb, "it")
            self.assertEqual(done.code, 0, done)
            states = {self.inspect(name, ".State.Status") for name in ("app", "worker")}
            self.assertEqual(states, {"exited" if verb == "stop" else "running"}, verb)
        self.assertEqual(self.workspace.json("start", "it").code, 0)
        self.well()

    def test_3_renamed(self):
        mine = self.container("worker")
        docker("rename", mine, mine + "-other")
        worker = self.service("worker")
        self.assertEqual((worker["state"], worker["container"]), ("running", mine + "-other"))
        docker("rename", mine + "-other", mine)
        self.assertEqual(self.service("worker")["container"], mine)

    def test_4_removed(self):
        docker("rm", "-f", self.container("worker"))
        ida = self.ida()
        self.assertEqual((ida["state"], ida["reason"], ida["next"]),
                         ("partial", "worker has no container", "up"))
        docker("rm", "-f", self.container("app"))
        ida = self.ida()
        self.assertEqual((ida["state"], ida["reason"], ida["next"]),
                         ("stopped", "it has no containers", "up"))
        restarted = self.workspace.json("restart", "it")
        self.assertNotEqual(restarted.code, 0)
        self.assertNotIn("never", restarted.error["message"])
        logs = self.workspace.run("logs", "it")
        self.assertIn("it has no container", logs.out + logs.err)
        self.assertEqual(self.workspace.up("it").code, 0)
        self.well()

    def test_5_the_name_is_taken(self):
        mine = self.container("worker")
        docker("rm", "-f", mine)
        docker("run", "-d", "--init", "--name", mine, IMAGE, "sleep", "infinity")
        self.addCleanup(docker, "rm", "-f", mine, check=False)
        self.assertEqual(self.service("worker")["state"], "missing", "it is not ours")
        up = self.workspace.up("it")
        self.assertEqual(up.code, 1, up)
        start = next(s for s in up.json["steps"] if s["state"] == "failed")
        self.assertIn(f"“{mine}” is taken", start["reason"])
        self.assertIn(f"docker rename {mine}", start["hint"])
        self.assertIn(f"“{mine}” is taken", self.ida()["reason"])
        self.assertIn(f"docker rename {mine}", self.ida()["reason"])
        docker("rm", "-f", mine)
        self.assertEqual(self.workspace.up("it").code, 0)
        self.well()

    def test_6_ends_with_0_at_once(self):
        self.write("sh -c 'echo that was it'")
        up = self.workspace.up("it")
        self.assertEqual(up.code, 1, up)
        start = next(s for s in up.json["steps"] if s["state"] == "failed")
        self.assertIn("“worker” ended right after its start with code 0", start["reason"])
        self.assertIn("that was it", start["detail"])
        worker = self.service("worker")
        self.assertEqual((worker["state"], worker["reason"], worker["next"]),
                         ("exited", "worker ended with code 0", "start"))
        self.write("sleep infinity")
        self.assertEqual(self.workspace.up("it").code, 0)
        self.well()

    def test_7_in_a_restart_loop(self):
        compose = COMPOSE.replace("WORK", "sh -c 'exit 4'\n    restart: always")
        (self.folder / "docker-compose.yml").write_text(compose)
        self.assertEqual(self.workspace.up("it").code, 1)
        eventually(lambda: self.inspect("worker", ".State.Restarting") == "true", 30, "it loops")
        eventually(lambda: self.service("worker")["state"] == "restarting", 30, "it is shown")
        stopped = self.workspace.run("stop", "it")
        self.assertEqual(stopped.code, 0, stopped)
        self.assertIn("worker", stopped.out + stopped.err)
        self.assertEqual(self.inspect("worker", ".State.Status"), "exited")
        self.assertEqual(self.service("worker")["reason"], "worker was stopped")

    def test_8_mended_while_the_engine_waits(self):
        """It is started now, not when the Engine would do it again: nothing would run until then."""
        go = self.folder / "go"
        go.mkdir()
        work = "sh -c 'test -e /go/now || exit 4; sleep infinity'\n    restart: always\n    volumes: ['./go:/go']"
        (self.folder / "docker-compose.yml").write_text(COMPOSE.replace("WORK", work))
        self.assertEqual(self.workspace.up("it").code, 1)
        # It waits for 6.4 seconds by then.
        eventually(lambda: int(self.inspect("worker", ".RestartCount")) >= 6
                   and self.inspect("worker", ".State.Restarting") == "true", 40, "it loops")
        (go / "now").write_text("")
        self.assertEqual(self.workspace.up("it").code, 0)
        self.assertEqual(self.inspect("worker", ".State.Status"), "running")
        self.well()
        self.write("sleep infinity")
        self.assertEqual(self.workspace.up("it").code, 0)

    def test_9_its_folder_and_its_line_are_gone(self):
        away = self.folder.rename(self.folder.with_name("away"))
        waited = self.workspace.run("wait", "it", "--timeout", "2s")
        self.assertEqual(waited.code, 1, waited)
        self.assertIn("its folder is not there", waited.err)
        away.rename(self.folder)
        file = self.workspace.folder / "devstack.yml"
        kept = file.read_text()
        file.write_text("version: 1\nidas: {}\n")
        self.addCleanup(file.write_text, kept)
        strays = self.workspace.json("status").json["strays"]
        self.assertEqual([stray["ida"] for stray in strays], ["it"])
        self.assertEqual(len(strays[0]["containers"]), 2, strays)
        self.assertIn(f"docker rm -f {' '.join(strays[0]['containers'])}",
                      self.workspace.run("status").out)


if __name__ == "__main__":
    unittest.main(verbosity=2)
