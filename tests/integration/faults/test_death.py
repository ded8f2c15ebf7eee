# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""The Engine dies with its containers, in the middle of a run and after it, and is started again."""
import unittest

import ownengine
from devstack_cli import Home, end, eventually, make_repository, running

IMAGE = "debian:bookworm-slim"
COMPOSE = """\
services:
  app:
    image: debian:bookworm-slim
    command: [sleep, "600"]
    init: true
    volumes: ["data:/data"]
x-devstack:
  version: 1
  bootstrap:
    - {service: app, run: "[ -e /data/done ] || { sleep 6; touch /data/done; }"}
volumes: {data: {}}
"""


class EngineDeath(unittest.TestCase):
    def setUp(self):
        if ownengine.why_not():
            self.skipTest(ownengine.why_not())
        self.engine = ownengine.OwnEngine(IMAGE)
        self.addCleanup(self.engine.end)
        # The workspace dies with its Engine: nothing of it is on the machine's.
        self.home = Home(DOCKER_HOST=self.engine.host)
        self.workspace = self.home.workspace("dies")
        (self.workspace.folder / "a").mkdir(parents=True)
        (self.workspace.folder / "devstack.yml").write_text(
            "version: 1\nname: dies\nidas: {a: {}}\n"
        )
        (self.workspace.folder / "a/docker-compose.yml").write_text(COMPOSE)
        make_repository(self.workspace.folder / "a")

    def finish(self):
        again = self.workspace.up()
        self.assertEqual(again.code, 0, again)
        self.assertEqual(again.json["result"], "done")
        self.assertEqual(self.workspace.service("a", "app")["state"], "running")
        self.engine.docker("exec", f"{self.workspace.id}-a-app", "test", "-e", "/data/done")
        self.assertEqual(self.workspace.json("plan").steps(state="pending"), [])

    def assertGone(self, output):
        self.assertRegex(output, r"(?i)engine|docker daemon", "it does not say what is gone")
        self.assertNotIn("Done:", output)
        self.assertFalse(self.workspace.status()["engine"]["available"])
        for verb in ("up", "stop", "down"):
            refused = self.workspace.json(verb)
            self.assertEqual(refused.code, 3, refused)
            self.assertTrue(refused.error["hint"])

    def test_in_the_middle_of_a_run_and_while_up(self):
        process = self.workspace.spawn("up", "--trust")

        def begun():
            running(process, "the bootstrap")
            steps = [e["step"] for e in self.workspace.journal() if e["type"] == "started"]
            return any(step.startswith("bootstrap:") for step in steps)

        eventually(begun, 60, "the bootstrap begins")
        self.engine.kill()
        code = process.wait(60)
        _, output = end(process)
        self.assertIn(code, (1, 3), output)
        self.assertGone(output)
        self.engine.start()
        self.finish()

        self.engine.kill()
        self.assertGone("the Engine")
        self.engine.start()
        self.assertNotEqual(self.workspace.service("a", "app")["state"], "running")
        self.finish()


if __name__ == "__main__":
    unittest.main(verbosity=2)
