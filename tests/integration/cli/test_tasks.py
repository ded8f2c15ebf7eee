# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""`migrate` and `seed --file` are runs: they hold the lock, leave a journal, wait for leftovers."""
import signal
import time
import unittest

from devstack_cli import Home, docker, end, eventually, make_repository, running

COMPOSE = """\
services:
  app: {image: debian:bookworm-slim, command: [sleep, infinity], init: true, stop_grace_period: 0s}
x-devstack:
  version: 1
  commands:
    migrate: {service: app, run: "sleep $$(cat /slow || echo 0)"}
  data:
    txt: {service: app, run: "cat > /taken; sleep $$(cat /slow || echo 0); grep -q good /taken"}
"""


class Tasks(unittest.TestCase):
    """One workspace; the tests run in the order of their names."""

    @classmethod
    def setUpClass(cls):
        cls.home = Home()
        cls.addClassCleanup(cls.home.close)
        cls.workspace = cls.home.workspace("tasks")
        folder = cls.workspace.folder / "a"
        folder.mkdir(parents=True)
        (cls.workspace.folder / "devstack.yml").write_text("version: 1\nname: tasks\nidas: {a: {}}\n")
        (folder / "docker-compose.yml").write_text(COMPOSE)
        make_repository(folder)
        first = cls.workspace.run("up", "--trust")
        assert first.code == 0, first
        cls.first = first

    def inside(self, script):
        return docker("exec", self.workspace.container("a", "app"), "sh", "-c", script, check=False)

    def slow(self, seconds):
        self.inside(f"echo {seconds} > /slow")
        self.addCleanup(self.inside, "rm -f /slow")

    def begun(self, seconds, *command):
        """Starts a verb; returns when its command works in the container."""
        self.slow(seconds)
        process = self.workspace.spawn(*command)
        self.addCleanup(end, process)

        def works():
            running(process, "its command")
            name = self.workspace.container("a", "app")
            return f"sleep {seconds}" in docker("top", name, "-eo", "pid,args", check=False)

        eventually(works, 30, "its command works")
        return process

    def file(self, content):
        path = self.home.folder / "own.txt"
        path.write_text(content)
        return path

    def recorded(self):
        """Command, steps by id and result of the newest journal."""
        entries = self.workspace.journal()
        steps = {entry["step"]: entry["state"] for entry in entries if entry["type"] == "finished"}
        return entries[0]["command"], steps, entries[-1].get("result")

    def test_1_the_table_says_how_old_its_memory_is(self):
        shown = self.workspace.run("status")
        self.assertEqual(shown.code, 0, shown)
        self.assertRegex(shown.out, r"(?m)^Memory as measured \S.* ago\.$")
        self.assertRegex(shown.out, r"(?m)^  app .* (kB|MB)", "the memory after “up” is not kept")
        again = self.workspace.run("up")
        self.assertEqual(again.code, 0, again)
        self.assertRegex(again.out, r"(?m)^Memory as measured \S.* ago\.$")
        self.assertGreater(self.workspace.service("a", "app")["memory"], 0)

    def test_2_migrate_leaves_a_record(self):
        done = self.workspace.json("migrate", "a")
        self.assertEqual((done.code, done.json), (0, {"ida": "a", "result": "done"}), done)
        command, steps, result = self.recorded()
        self.assertRegex(command, r"devstack .*migrate a$")
        self.assertEqual((steps, result), ({"migrate:a/1": "done"}, "done"))
        self.assertEqual(self.workspace.json("plan").steps(state="pending"), [])

    def test_2_a_file_leaves_a_record(self):
        done = self.workspace.json("seed", "a", "--file", self.file("good"))
        self.assertEqual(done.code, 0, done)
        self.assertEqual(self.recorded()[1:], ({"file:a/own.txt": "done"}, "done"))
        failed = self.workspace.json("seed", "a", "--file", self.file("bad"))
        self.assertEqual((failed.code, failed.error["kind"]), (1, "failed"), failed)
        self.assertEqual(
            failed.error["message"], "Applying “own.txt” to a/app failed with exit code 1."
        )
        self.assertEqual(self.recorded()[1:], ({"file:a/own.txt": "failed"}, "failed"))
        # It was a wish, no part of what `up` provisions.
        self.assertNotIn("incomplete", self.workspace.run("status").out)

    def test_3_they_hold_the_lock(self):
        for command in (["migrate", "a"], ["seed", "a", "--file", self.file("good")]):
            process = self.begun(3, *command)
            for other in (["migrate", "a"], ["seed", "a", "--file", self.file("good")], ["up"]):
                refused = self.workspace.json(*other)
                self.assertEqual((refused.code, refused.error["kind"]), (1, "conflict"), refused)
                self.assertIn(command[0], refused.error["message"])
            self.assertEqual(process.wait(30), 0, process.log.read_text())

    def test_4_they_wait_for_what_a_killed_one_left(self):
        for command in (["migrate", "a"], ["seed", "a", "--file", self.file("good")]):
            process = self.begun(6, *command)
            end(process)
            self.inside("echo 0 > /slow")
            begun = time.monotonic()
            done = self.workspace.json(*command)
            self.assertEqual(done.code, 0, done)
            self.assertGreater(time.monotonic() - begun, 2, f"{command} ran beside the first")

    def test_5_the_first_control_c_lets_it_finish(self):
        process = self.begun(4, "migrate", "a")
        process.send_signal(signal.SIGINT)
        eventually(lambda: "may finish first" in process.log.read_text(), 20, "it says so")
        self.assertIn(process.wait(30), (0, 130), process.log.read_text())
        process = self.begun(300, "migrate", "a")
        process.send_signal(signal.SIGINT)
        eventually(lambda: "may finish first" in process.log.read_text(), 20, "it says so")
        code, output = end(process, signal.SIGINT)
        self.assertEqual(code, 130, output)
        self.assertEqual(self.recorded()[1:], ({"migrate:a/1": "cancelled"}, "cancelled"))


if __name__ == "__main__":
    unittest.main(verbosity=2)
