# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""What is still to be done with what runs is said: a run that was cut off, an address that moved."""
import contextlib
import http.server
import os
import signal
import socketserver
import subprocess
import threading
import unittest

from devstack_cli import PROGRAM, Home, docker, eventually, make_repository

IMAGE = "debian:bookworm-slim"
PORT = 19463
PROVIDER = f"""\
services:
  app: {{image: {IMAGE}, init: true, command: sleep infinity, ports: ["{PORT}:{PORT}"]}}
  worker: {{image: {IMAGE}, init: true, command: sleep infinity}}
"""
USER = f"""\
services:
  app:
    image: {IMAGE}
    init: true
    command: sleep infinity
    environment: {{PROVIDER_URL: "http://localhost:{PORT}/"}}
x-devstack:
  primary: app
  depends_on: {{prov: {{}}}}
  bootstrap:
    - {{service: app, run: [sh, -c, "SLOW"]}}
"""


class LeftUndone(unittest.TestCase):
    """One workspace; the tests run in the order of their names."""

    @classmethod
    def setUpClass(cls):
        cls.home = Home()
        cls.addClassCleanup(cls.home.close)
        cls.workspace = cls.home.workspace("undone")
        made = cls.home.run("init", cls.workspace.folder)
        assert made.code == 0, made
        for name, text in (("prov", PROVIDER), ("shop", USER.replace("SLOW", "true"))):
            folder = cls.workspace.folder / name
            folder.mkdir()
            (folder / "docker-compose.yml").write_text(text)
            make_repository(folder)
            assert cls.workspace.run("add", folder).code == 0
        up = cls.workspace.up()
        assert up.code == 0, up

    def ida(self, name):
        return next(i for i in self.workspace.json("status").json["idas"] if i["name"] == name)

    def test_1_a_run_that_was_cut_off(self):
        self.assertEqual(self.ida("shop")["reason"], "")
        compose = self.workspace.folder / "shop/docker-compose.yml"
        compose.write_text(USER.replace("SLOW", "touch /begun; sleep 20"))
        process = self.workspace.spawn("up")
        eventually(
            lambda: docker("exec", self.workspace.container("shop", "app"), "ls", "/begun", check=False)
            .strip()
            == "/begun",
            30,
            "the step runs",
        )
        process.send_signal(signal.SIGKILL)
        process.wait()
        ida = self.ida("shop")
        self.assertEqual(ida["next"], "up", ida)
        self.assertIn("its provisioning was cut off: 1 step is missing", ida["reason"])
        self.assertIn("◐ incomplete", self.workspace.run("status").out)
        compose.write_text(USER.replace("SLOW", "true"))
        self.assertEqual(self.workspace.up().code, 0)
        self.assertEqual(self.ida("shop")["reason"], "")

    def test_2_an_address_that_moved(self):
        self.assertEqual(self.workspace.run("stop", "prov").code, 0)
        with listener(PORT):
            started = self.workspace.run("start", "prov")
            self.assertEqual(started.code, 0, started)
            self.assertIn("shop still uses the old address of prov/app", started.err)
            self.assertIn("“devstack up shop”", started.err)
            ida = self.ida("shop")
            self.assertIn(f"the old address of prov/app (port {PORT}, now ", ida["reason"])
            self.assertEqual(ida["next"], "up")
            self.assertEqual(self.workspace.run("up", "shop").code, 0)
            self.assertEqual(self.ida("shop")["reason"], "")
        doctor = next(c for c in self.workspace.json("doctor").json["checks"] if c["id"] == "ports")
        self.assertIn(f"{PORT} is free again: “devstack down prov”", doctor["fix"])
        self.assertEqual(self.workspace.run("down", "prov").code, 0)
        self.assertEqual(self.workspace.run("up").code, 0)
        port = self.ida("prov")["services"][0]["ports"][0]
        self.assertEqual((port["host"], port["wanted"]), (PORT, PORT))

    def started(self, service):
        name = self.workspace.container("prov", service)
        return docker("inspect", name, "--format", "{{.State.Status}} {{.State.StartedAt}}").split()

    def test_3_single_services(self):
        app, worker = self.started("app"), self.started("worker")
        stopped = self.workspace.json("stop", "prov/worker")
        self.assertEqual(stopped.code, 0, stopped)
        self.assertEqual([ida["name"] for ida in stopped.json["idas"]], ["prov"])
        self.assertEqual(self.started("worker")[0], "exited")
        self.assertEqual(self.started("app"), app)
        self.assertEqual(self.workspace.run("start", "prov/worker").code, 0)
        self.assertEqual(self.started("worker")[0], "running")
        self.assertNotEqual(self.started("worker"), worker)
        self.assertEqual(self.started("app"), app)
        worker = self.started("worker")
        restarted = self.workspace.run("restart", "prov/app")
        self.assertEqual(restarted.code, 0, restarted)
        self.assertIn("prov: restarted app", restarted.err)
        self.assertNotEqual(self.started("app"), app)
        self.assertEqual(self.started("worker"), worker)
        wrong = self.workspace.run("stop", "prov/wrker")
        self.assertEqual(wrong.code, 2, wrong)
        self.assertIn("Did you mean “worker”?", wrong.err)
        taken = self.workspace.run("down", "prov/worker")
        self.assertEqual(taken.code, 2, taken)
        self.assertIn("“devstack stop IDA/SERVICE”", taken.err)
        self.assertEqual(self.started("worker"), worker)

    def test_4_a_paused_service_did_not_end(self):
        name = self.workspace.container("shop", "app")
        docker("pause", name)
        self.addCleanup(docker, "unpause", name)
        said = self.workspace.run("exec", "shop", "--", "echo", "hi")
        self.assertIn("shop/app is paused.", said.err)
        self.assertNotIn("why it ended", said.err)

    def test_5_a_reader_that_went_away(self):
        reading, writing = os.pipe()
        os.close(reading)
        done = subprocess.run(
            [PROGRAM, *self.workspace.arguments("list")],
            env=self.home.env,
            stdout=writing,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
        os.close(writing)
        self.assertNotIn("cannot be written", done.stderr)


@contextlib.contextmanager
def listener(port):
    """Somebody else's program on a port."""
    server = socketserver.TCPServer(("127.0.0.1", port), http.server.SimpleHTTPRequestHandler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()


if __name__ == "__main__":
    unittest.main(verbosity=2)
