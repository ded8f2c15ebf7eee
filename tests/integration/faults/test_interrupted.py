# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""Ctrl-C and kill -9 in every phase of `up`, each followed by another `up`; two of them at once."""
import pathlib
import signal
import subprocess
import time
import unittest

from devstack_cli import SAMPLE, UP_LIMIT, Home, end, eventually, running

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


if __name__ == "__main__":
    unittest.main(verbosity=2)
