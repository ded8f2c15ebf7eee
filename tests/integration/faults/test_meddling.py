# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""Somebody changes what the program made, on the Engine or in `.devstack`, behind its back."""
import json
import unittest

from devstack_cli import Home, docker, make_repository

COMPOSE = """\
services:
  app:
    image: debian:bookworm-slim
    command: [sleep, "600"]
    init: true
    volumes: ["data:/data"]
volumes: {data: {}}
"""


class Meddling(unittest.TestCase):
    def setUp(self):
        self.home = Home()
        self.addCleanup(self.home.close)
        self.workspace = self.home.workspace("meddled")
        (self.workspace.folder / "a").mkdir(parents=True)
        (self.workspace.folder / "devstack.yml").write_text(
            "version: 1\nname: meddled\nidas: {a: {}}\n"
        )
        (self.workspace.folder / "a/docker-compose.yml").write_text(COMPOSE)
        make_repository(self.workspace.folder / "a")
        first = self.workspace.up()
        self.assertEqual(first.code, 0, first)

    def networks(self):
        container = self.workspace.container("a", "app")
        listed = docker(
            "inspect", "-f", "{{json .NetworkSettings.Networks}}", container
        )
        return set(json.loads(listed))

    def own_file(self, name):
        (file,) = (self.workspace.folder / ".devstack/idas").glob(f"a/{name}")
        return file

    def test_networks_are_removed_while_it_is_stopped(self):
        before = self.networks()
        self.assertEqual(self.workspace.run("stop").code, 0)
        for network in self.workspace.owned("networks"):
            docker("network", "rm", network)
        outcome = self.workspace.up()
        self.assertEqual(outcome.code, 0, outcome)
        self.assertEqual(self.networks(), before)
        self.assertEqual(self.workspace.json("plan").steps(state="pending"), [])

    def test_a_network_is_taken_from_a_running_container(self):
        before = self.networks()
        for network in before:
            docker("network", "disconnect", "-f", network, self.workspace.container("a", "app"))
        planned = self.workspace.json("plan").steps(kind="start", state="pending")
        self.assertEqual(len(planned), 1, "the plan says that there is nothing to do")
        self.assertEqual(self.workspace.up().code, 0)
        self.assertEqual(self.networks(), before)

    def test_the_kept_model_is_changed(self):
        file = self.own_file("resolved.json")
        kept = json.loads(file.read_text())
        kept["model"]["services"]["app"]["privileged"] = True
        file.write_text(json.dumps(kept))
        outcome = self.workspace.up()
        self.assertEqual(outcome.code, 0, outcome)
        container = self.workspace.container("a", "app")
        self.assertEqual(docker("inspect", "-f", "{{.HostConfig.Privileged}}", container), "false")
        self.assertNotIn("privileged", file.read_text(), "the changed model stays")


if __name__ == "__main__":
    unittest.main(verbosity=2)
