# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""What is not as wanted says why: exit codes, memory, last lines, who asked, and the next step."""
import json
import unittest

from devstack_cli import docker, end, eventually, one_ida

COMPOSE = """\
services:
  app:
    image: debian:bookworm-slim
    command: sleep infinity
    init: true
    stop_grace_period: 0s
  fragile:
    image: debian:bookworm-slim
    command: sh -c 'test -e /tmp/again && echo one && echo two && echo api_key=0a1b2c3d4e5f && echo four && exit 7; sleep infinity'
    init: true
    stop_grace_period: 0s
"""


class Reasons(unittest.TestCase):
    """One workspace; the tests run in the order of their names."""

    @classmethod
    def setUpClass(cls):
        one_ida(cls, "reasons", COMPOSE)

    @classmethod
    def write(cls, replaced="", by=""):
        text = COMPOSE.replace(replaced, by) if replaced else COMPOSE
        (cls.folder / "docker-compose.yml").write_text(text)

    def ida(self):
        return self.workspace.json("status").json["idas"][0]

    def service(self, name):
        return next(s for s in self.ida()["services"] if s["name"] == name)

    def test_1_well(self):
        up = self.workspace.json("up", "--trust")
        self.assertEqual(up.code, 0, up)
        ida = self.ida()
        self.assertEqual((ida["state"], ida["reason"], ida["next"]), ("running", "", ""))
        self.assertEqual(self.service("app")["exitCode"], None)
        again = self.workspace.up()
        self.assertEqual({step["state"] for step in again.json["steps"]}, {"satisfied"}, again)
        self.assertLess(again.json["seconds"], 2, "nothing to do waits for nothing")

    def test_2_ended_by_itself(self):
        name = self.workspace.container("it", "fragile")
        docker("exec", name, "touch", "/tmp/again")
        docker("restart", "-t", "0", name)
        eventually(lambda: self.service("fragile")["state"] == "exited", 10, "it ends")
        fragile = self.service("fragile")
        self.assertEqual(
            (fragile["exitCode"], fragile["reason"], fragile["next"]),
            (7, "fragile ended with code 7", "start"),
        )
        self.assertEqual(fragile["lastLines"][0::2], ["two", "four"])
        self.assertNotIn("0a1b2c3d4e5f", json.dumps(fragile))
        self.assertTrue(fragile["endedAt"].endswith("Z"), fragile)
        text = self.workspace.run("status").out
        self.assertIn("▲ exited", text)
        self.assertIn("fragile ended with code 7", text)
        self.assertIn("devstack start it", text)
        waited = self.workspace.json("wait", "it", "--timeout", "20s")
        self.assertEqual((waited.code, waited.error["kind"]), (1, "failed"))
        self.assertIn("code 7", waited.error["message"])

    def test_3_who_asked(self):
        name = self.workspace.container("it", "app")
        docker("kill", name)
        app = self.service("app")
        self.assertEqual(app["reason"], "app ended with code 137: killed (SIGKILL)")
        docker("start", name)
        docker("stop", "-t", "5", name)
        self.assertEqual(self.service("app")["reason"], "app was stopped")
        docker("start", name)

    def test_4_a_start_that_does_not_last(self):
        self.write("sleep infinity'\n", "echo broken; exit 3'\n")
        up = self.workspace.up("it")
        self.assertEqual(up.code, 1, up)
        start = next(s for s in up.json["steps"] if s["state"] == "failed")
        self.assertEqual(start["kind"], "start")
        self.assertIn("broken", start["detail"])
        self.assertIn("code 3", json.dumps(start))
        self.write()
        self.assertEqual(self.workspace.up().code, 0)
        self.assertEqual(self.ida()["reason"], "")

    def test_5_off_that_still_runs(self):
        self.assertEqual(self.workspace.run("mode", "it", "off").code, 0)
        ida = self.ida()
        self.assertEqual(
            (ida["state"], ida["reason"], ida["next"]),
            ("off", "off, but 2 containers are not stopped", "stop"),
        )
        self.assertEqual(self.workspace.run("stop", "it").code, 0)
        self.assertEqual(self.ida()["reason"], "")

    def test_6_status_watch_sees_a_kill(self):
        self.assertEqual(self.workspace.run("mode", "it", "develop").code, 0)
        self.assertEqual(self.workspace.up().code, 0)
        watch = self.workspace.spawn("status", "--watch", "--format", "json")
        self.addCleanup(end, watch)
        eventually(lambda: '"running"' in watch.log.read_text(), 20, "it shows the workspace")
        docker("kill", self.workspace.container("it", "app"))
        eventually(lambda: "code 137" in watch.log.read_text(), 2, "it shows the death")
        # Who begins to watch later is told the same at once.
        later = self.workspace.spawn("status", "--watch", "--format", "json")
        self.addCleanup(end, later)
        eventually(lambda: later.log.read_text().count("\n") >= 1, 20, "it shows the workspace")
        first = json.loads(later.log.read_text().splitlines()[0])
        self.assertIn("code 137", json.dumps(first))
        file = self.workspace.folder / "devstack.yml"
        good = file.read_text()
        file.write_text(good + "verzion: 2\n")
        self.addCleanup(file.write_text, good)
        eventually(lambda: "verzion" in watch.log.read_text(), 5, "it tells of the broken file")
        file.write_text(good)

    def test_7_out_of_memory(self):
        eats = "command: tail /dev/zero\n    mem_limit: 32m\n    memswap_limit: 32m"
        self.write("command: sleep infinity", eats)
        up = self.workspace.up("it")
        start = next(s for s in up.json["steps"] if s["state"] == "failed")
        self.assertIn("code 137: killed, out of memory", json.dumps(start), up)
        self.assertIn("Raise the limit", start["hint"])
        app = self.service("app")
        written = (self.folder / "docker-compose.yml").read_text().splitlines()
        line = next(n for n, text in enumerate(written, 1) if "mem_limit" in text)
        self.assertEqual(
            (app["oomKilled"], app["reason"], app["next"]),
            (
                True,
                "app ended with code 137: killed, out of memory; its limit is 32 MiB "
                f"(docker-compose.yml:{line})",
                "up",
            ),
        )


if __name__ == "__main__":
    unittest.main(verbosity=2)
