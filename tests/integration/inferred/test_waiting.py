# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""`wait` on what will not come by itself: it says so at once instead of waiting for its limit."""
import shutil
import unittest

from devstack_cli import docker, end, eventually, one_ida

COMPOSE = """\
services:
  app:
    image: debian:bookworm-slim
    command: sleep infinity
    init: true
    stop_grace_period: 0s
  slow:
    image: debian:bookworm-slim
    command: sh -c 'sleep 4; touch /tmp/up; sleep infinity'
    init: true
    stop_grace_period: 0s
    healthcheck: {test: test -e /tmp/up, interval: 1s, retries: 30}
"""


class Waiting(unittest.TestCase):
    """One workspace; the tests run in the order of their names."""

    @classmethod
    def setUpClass(cls):
        one_ida(cls, "waiting", COMPOSE)

    def refused(self, words):
        """`wait` ends at once with exit code 1 and these words."""
        waited = self.workspace.json("wait", "it", "--timeout", "60s")
        self.assertEqual((waited.code, waited.error["kind"]), (1, "failed"), waited)
        self.assertIn(words, waited.error["message"])
        self.assertTrue(waited.error["hint"], waited)
        self.assertLess(waited.seconds, 10, waited)

    def test_1_never_provisioned(self):
        self.refused("never provisioned")

    def test_2_a_run_on_its_way_is_waited_for(self):
        up = self.workspace.spawn("up", "--trust")
        self.addCleanup(end, up)
        eventually(
            lambda: self.workspace.id
            and docker("ps", "-q", "--filter", f"name={self.workspace.id}-it-slow"),
            60,
            "its container is made",
        )
        waited = self.workspace.run("wait", "it", "--timeout", "60s")
        self.assertEqual(waited.code, 0, waited)
        self.assertEqual(up.wait(60), 0, up.log.read_text())

    def test_3_stopped(self):
        self.assertEqual(self.workspace.run("stop", "it").code, 0)
        self.refused("“it” is not started")

    def test_4_made_and_never_started(self):
        for name in ("app", "slow"):
            docker("rm", "-f", self.workspace.container("it", name))
        self.refused("“it” is not started")
        project = next((self.workspace.folder / ".devstack").rglob("compose.json"))
        made = self.workspace.up()
        self.assertEqual(made.code, 0, made)
        name = docker(
            "inspect", "-f", "{{.Name}}", self.workspace.container("it", "app")
        ).removeprefix("/")
        labels = docker(
            "inspect",
            "-f",
            '{{range $k, $v := .Config.Labels}}--label={{$k}}={{$v}}{{"\\n"}}{{end}}',
            name,
        ).splitlines()
        docker("rm", "-f", name)
        docker("create", "--name", name, *labels, "debian:bookworm-slim", "sleep", "infinity")
        self.refused("it/app is not running")
        docker("rm", "-f", name)
        self.assertTrue(project.exists())

    def test_5_deleted_while_up(self):
        self.assertEqual(self.workspace.up().code, 0)
        shutil.rmtree(self.folder)
        # As `status` has it: what runs of it runs on, and nobody can tell what it should be.
        waited = self.workspace.json("wait", "it", "--timeout", "60s")
        self.assertEqual(waited.code, 1, waited)
        self.assertIn("its folder is not there", waited.error["message"])
        self.assertIn("containers are not stopped", waited.error["message"])
        self.assertLess(waited.seconds, 10, waited)
        self.assertEqual(self.workspace.status("it")["idas"][0]["state"], "absent")


if __name__ == "__main__":
    unittest.main(verbosity=2)
