# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""Commands with arguments: given as options, asked for at a terminal, secrets recorded nowhere."""
import os
import pathlib
import pty
import select
import subprocess
import time
import unittest

from devstack_cli import PROGRAM, docker, one_ida

COMPOSE = """\
services:
  app: {image: debian:bookworm-slim, command: [sleep, infinity], init: true, stop_grace_period: 0s}
x-devstack:
  primary: app
  commands:
    load:
      run: [printf, "<%s>", "{file}", "{size}", "{try:--try}"]
      args:
        - {name: file, title: What to load, kind: file}
        - {name: size, title: How large, kind: choice, choices: [small, large], default: small}
        - {name: try, title: Only try, kind: switch}
    login:
      run: [sh, -c, 'printf %s "$$1" > /token; echo logged in', sh, "{token}"]
      args: [{name: token, title: Token, kind: secret}]
"""
SECRET = "correct-horse-battery"


class Arguments(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        one_ida(cls, "arguments", COMPOSE)
        up = cls.workspace.run("up", "--trust")
        assert up.code == 0, up

    def test_options_become_arguments(self):
        done = self.workspace.run("run", "it", "load", "--", "a b.json", "--size=large", "--try")
        self.assertEqual((done.code, done.out), (0, "<a b.json><large><--try>"), done)
        usual = self.workspace.run("run", "it", "load", "--", "--file", "$(id)")
        self.assertEqual((usual.code, usual.out), (0, "<$(id)><small>"), usual)

    def test_what_does_not_fit_is_refused(self):
        for words, said in (
            ([], "“What to load” is missing."),
            (["../x"], "no path inside of the repository"),
            (["x", "--size=huge"], "“huge” is no choice for “How large”."),
            (["x", "--siz=small"], "Did you mean “--size”?"),
        ):
            done = self.workspace.run("run", "it", "load", *(["--", *words] if words else []))
            self.assertEqual(done.code, 2, done)
            self.assertIn(said, done.err)

    def test_the_list_tells_them(self):
        text = self.workspace.run("run", "it").out
        self.assertIn("load -- --file=FILE [--size=small|large] [--try]", text)
        commands = {each["name"]: each for each in self.workspace.json("run", "it").json["commands"]}
        self.assertEqual(
            commands["load"]["args"][1],
            {"name": "size", "title": "How large", "kind": "choice", "default": "small", "choices": ["small", "large"]},
        )

    def token(self):
        return docker("exec", self.workspace.container("it", "app"), "sh", "-c", "cat /token; rm -f /token")

    def recorded(self):
        runs = self.workspace.folder / ".devstack/runs"
        return "".join(path.read_text() for path in pathlib.Path(runs).glob("*.jsonl"))

    def test_a_secret_comes_from_the_environment(self):
        refused = self.workspace.run("run", "it", "login", "--", f"--token={SECRET}")
        self.assertEqual(refused.code, 2, refused)
        self.assertIn("set DEVSTACK_ARG_TOKEN", refused.err)
        done = self.workspace.run("run", "it", "login", env={"DEVSTACK_ARG_TOKEN": SECRET})
        self.assertEqual(done.code, 0, done)
        self.assertEqual(self.token(), SECRET)
        self.assertIn("run it login", self.recorded())
        self.assertNotIn(SECRET, self.recorded())

    def test_a_person_is_asked(self):
        shown = self.answered("login", SECRET)
        self.assertEqual(self.token(), SECRET)
        self.assertNotIn(SECRET, shown)
        self.assertNotIn(SECRET, self.recorded())
        # What does not fit is asked for again.
        shown = self.answered("load", "/etc/passwd", "data.json")
        self.assertIn("no path inside of the repository", shown)
        self.assertIn("<data.json><small>", shown)

    def answered(self, command, *answers):
        """What a terminal shows of a command to which somebody types these answers."""
        near, far = pty.openpty()
        process = subprocess.Popen(
            [PROGRAM, *self.workspace.arguments("run", "it", command)],
            env=self.home.env, stdin=far, stdout=far, stderr=far, start_new_session=True)
        os.close(far)
        shown = b""
        waiting = list(answers)
        end = time.monotonic() + 60
        while time.monotonic() < end:
            if select.select([near], [], [], 0.2)[0]:
                try:
                    got = os.read(near, 4096)
                except OSError:
                    break
                if not got:
                    break
                shown += got
                if waiting and shown.rstrip(b" ").endswith(b":"):
                    os.write(near, waiting.pop(0).encode() + b"\n")
            elif process.poll() is not None:
                break
        self.assertEqual(process.wait(30), 0, shown)
        os.close(near)
        return shown.decode()


if __name__ == "__main__":
    unittest.main(verbosity=2)
