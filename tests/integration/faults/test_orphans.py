# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""What a killed program leaves under way on the Engine: the next `up` waits for it or puts it right."""
import os
import pathlib
import signal
import time
import unittest

from devstack_cli import Home, docker, end, eventually, make_repository, running

COMPOSE = """\
services:
  db:
    image: debian:bookworm-slim
    command: [sh, -c, 'trap "sleep 3; exit 0" TERM; while :; do sleep 60 & wait $$!; done']
    environment: {{TURN: "{turn}"}}
    volumes: ["data:/var/lib/mysql"]
  app:
    image: debian:bookworm-slim
    command: [sh, -c, "{begin}; exec sleep infinity"]
    init: true
    healthcheck: {{test: [CMD, test, -e, /tmp/well], interval: 1s, retries: 600}}
volumes: {{data: {{}}}}
x-devstack:
  version: 1
  primary: app
  bootstrap: [{{service: app, run: "touch /tmp/migrated-{turn}"}}]
"""


class Orphans(unittest.TestCase):
    """One workspace, whose database takes three seconds to end."""

    turn = 0

    @classmethod
    def setUpClass(cls):
        cls.home = Home()
        cls.addClassCleanup(cls.home.close)
        cls.workspace = cls.home.workspace("orphans")
        cls.folder = cls.workspace.folder / "it"
        cls.folder.mkdir(parents=True)
        (cls.workspace.folder / "devstack.yml").write_text(
            "version: 1\nname: orphans\nidas: {it: {}}\n"
        )
        cls.change()
        make_repository(cls.folder)

    def setUp(self):
        self.well()

    @classmethod
    def change(cls, begin="touch /tmp/well"):
        """Another environment and another bootstrap."""
        cls.turn += 1
        text = COMPOSE.format(turn=cls.turn, begin=begin)
        (cls.folder / "docker-compose.yml").write_text(text)

    def well(self):
        done = self.workspace.up()
        self.assertEqual(done.code, 0, done)
        self.assertEqual(self.workspace.json("plan").steps(state="pending"), [])
        names = [f"{self.workspace.id}-it-{name}" for name in ("app", "db")]
        self.assertEqual(self.workspace.owned("containers"), names)
        for name in names:
            self.assertEqual(docker("inspect", "-f", "{{.State.Status}}", name), "running")
        return done

    def db(self, field="{{.Id}}"):
        return docker("inspect", "-f", field, f"{self.workspace.id}-it-db")

    def started(self):
        return self.db("{{.Id}} {{.State.StartedAt}}")

    def composes(self, process, verb):
        """The pids of a `docker compose` of that verb, and of what it started."""
        running(process, f"docker compose {verb}")
        found = []
        for path in pathlib.Path(f"/proc/{process.pid}/task").glob("*/children"):
            try:
                children = path.read_text().split()
            except OSError:
                continue  # a thread that has ended
            for child in children:
                words = pathlib.Path(f"/proc/{child}/cmdline").read_bytes().split(b"\0")
                if b"compose" in words and verb.encode() in words:
                    below = pathlib.Path(f"/proc/{child}/task/{child}/children").read_text()
                    found += [child, *below.split()]
        return found

    def kill_in(self, *verb, compose=None, with_it=False):
        """Kills the program once the Engine was asked to stop the database; with its Compose, or not."""
        begun = time.time()
        process = self.workspace.spawn(*verb)
        found = eventually(lambda: self.composes(process, compose), 60, f"{compose} begins") if compose else []

        def asked():
            running(process, "the stop of the database")
            return docker(
                "events", "--since", f"{begun:.3f}", "--until", f"{time.time():.3f}", "--filter", "event=kill",
                "--filter", f"container={self.workspace.id}-it-db",
            )

        eventually(asked, 60, "the database is asked to end")
        end(process)
        for pid in found if with_it else []:
            try:
                os.kill(int(pid), signal.SIGKILL)
            except ProcessLookupError:
                pass

    def test_compose_is_waited_for(self):
        for verb, compose in ((["down"], "down"), (["stop"], "stop"), (["up", "--trust"], "up")):
            with self.subTest(compose):
                if compose == "up":
                    self.change()
                before = self.started()
                self.kill_in(*verb, compose=compose, with_it=False)
                done = self.well()
                self.assertNotEqual(self.started(), before, "it believed what the orphan was about to stop")
                self.assertIn("Waits for the “docker compose” of a run that was killed", done.err)

    def test_killed_with_its_compose(self):
        for verb, compose in ((["down"], "down"), (["stop"], "stop"), (["up", "--trust"], "up")):
            with self.subTest(compose):
                if compose == "up":
                    self.change()
                before = self.started()
                self.kill_in(*verb, compose=compose, with_it=True)
                self.well()
                self.assertNotEqual(self.started(), before, "it believed what the Engine was about to stop")

    def test_killed_while_it_goes_over_to_other_data(self):
        """The program itself stops a container of which only the data is another."""
        state = [self.workspace.folder / ".devstack" / name for name in ("generations.json", "generations.copy.json")]
        kept = []
        for _ in range(2):
            done = self.workspace.run("reset", "it", "--yes")
            self.assertEqual(done.code, 0, done)
            kept.append(state[0].read_bytes())
        before = self.started()
        # As a run leaves it that was killed before it stopped anything.
        for file in state:
            file.write_bytes(kept[0])
        self.kill_in("up", "--trust")
        for file in state:
            file.write_bytes(kept[1])
        self.well()
        self.assertNotEqual(self.started(), before, "it believed what the Engine was about to stop")

    def test_half_replaced(self):
        """Compose names the new container after the old one's id and renames it at the end."""
        name, other = (f"{self.workspace.id}-it-app", f"0123456789ab_{self.workspace.id}-it-app")
        with self.subTest("the old one is gone"):
            docker("rename", name, other)
            self.change()
            self.well()
        with self.subTest("both are there"):
            labels = docker("inspect", "-f", "{{range $k, $v := .Config.Labels}}{{$k}}={{$v}}\n{{end}}", name)
            words = [word for label in labels.splitlines() for word in ("--label", label)]
            docker("create", "--name", other, *words, "debian:bookworm-slim", "true")
            self.change()
            self.well()

    def test_another_name(self):
        name = f"{self.workspace.id}-it-app"
        docker("rename", name, name + "-other")
        file = self.folder / "docker-compose.yml"
        file.write_text(file.read_text().replace("/tmp/migrated", "/tmp/migrated-again"))
        done = self.workspace.up()
        self.assertEqual(done.code, 0, done)
        docker("rename", name + "-other", name)

    def test_a_wait_sees_that_what_it_needs_has_ended(self):
        self.addCleanup(self.change)
        self.change(begin="true")
        process = self.workspace.spawn("up", "--trust")
        self.addCleanup(end, process)

        def waits():
            running(process, "the health step")
            entries = self.workspace.journal()
            return entries and entries[0].get("pid") == process.pid and any(
                entry["type"] == "started" and entry["step"].startswith("health:")
                for entry in entries
            )

        eventually(waits, 60, "it waits for the health check")
        docker("kill", f"{self.workspace.id}-it-db")
        begun = time.monotonic()
        code = process.wait(60)
        self.assertEqual(code, 1)
        self.assertLess(time.monotonic() - begun, 10)
        self.assertIn("“db” of it, which this needs, ended with", process.log.read_text())


if __name__ == "__main__":
    unittest.main(verbosity=2)
