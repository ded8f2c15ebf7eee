# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""Values that compose files leave to the engineer: asked for once, kept, shown nowhere."""
import os
import pty
import select
import subprocess
import time
import unittest

from devstack_cli import PROGRAM, docker, one_ida

COMPOSE = """\
services:
  app:
    image: debian:bookworm-slim
    command: [sleep, infinity]
    init: true
    stop_grace_period: 0s
    environment:
      API_TOKEN: ${API_TOKEN:?ask the platform team for one}
      REGION: ${REGION:?}
x-devstack: {primary: app}
"""
SECRET = "correct-horse-battery"


class Variables(unittest.TestCase):
    """One workspace; the tests run in the order of their names."""

    @classmethod
    def setUpClass(cls):
        one_ida(cls, "variables", COMPOSE)

    def environment(self):
        pairs = docker("exec", self.workspace.container("it", "app"), "env").splitlines()
        return dict(pair.split("=", 1) for pair in pairs)

    def typed(self, answers, *arguments):
        """What a terminal shows of a command to which somebody types these answers."""
        near, far = pty.openpty()
        child = subprocess.Popen(
            [PROGRAM, *arguments], stdin=far, stdout=far, stderr=far, env=self.home.env,
            cwd=self.workspace.folder, start_new_session=True,
        )
        os.close(far)
        shown, left, limit = b"", list(answers), time.monotonic() + 90
        while time.monotonic() < limit:
            ready, _, _ = select.select([near], [], [], 0.5)
            if ready:
                try:
                    shown += os.read(near, 65536)
                except OSError:
                    break
            if left and left[0][0].encode() in shown:
                os.write(near, left.pop(0)[1].encode() + b"\n")
        os.close(near)
        return child.wait(30), shown.decode()

    def test_1_says_what_is_missing(self):
        up = self.workspace.run("up", "--trust")
        self.assertEqual(up.code, 2, up)
        self.assertIn("ask the platform team for one", up.err)
        self.assertIn("devstack config it --variable API_TOKEN", up.err)
        refused = self.workspace.run("config", "it", "--variable", "API_TOKEN")
        self.assertEqual(refused.code, 2, refused)
        for name in ("COMPOSE_FILE=x", "A B=x", "=x"):
            refused = self.workspace.run("config", "it", "--variable", name)
            self.assertEqual(refused.code, 2, refused)

    def test_2_asks_at_a_terminal_and_keeps(self):
        code, shown = self.typed(
            [("ask the platform team for one):", SECRET), ("REGION:", "north"),
             ("[y/N]", "y"), ("[y/N]", "y")],
            "up", "--trust",
        )
        self.assertEqual(code, 0, shown)
        self.assertNotIn(SECRET, shown)
        self.assertEqual(self.environment()["API_TOKEN"], SECRET)
        self.assertEqual(self.environment()["REGION"], "north")
        # Once: nobody has to be there any more.
        again = self.workspace.run("up")
        self.assertEqual(again.code, 0, again)
        self.assertIn("Nothing to do", again.err)

    def test_3_shows_it_nowhere(self):
        for words in (["config", "it"], ["config", "it", "--effective"], ["status"], ["list"], ["plan", "--all"]):
            for form in ("text", "json"):
                told = self.workspace.run(*words, "--format", form)
                self.assertNotIn(SECRET, told.out + told.err, words)
        state = self.workspace.folder / ".devstack"
        for path in state.rglob("*"):
            if path.is_file() and SECRET in path.read_text(errors="replace"):
                self.assertEqual(oct(path.stat().st_mode & 0o777), "0o600", path)

    def test_4_the_repository_wins(self):
        (self.folder / ".env").write_text("REGION=south\n")
        up = self.workspace.run("up", "--trust")
        self.assertEqual(up.code, 0, up)
        self.assertEqual(self.environment()["REGION"], "south")
        kept = self.workspace.run("config", "it", "--variable", "REGION=east")
        self.assertEqual(kept.code, 0, kept)
        self.assertIn("It is not used", kept.out + kept.err)

    def test_5_forgets(self):
        forgotten = self.workspace.run("config", "it", "--variable", "API_TOKEN=")
        self.assertEqual(forgotten.code, 0, forgotten)
        up = self.workspace.run("up")
        self.assertEqual(up.code, 2, up)
        self.assertIn("API_TOKEN", up.err)
        given = self.workspace.run("up", env={"API_TOKEN": "from-the-shell"})
        self.assertEqual(given.code, 0, given)
        self.assertEqual(self.environment()["API_TOKEN"], "from-the-shell")


if __name__ == "__main__":
    unittest.main(verbosity=2)
