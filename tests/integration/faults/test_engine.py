# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""The Engine is absent, stops in the middle of a run and comes back."""
import json
import socket
import unittest

from devstack_cli import Home, docker, end, eventually, make_repository, running
from gate import Gate

COMPOSE = """\
services:
  app:
    build: .
    stop_grace_period: 1s
x-devstack:
  version: 1
  bootstrap:
    - {service: app, run: "[ -e /done ] || { sleep 5; touch /done; }"}
"""
DOCKERFILE = 'FROM debian:bookworm-slim\nRUN sleep 3 && echo {}\nCMD ["sleep", "600"]\n'


class EngineFaults(unittest.TestCase):
    def setUp(self):
        self.home = Home()
        self.gate = Gate(self.home.folder)
        self.home.env["DOCKER_HOST"] = self.gate.host
        self.addCleanup(self.home.close)
        self.addCleanup(self.reopen)  # runs first: cleaning needs the Engine
        self.workspace = self.home.workspace("gone")
        (self.workspace.folder / "a").mkdir(parents=True)
        (self.workspace.folder / "devstack.yml").write_text(
            "version: 1\nname: gone\nidas: {a: {}}\n"
        )
        (self.workspace.folder / "a/docker-compose.yml").write_text(COMPOSE)
        # The folder's name makes the build a new one each time.
        (self.workspace.folder / "a/Dockerfile").write_text(
            DOCKERFILE.format(self.home.folder.name)
        )
        make_repository(self.workspace.folder / "a")

    def reopen(self):
        self.gate.shut()
        self.gate.open()

    def begun(self, process, moment):
        def seen():
            running(process, moment)
            return any(
                e["type"] == "started" and e["step"].startswith(moment)
                for e in self.workspace.journal()
            )

        eventually(seen, 60, f"“up” reaches {moment}")

    def test_absent(self):
        for verb in (
            ["up", "--trust"],
            ["plan", "--trust"],
            ["stop"],
            ["restart"],
            ["down"],
            ["logs"],
            ["stats"],
            ["exec", "a", "--", "true"],
        ):
            with self.subTest(verb[0]):
                outcome = self.workspace.json(*verb)
                self.assertEqual(outcome.code, 3, outcome)
                self.assertEqual(outcome.error["kind"], "unavailable")
                self.assertIn("engine.sock", outcome.error["message"] + outcome.error["detail"])
                self.assertTrue(outcome.error["hint"], "it does not say what to do")
        status = self.workspace.json("status")
        self.assertEqual(status.code, 3, status)
        self.assertFalse(status.json["engine"]["available"])
        for verb, code in (("list", 3), ("graph", 0)):
            shown = self.workspace.run(verb)
            self.assertEqual(shown.code, code, shown)
            self.assertIn("a", shown.out, "what files tell is shown")
            self.assertIn("engine.sock", shown.err, "it does not say why nothing is known")
        doctor = self.workspace.json("doctor")
        self.assertEqual(doctor.code, 1, doctor)
        checks = {check["id"]: check for check in doctor.json["checks"]}
        self.assertEqual(checks["engine"]["result"], "problem")
        self.assertTrue(checks["engine"]["fix"])

    def test_hangs(self):
        """It takes connections and answers nothing."""
        self.gate.open()
        up = self.workspace.up()
        self.assertEqual(up.code, 0, up)
        self.gate.shut()
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listener:
            listener.bind(str(self.gate.path))
            listener.listen(64)
            self.addCleanup(self.gate.path.unlink, missing_ok=True)
            status = self.workspace.run("status")
            self.assertEqual(status.code, 3, status)
            self.assertIn("does not answer", status.out)
            self.assertLess(status.seconds, 8, "asked once")
            listed = self.workspace.run("list")
            self.assertEqual(listed.code, 3, listed)
            self.assertIn("does not answer", listed.err)
            self.assertLess(listed.seconds, 8)
            waited = self.workspace.json("wait", "--timeout", "2s")
            self.assertEqual(waited.code, 3, waited)
            self.assertLess(waited.seconds, 3.5, "it holds its time")

    def stopped_at(self, moment):
        self.gate.open()
        process = self.workspace.spawn("up", "--trust")
        self.begun(process, moment)
        self.gate.shut()
        code = process.wait(60)
        _, output = end(process)
        self.assertIn(code, (1, 3), output)
        self.assertRegex(
            output, r"(?i)engine|docker daemon", "it does not say that the Engine is gone"
        )
        self.assertNotIn("Done:", output)
        self.assertFalse(self.workspace.status()["engine"]["available"])
        self.assertEqual(self.workspace.run("up", "--trust").code, 3)
        self.gate.open()
        again = self.workspace.up()
        self.assertEqual(again.code, 0, again)
        self.assertEqual(again.json["result"], "done")
        self.assertEqual(self.workspace.service("a", "app")["state"], "running")
        docker("exec", self.workspace.container("a", "app"), "test", "-e", "/done")

    def test_stops_during_a_build(self):
        self.stopped_at("build:")

    def test_stops_during_the_bootstrap(self):
        self.stopped_at("bootstrap:")

    def test_comes_back_while_somebody_watches(self):
        self.gate.open()
        self.assertEqual(self.workspace.up().code, 0)
        watch = self.workspace.spawn("--format", "json", "status", "--watch")
        self.addCleanup(end, watch)

        def told(available, state):
            def seen():
                running(watch, "its end")
                written = watch.log.read_text().rpartition("\n")[0].splitlines()
                lines = [line for line in written if line.startswith("{")]
                if not lines:
                    return False
                last = json.loads(lines[-1])
                return last["engine"]["available"] == available and (
                    state is None or last["idas"][0]["state"] == state
                )

            eventually(seen, 30, f"the watch says available={available}, {state}")

        told(True, "running")
        self.gate.shut()
        told(False, None)
        docker("stop", "-t", "1", self.workspace.container("a", "app"))  # what happens unseen
        self.gate.open()
        told(True, "stopped")
        self.assertEqual(self.workspace.run("start").code, 0)
        told(True, "running")


if __name__ == "__main__":
    unittest.main(verbosity=2)
