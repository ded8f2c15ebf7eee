# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""An environment beside the repository: the workspace keeps compose file and manifest of an IDA that
has none, and everything works as if they stood in the repository. On the real Engine."""
import subprocess
import unittest

from devstack_cli import Home, docker, make_repository

COMPOSE = """\
services:
  app:
    build: .
    command: sleep infinity
    init: true
    stop_grace_period: 0s
    environment: {GREETING: "${GREETING:-hello}"}
    env_file: [own.env]
    volumes: [".:/app"]
x-devstack:
  version: 1
  bootstrap: [{service: app, run: [sh, -c, "cat /app/code > /made"]}]
"""


class Environments(unittest.TestCase):
    """One workspace; the tests run in the order of their names."""

    @classmethod
    def setUpClass(cls):
        cls.home = Home()
        cls.addClassCleanup(cls.home.close)
        cls.workspace = cls.home.workspace("beside")
        cls.checkout = cls.workspace.folder / "notes"
        cls.checkout.mkdir(parents=True)
        (cls.checkout / "Dockerfile").write_text("FROM debian:bookworm-slim\n")
        (cls.checkout / "code").write_text("of the checkout\n")
        (cls.checkout / "own.env").write_text("FROM_FILE=yes\n")
        (cls.checkout / ".env").write_text("GREETING=good morning\n")
        make_repository(cls.checkout)
        cls.environment = cls.workspace.folder / "environments/notes/docker-compose.yml"
        cls.environment.parent.mkdir(parents=True)
        cls.environment.write_text(COMPOSE)
        (cls.workspace.folder / "devstack.yml").write_text("version: 1\nname: beside\nidas: {notes: {}}\n")

    def app(self, *command):
        return docker("exec", self.workspace.container("notes", "app"), *command)

    def git(self, *words, **options):
        done = subprocess.run(
            ["git", "-C", str(self.checkout), *words], capture_output=True, text=True, check=False, **options
        )
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def test_1_runs_after_trust(self):
        asked = self.workspace.json("up", "notes")
        self.assertEqual(asked.code, 4, asked)
        self.assertIn("run the services and commands of environments/notes (#", asked.err)
        up = self.workspace.up("notes")
        self.assertEqual(up.code, 0, up)
        self.assertEqual(self.app("cat", "/made"), "of the checkout")
        self.assertEqual(self.app("sh", "-c", "echo $GREETING $FROM_FILE"), "good morning yes")
        self.assertEqual(self.git("status", "--porcelain"), "")
        again = self.workspace.json("up", "notes")
        self.assertEqual((again.code, again.steps(state="done")), (0, []), again)

    def test_2_a_change_asks_again(self):
        self.environment.write_text(COMPOSE.replace("cat /app/code", "cat /app/own.env"))
        asked = self.workspace.json("up", "notes")
        self.assertEqual(asked.code, 4, asked)
        self.assertIn("(new)", asked.err)
        up = self.workspace.up("notes")
        self.assertEqual(up.code, 0, up)
        self.assertEqual(self.app("cat", "/made"), "FROM_FILE=yes")

    def test_3_is_looked_at_as_the_repositorys_own(self):
        check = self.workspace.json("check", "notes").json["repositories"][0]["results"]
        compose = next(result for result in check if result["id"] == "compose")
        self.assertEqual(compose["result"], "pass", compose)
        self.assertIn("The workspace keeps the file for it", compose["message"])
        graph = self.workspace.json("graph").json["idas"][0]
        self.assertEqual([service["name"] for service in graph["services"]], ["app"])
        self.assertEqual(self.workspace.json("lint", "notes").code, 0)
        shown = self.workspace.run("config", "notes", "--effective")
        self.assertIn("good morning", shown.out)

    def test_4_faults_name_their_place(self):
        self.environment.write_text("services:\n  app: [oops\n")
        self.addCleanup(self.environment.write_text, COMPOSE)
        broken = self.workspace.json("plan", "notes")
        self.assertEqual(broken.code, 2, broken)
        self.assertTrue(broken.error["file"].endswith("environments/notes/docker-compose.yml"), broken)
        self.assertEqual(broken.error["line"], 2, broken)
        listed = self.workspace.folder / "devstack.yml"
        kept = listed.read_text()
        self.addCleanup(listed.write_text, kept)
        for wrong, said in (("nowhere", "no compose file in nowhere"), ("notes/..", "a folder inside")):
            listed.write_text(kept.replace("notes: {}", f"notes: {{environment: {wrong}}}"))
            refused = self.workspace.json("plan", "notes")
            self.assertEqual(refused.code, 2, refused)
            self.assertIn(said, refused.error["message"])
            self.assertEqual(refused.error["line"], 3, refused)

    def test_5_becomes_the_repositorys_own(self):
        self.assertEqual(self.workspace.up("notes").code, 0)
        container = self.workspace.container("notes", "app")
        before = docker("inspect", "-f", "{{.Id}}", container)
        patch = self.workspace.run("scaffold", "notes", "--dry-run").out
        self.git("apply", "--check", input=patch[patch.index("diff --git") :])
        written = self.workspace.run("scaffold", "notes", "--yes")
        self.assertEqual(written.code, 0, written)
        self.assertEqual((self.checkout / "docker-compose.yml").read_text(), COMPOSE)
        up = self.workspace.up("notes")
        self.assertEqual(up.code, 0, up)
        self.assertEqual(docker("inspect", "-f", "{{.Id}}", container), before, up)
        self.assertNotIn("of its own now", up.err)

    def test_6_its_own_file_wins_and_the_difference_is_said(self):
        own = self.checkout / "docker-compose.yml"
        own.write_text(COMPOSE.replace("hello", "hi").replace("sleep infinity", "sleep 1000"))
        up = self.workspace.up("notes")
        self.assertEqual(up.code, 0, up)
        self.assertIn("environments/notes says otherwise about: app", up.err)
        shown = docker("inspect", "-f", "{{.Config.Cmd}}", self.workspace.container("notes", "app"))
        self.assertEqual(shown, "[sleep 1000]")


if __name__ == "__main__":
    unittest.main(verbosity=2)
