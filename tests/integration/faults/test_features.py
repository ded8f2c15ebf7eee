# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""Parts of compose files that a rewrite could lose: hooks, secrets made of variables, providers."""
import unittest

from devstack_cli import Home, docker, make_repository

COMPOSE = """\
services:
  app:
    image: debian:bookworm-slim
    command: [sleep, "600"]
    init: true
    environment: [FROM_LIST, "FROM_TEXT=${{FROM_TEXT}}"]
    secrets: [token]
    volumes: ["shared:/shared", "out:/out"]
    post_start:
      - {{command: [touch, /hooked], user: root}}
    pre_stop:
      - {{command: [touch, /out/stopping]}}
  made:
    provider: {{type: {provider}, options: {{name: x}}}}
secrets:
  token: {{environment: TOKEN_OF_THE_HOST}}
volumes:
  out: {{}}
  shared: {{external: true, name: {volume}}}
"""


class Features(unittest.TestCase):
    def setUp(self):
        self.home = Home(FROM_LIST="listed", FROM_TEXT="text", TOKEN_OF_THE_HOST="s3cret-token")
        self.addCleanup(self.home.close)
        self.ran = self.home.folder / "ran"
        provider = self.home.folder / "provider.sh"
        provider.write_text(f"#!/bin/sh\necho \"$@\" >> {self.ran}\n")
        provider.chmod(0o755)
        self.external = f"devstack-test-{self.home.folder.name}"
        docker("volume", "create", self.external)
        self.addCleanup(docker, "volume", "rm", "-f", self.external)
        self.workspace = self.home.workspace("features")
        folder = self.workspace.folder / "a"
        folder.mkdir(parents=True)
        (self.workspace.folder / "devstack.yml").write_text(
            "version: 1\nname: features\nidas: {a: {}}\n"
        )
        (folder / "docker-compose.yml").write_text(
            COMPOSE.format(provider=provider, volume=self.external)
        )
        make_repository(folder)

    def inside(self, *command):
        return docker("exec", self.workspace.container("a", "app"), *command)

    def test_nothing_is_lost_silently(self):
        outcome = self.workspace.up()
        self.assertEqual(outcome.code, 0, outcome)
        self.assertEqual(self.inside("ls", "/hooked"), "/hooked")
        self.assertEqual(self.inside("cat", "/run/secrets/token"), "s3cret-token")
        self.assertEqual(self.inside("printenv", "FROM_LIST", "FROM_TEXT"), "listed\ntext")
        self.assertFalse(self.ran.exists(), "a program of the repository ran on the host")
        warnings = outcome.json["warnings"]
        self.assertTrue(any("a/made: left out" in warning for warning in warnings), warnings)
        self.assertTrue(any(self.external in warning for warning in warnings), warnings)
        self.assertNotIn("s3cret-token", outcome.out + outcome.err)
        again = self.workspace.up()
        self.assertEqual((again.json["warnings"], again.steps(state="done")), ([], []))
        volume = f"{self.workspace.id}-a-out"
        self.assertEqual(self.workspace.run("stop").code, 0)
        listed = docker("run", "--rm", "-v", f"{volume}:/out", "debian:bookworm-slim", "ls", "/out")
        self.assertEqual(listed, "stopping", "the hook before the stop did not run")
        self.assertEqual(self.workspace.run("start").code, 0)
        self.assertEqual(self.inside("cat", "/run/secrets/token"), "s3cret-token")


if __name__ == "__main__":
    unittest.main(verbosity=2)
