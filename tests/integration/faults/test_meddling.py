# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""Somebody changes what the program made, on the Engine or in `.devstack`, behind its back."""
import json
import os
import shutil
import subprocess
import unittest

from devstack_cli import PROGRAM, Home, docker, end, eventually, make_repository

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

    def test_a_container_is_paused_while_a_command_runs_in_it(self):
        file = self.workspace.folder / "a/docker-compose.yml"
        file.write_text(
            COMPOSE + "x-devstack: {version: 1, bootstrap: [{service: app, run: 'touch /begun; sleep 3'}]}\n"
        )
        process = self.workspace.spawn("up", "--trust")
        self.addCleanup(end, process)
        container = self.workspace.container("a", "app")
        eventually(lambda: "/begun" in docker("diff", container), 60, "the command runs")
        docker("pause", container)
        self.addCleanup(docker, "unpause", container, check=False)
        eventually(lambda: "is paused; “docker unpause" in process.log.read_text(), 30, "it says what it waits for")
        docker("unpause", container)
        self.assertEqual(process.wait(60), 0, process.log.read_text())

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


    def test_the_effective_file_is_changed(self):
        file = self.own_file("compose.json")
        good = file.read_text()
        changed = json.loads(good)
        changed["services"]["a.app"]["privileged"] = True
        for verb in ("stop", "restart"):
            with self.subTest(verb):
                file.write_text(json.dumps(changed))
                outcome = self.workspace.json(verb)
                self.assertEqual(outcome.code, 2, outcome)
                self.assertIn("compose.json", outcome.error["file"])
                self.assertIn("devstack up a", outcome.error["hint"])
        # Taking down needs no file: labels tell what goes.
        self.assertEqual(self.workspace.run("down").code, 0)
        self.assertEqual(self.workspace.owned("containers"), [])
        self.assertEqual(self.workspace.up().code, 0)
        self.assertEqual(file.read_text(), good)
        file.chmod(0o622)
        self.assertEqual(self.workspace.run("stop").code, 2)
        self.assertEqual(self.workspace.up().code, 0)
        self.assertEqual(self.workspace.run("stop").code, 0)

    def test_a_copied_workspace_leaves_the_original_alone(self):
        copy = self.home.workspace("copy")
        shutil.copytree(self.workspace.folder, copy.folder)
        before = self.workspace.started()
        self.assertEqual(copy.run("down", "--volumes", "--yes").code, 0)
        self.assertEqual(self.workspace.started(), before)
        self.assertNotEqual(copy.id, self.workspace.id)

    def test_the_id_is_lost(self):
        containers, volumes = self.workspace.started(), self.workspace.owned("volumes")
        file = self.workspace.folder / ".devstack/workspace.json"
        for content in ("", "{", '{"id": 7}'):
            with self.subTest(content):
                file.write_text(content)
                outcome = self.workspace.up()
                self.assertEqual(outcome.code, 0, outcome)
                self.assertIn("keeps its id", outcome.err)
                self.assertEqual(self.workspace.started(), containers)
                self.assertEqual(self.workspace.owned("volumes"), volumes)
        file.unlink()
        self.assertIn("keeps its id", self.workspace.up().err)
        self.assertEqual(self.workspace.started(), containers)

    def test_the_workspace_cannot_be_written(self):
        # The program is root's too in a container: only a mount of its own keeps it from writing.
        folder = self.workspace.folder
        script = 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && exec "$@"'
        for verb, code in (("status", 0), ("graph", 0), ("list", 0), ("up", 1)):
            with self.subTest(verb):
                done = subprocess.run(
                    ["unshare", *([] if os.geteuid() == 0 else ["--map-root-user"]), "--mount"]
                    + ["sh", "-c", script, folder, PROGRAM, *self.workspace.arguments(verb)],
                    env=self.home.env,
                    capture_output=True,
                    text=True,
                    timeout=60,
                    check=False,
                )
                self.assertEqual(done.returncode, code, done.stderr)
                self.assertNotIn("another user", done.stderr)
                if code:
                    self.assertRegex(done.stderr, "(?i)read-only")


if __name__ == "__main__":
    unittest.main(verbosity=2)
