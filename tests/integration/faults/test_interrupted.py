# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""Ctrl-C and kill -9 in every phase of `up`, each followed by another `up`; two of them at once."""
import pathlib
import signal
import subprocess
import time
import unittest

from devstack_cli import (
    SAMPLE,
    UP_LIMIT,
    Home,
    docker,
    end,
    eventually,
    make_repository,
    running,
)

# What has just begun when the run is interrupted: the beginning of a step's id.
MOMENTS = ["clone:", "build:", "start:", "ready:", "bootstrap:", "client:", "seed:"]


class Interrupted(unittest.TestCase):
    """Each test provisions a workspace of its own, interrupted again and again on the way."""

    def setUp(self):
        self.home = Home()
        self.addCleanup(self.home.close)
        self.workspace = self.home.sample("cut")

    def reach(self, process, moment):
        """Waits until the process has begun a step of that kind."""

        def begun():
            running(process, moment)
            entries = self.workspace.journal()
            mine = entries and entries[0].get("pid") == process.pid
            return mine and any(
                entry["type"] == "started" and entry["step"].startswith(moment) for entry in entries
            )

        eventually(begun, UP_LIMIT, f"“up” reaches {moment}")

    def assertNothingHalfMade(self):
        for ida in SAMPLE:
            folder = self.workspace.folder / ida
            if folder.exists():
                subprocess.run(
                    ["git", "-C", folder, "fsck", "--no-progress"], check=True, capture_output=True
                )
                self.assertTrue((folder / "docker-compose.yml").exists(), f"{ida} is half cloned")
        for file in (self.workspace.folder / ".devstack").rglob("*.broken"):
            self.fail(f"{file} was broken by the interruption")

    def children(self, process):
        tasks = pathlib.Path(f"/proc/{process.pid}/task").glob("*/children")
        return [int(pid) for task in tasks for pid in task.read_text().split()]

    def finish(self):
        outcome = self.workspace.up()
        self.assertEqual(outcome.code, 0, outcome)
        self.assertEqual(outcome.json["result"], "done")
        self.workspace.proof()
        self.assertEqual(self.workspace.json("plan").steps(state="pending"), [])

    def test_control_c_in_every_phase(self):
        for moment in MOMENTS:
            with self.subTest(moment):
                process = self.workspace.spawn("up", "--trust")
                self.reach(process, moment)
                begun = time.monotonic()
                children = self.children(process)
                code, output = end(process, signal.SIGINT)
                self.assertEqual(code, 130, output)
                self.assertIn("Cancelled", output)
                self.assertIn("Run the same command again", output)
                self.assertLess(time.monotonic() - begun, 20, "cancelling takes long")
                for child in children:
                    self.assertFalse(
                        pathlib.Path(f"/proc/{child}").exists(), "a child outlives the program"
                    )
                self.assertEqual(self.workspace.journal()[-1].get("result"), "cancelled")
                self.assertNothingHalfMade()
        self.finish()

    def test_kill_9_in_every_phase(self):
        for moment in MOMENTS:
            with self.subTest(moment):
                process = self.workspace.spawn("up", "--trust")
                self.reach(process, moment)
                code, _ = end(process, signal.SIGKILL)
                self.assertEqual(code, -signal.SIGKILL)
                self.assertNothingHalfMade()
                self.assertEqual(self.workspace.run("list").code, 0)
        self.finish()
        with self.subTest("reset"):
            process = self.workspace.spawn("reset", "platform", "--yes")
            self.reach(process, "bootstrap:")
            end(process, signal.SIGKILL)
            self.finish()

    def test_two_at_once(self):
        first = self.workspace.spawn("--format", "json", "up", "--trust")
        self.reach(first, "build:")
        second = self.workspace.json("up", "--trust")
        self.assertEqual(second.code, 1, second)
        self.assertEqual(second.error["kind"], "conflict")
        self.assertIn(str(first.pid), second.error["message"])
        self.assertIn("up --trust", second.error["message"])
        self.assertTrue(second.error["hint"])
        for verb in (["list"], ["graph"], ["status"]):  # looking is always possible
            self.assertEqual(self.workspace.run(*verb).code, 0, verb)
        self.assertEqual(self.workspace.json("down").code, 1)
        first.wait(UP_LIMIT)
        code, output = end(first)
        self.assertEqual(code, 0, output)
        self.finish()


COMPOSE = """\
services:
  app: {{image: debian:bookworm-slim, command: [sleep, "600"], init: true}}
x-devstack:
  version: 1
  bootstrap:
    - {{service: app, run: "sleep {seconds} && touch /migrated"}}
  seeds:
    base: [{{service: app, run: "touch /seeded"}}]
"""


class Migrating(unittest.TestCase):
    """What changes data may finish when the run is cancelled, and ends at once when asked again."""

    def begin(self, seconds):
        home = Home()
        self.addCleanup(home.close)
        self.workspace = home.workspace("slow")
        (self.workspace.folder / "a").mkdir(parents=True)
        (self.workspace.folder / "devstack.yml").write_text(
            "version: 1\nname: slow\nidas: {a: {}}\n"
        )
        (self.workspace.folder / "a/docker-compose.yml").write_text(COMPOSE.format(seconds=seconds))
        make_repository(self.workspace.folder / "a")
        process = self.workspace.spawn("up", "--trust")

        def begun():
            # Not by the journal: a step that was begun may not have started its command yet.
            running(process, "the bootstrap")
            name = f"{self.workspace.id}-a-app"
            return f"sleep {seconds}" in docker("top", name, "-eo", "pid,args", check=False)

        eventually(begun, 60, "the bootstrap runs")
        return process

    def told(self, process):
        eventually(lambda: "may finish first" in process.log.read_text(), 20, "it says so")

    def inside(self, *command):
        return docker("exec", self.workspace.container("a", "app"), *command, check=False)

    def test_the_first_control_c_lets_it_finish(self):
        process = self.begin(5)
        process.send_signal(signal.SIGINT)
        self.told(process)
        code = process.wait(60)
        self.assertEqual(code, 130, process.log.read_text())
        self.assertEqual(self.inside("sh", "-c", "ls / | grep ed$"), "migrated")
        plan = self.workspace.json("plan")
        self.assertEqual([s["state"] for s in plan.steps(kind="bootstrap")], ["satisfied"])
        self.assertEqual([s["state"] for s in plan.steps(kind="seed")], ["pending"])

    def test_the_second_one_ends_it(self):
        process = self.begin(300)
        process.send_signal(signal.SIGINT)
        self.told(process)
        begun = time.monotonic()
        code, output = end(process, signal.SIGINT)
        self.assertEqual(code, 130, output)
        self.assertLess(time.monotonic() - begun, 20)
        self.assertNotIn("300", self.inside("sh", "-c", "cat /proc/[0-9]*/cmdline | tr '\\0' ' '"))


if __name__ == "__main__":
    unittest.main(verbosity=2)
