# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""A machine that gives the program less than usual: descriptors, memory, file sizes, streams."""
import os
import pathlib
import signal
import subprocess
import unittest

from devstack_cli import PROGRAM, Home, end, eventually, make_repository


class Limits(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.home = Home()
        cls.addClassCleanup(cls.home.close)
        cls.workspace = cls.home.workspace("limits")
        (cls.workspace.folder / "a").mkdir(parents=True)
        (cls.workspace.folder / "devstack.yml").write_text("version: 1\nname: limits\nidas: {a: {}}\n")
        (cls.workspace.folder / "a/docker-compose.yml").write_text(
            "services: {app: {image: 'debian:bookworm-slim'}}\n"
        )
        make_repository(cls.workspace.folder / "a")
        assert cls.workspace.run("mode", "a", "off").code == 0

    def run_with(self, prelude, *arguments):
        return subprocess.run(
            ["bash", "-c", f'{prelude}; exec "$0" "$@"', PROGRAM, *self.workspace.arguments(*arguments)],
            env=self.home.env, cwd="/", capture_output=True, text=True, timeout=60, check=False,
        )

    def test_without_descriptors_nothing_is_taken_for_broken(self):
        before = (self.workspace.id, (self.workspace.folder / ".devstack/choices.json").read_text())
        for most in (6, 12, 20, 31, 33, 36, 40, 48):
            for verb in (["list"], ["mode", "a", "off"], ["plan"], ["doctor"]):
                with self.subTest(most=most, verb=verb):
                    done = self.run_with(f"ulimit -n {most}", *verb)
                    self.assertIn(done.returncode, (0, 1), done.stderr)
        folders = (self.workspace.folder / ".devstack", self.home.folder / "state")
        broken = [str(file) for folder in folders for file in folder.rglob("*.broken*")]
        self.assertEqual(broken, [])
        after = (self.workspace.id, (self.workspace.folder / ".devstack/choices.json").read_text())
        self.assertEqual(after, before)

    def test_files_that_may_not_grow(self):
        for verb in (["list"], ["mode", "a", "off"], ["plan"]):
            with self.subTest(verb):
                done = self.run_with("ulimit -f 0", *verb)
                self.assertIn(done.returncode, (0, 1), done.stderr)

    def test_without_memory_it_says_so(self):
        said = ""
        for megabytes in range(70, 270, 20):
            with self.subTest(megabytes):
                done = self.run_with(f"ulimit -v {megabytes * 1024}", "list")
                self.assertIn(done.returncode, (0, 1, 127), done.stderr)  # 127: the loader's
                said += done.stderr
        self.assertRegex(said, "The memory is used up|gives no more threads")

    def test_closed_streams_are_no_files_of_ours(self):
        process = subprocess.Popen(
            ["bash", "-c", 'exec <&- >&- 2>&-; exec "$0" "$@"', PROGRAM]
            + self.workspace.arguments("status", "--watch"),
            env=self.home.env,
        )
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        folder = pathlib.Path(f"/proc/{process.pid}")
        eventually(lambda: os.readlink(folder / "exe") == PROGRAM, 10, "the program runs")
        eventually(lambda: len(list((folder / "task").iterdir())) > 2, 10, "it looks at the workspace")
        held = [os.readlink(folder / "fd" / str(number)) for number in range(3)]
        self.assertEqual(held, ["/dev/null"] * 3)

    def test_a_docker_that_hangs_is_told(self):
        tools = self.home.folder / "tools"
        tools.mkdir()
        (tools / "docker").write_text("#!/bin/sh\nexec sleep 100\n")
        (tools / "docker").chmod(0o755)
        path = {"PATH": f"{tools}:{os.environ['PATH']}"}
        self.assertEqual(self.workspace.run("mode", "a", "develop").code, 0)
        self.addCleanup(self.workspace.run, "mode", "a", "off")
        process = self.workspace.spawn("--trust", "plan", env=path)
        self.addCleanup(end, process)
        eventually(lambda: "docker compose config” takes long" in process.log.read_text(), 30, "it says so")
        code, _ = end(process, signal.SIGINT)
        self.assertEqual(code, 130)

    def test_a_full_output_is_told_whatever_the_verb_says(self):
        done = self.run_with("exec >/dev/full", "check")
        self.assertEqual(done.returncode, 1)
        self.assertIn("Standard output cannot be written", done.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=2)
