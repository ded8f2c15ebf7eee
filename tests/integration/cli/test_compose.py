# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""A repository's own compose files run as Compose would run them, wherever the user stands."""
import unittest

from devstack_cli import Home, docker, eventually, make_repository

COMPOSE = """\
services:
  app:
    image: "debian:bookworm-slim"
    command: [sleep, infinity]
    stop_grace_period: 1s
    working_dir: /app
    volumes: ["${PWD}:/app", "$PWD/conf:/conf:ro", "/app/left"]
    env_file: ["${PWD}/conf/${APP_ENV:-dev}.env"]
    label_file: labels.txt
    environment: {VERSION: "${APP_VERSION}"}
    secrets: [key]
    depends_on: [mirror]
  mirror: {image: "debian:bookworm-slim", command: [sleep, infinity], scale: 0}
  once:
    image: "debian:bookworm-slim"
    command: ["sh", "-c", "echo done"]
    restart: "no"
  debug: {image: "debian:bookworm-slim", profiles: [debug]}
secrets:
  key: {environment: KEY}
"""


class Compose(unittest.TestCase):
    def setUp(self):
        self.home = Home()
        self.addCleanup(self.home.close)
        self.workspace = self.home.workspace("compose")
        self.files = self.workspace.folder / "notes"
        for name, text in {
            "docker-compose.yml": COMPOSE,
            "docker-compose.override.yml": "# nothing yet\n",
            ".env": "APP_VERSION=${GIT_REVISION:-unknown}\nCOMPOSE_PROFILES=other\nKEY=of-the-file\n",
            "conf/dev.env": "FEATURE=one\n",
            "labels.txt": "org.example.team=one\n",
        }.items():
            self.write(name, text)
        make_repository(self.files)
        (self.workspace.folder / "devstack.yml").write_text(
            "version: 1\nname: compose\nidas:\n  notes: {}\n"
        )

    def write(self, name, text):
        (self.files / name).parent.mkdir(parents=True, exist_ok=True)
        (self.files / name).write_text(text)

    def up(self, **options):
        outcome = self.workspace.up(**options)
        self.assertEqual(outcome.code, 0, outcome)
        return outcome.json

    def inside(self, *command):
        return docker("exec", self.workspace.container("notes", "app"), *command).strip()

    def test_runs_what_compose_would_run(self):
        plan = self.workspace.json("plan").json
        self.assertNotIn("debug", str(plan))
        self.assertNotIn("mirror", str(plan))
        elsewhere = self.home.folder / "elsewhere"
        elsewhere.mkdir()
        self.up(cwd=elsewhere, env={"PWD": str(elsewhere), "GIT_REVISION": "abc123"})
        self.assertEqual(self.inside("cat", "/app/conf/dev.env"), "FEATURE=one")
        self.assertEqual(self.inside("sh", "-c", "echo $FEATURE $VERSION"), "one abc123")
        self.assertEqual(self.inside("cat", "/run/secrets/key"), "of-the-file")
        names = {service["name"] for service in self.workspace.status()["idas"][0]["services"]}
        self.assertEqual(names, {"app", "once"})

        # What ended well has done its work.
        eventually(
            lambda: self.workspace.service("notes", "once")["state"] == "exited", 20, "it ended"
        )
        self.assertEqual(self.workspace.status()["idas"][0]["state"], "running")
        self.assertEqual(self.workspace.run("wait", "notes").code, 0)
        before = self.workspace.started()
        self.up(cwd=elsewhere, env={"GIT_REVISION": "abc123"})
        self.assertEqual(self.workspace.started(), before)

        # A changed input is a changed plan, and it is named.
        self.write("conf/dev.env", "FEATURE=two\n")
        plan = self.workspace.run("plan", env={"GIT_REVISION": "abc123"})
        self.assertIn("conf/dev.env", plan.out, plan)
        self.up(env={"GIT_REVISION": "abc123"})
        self.assertEqual(self.inside("sh", "-c", "echo $FEATURE"), "two")
        self.write("labels.txt", "org.example.team=two\n")
        # What a label says reaches whoever reads labels, so it is asked about.
        self.assertIn("labels.txt", self.workspace.run("plan", "--trust", env={"GIT_REVISION": "abc123"}).out)
        self.write(".env", (self.files / ".env").read_text().replace("of-the-file", "changed"))
        self.up(env={"GIT_REVISION": "abc123"})
        self.assertEqual(self.inside("cat", "/run/secrets/key"), "changed")

    def test_names_of_plain_compose_answer(self):
        # .env names the project; the folder's name is another one.
        self.write(".env", (self.files / ".env").read_text() + "COMPOSE_PROJECT_NAME=given_one\n")
        self.up()
        for name in ("app", "given_one-app-1"):
            found = self.inside("getent", "hosts", name)
            self.assertIn(name, found)
        own = self.inside("getent", "hosts", "app").split()[0]
        self.assertEqual(self.inside("getent", "hosts", "given_one-app-1").split()[0], own)

    def test_two_services_of_one_container_name_are_refused(self):
        self.write(
            "docker-compose.override.yml",
            "services:\n"
            "  app: {container_name: one.name}\n"
            "  twin: {image: 'debian:bookworm-slim', container_name: one.name}\n",
        )
        outcome = self.workspace.json("up", "--trust")
        self.assertNotEqual(outcome.code, 0, outcome)
        self.assertIn("one.name", str(outcome.error), outcome)
        self.assertEqual(self.workspace.owned("containers"), [])

    def test_shows_what_compose_says_once_it_is_trusted(self):
        self.write(
            "docker-compose.override.yml",
            "services: {app: {ports: ['${PORT:-18931}:80'], environment: {API: 'http://${API:-nobody}/'}}}\n",
        )
        before = self.workspace.run("graph")
        self.assertIn("Not trusted yet", before.err, before)
        self.assertEqual(self.workspace.run("plan", "--trust").code, 0)
        for verb in ("graph", "status", "check", "lint"):
            outcome = self.workspace.run(verb)
            self.assertNotIn("Not trusted yet", outcome.err, verb)
            self.assertNotIn("has not read", outcome.err, verb)
        # A changed input: those that only look start no process and say so.
        self.write(".env", (self.files / ".env").read_text() + "PORT=18932\n")
        broken = self.home.folder / "broken"
        broken.mkdir()
        (broken / "docker").write_text("#!/bin/sh\ntouch %s/ran\nexit 1\n" % broken)
        (broken / "docker").chmod(0o755)
        looked = self.workspace.run("graph", env={"PATH": f"{broken}:/usr/bin:/bin"})
        self.assertIn("Compose has not read these as they are now: notes", looked.err, looked)
        self.assertFalse((broken / "ran").exists(), "graph started a process")
        self.assertIn("18932", self.workspace.run("status").out)
        self.assertEqual(self.workspace.run("plan").code, 0)
        self.assertNotIn("has not read", self.workspace.run("graph").err)
        # With nothing to do none is started either.
        self.up()
        settled = self.workspace.run("up", env={"PATH": f"{broken}:/usr/bin:/bin"})
        self.assertEqual(settled.code, 0, settled)
        self.assertFalse((broken / "ran").exists(), "up with nothing to do started a process")

    def test_variables_of_the_engine_are_the_callers(self):
        self.write(
            "docker-compose.override.yml",
            "services: {app: {environment: {WHERE: '${DOCKER_HOST:-nowhere}'}}}\n",
        )
        self.up()
        wanted = self.home.env.get("DOCKER_HOST", "nowhere")
        self.assertEqual(self.inside("sh", "-c", "echo $WHERE"), wanted)

    def test_anonymous_volumes_are_owned(self):
        self.up()
        (volume,) = self.anonymous()
        self.assertEqual(self.workspace.run("down").code, 0)
        self.assertEqual(self.anonymous(), [volume])
        self.assertIn(volume[:12], str(self.workspace.json("clean")))
        self.up()
        self.assertEqual(len(self.anonymous()), 2)
        self.assertEqual(self.workspace.run("down", "--volumes", "--yes").code, 0)
        self.assertEqual(self.anonymous(), [])

    def anonymous(self):
        chosen = ("--filter", f"label=devstack.workspace={self.workspace.id}")
        return sorted(docker("volume", "ls", "-q", *chosen).split())


if __name__ == "__main__":
    unittest.main()
