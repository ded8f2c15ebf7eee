# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""The scripts for completion in the shells themselves: a person at a terminal presses the Tab key."""
import os
import pathlib
import pty
import re
import select
import subprocess
import tempfile
import time
import unittest

PROGRAM = pathlib.Path(os.environ["DEVSTACK_PROGRAM"]).resolve()

# What is typed before the key, and what stands on the line after it.
PRESSES = {
    "devstack dbsh": "devstack dbshell ",
    "devstack -w {workspace} reset cata": "catalog ",
    "devstack -w {workspace} logs catalog/d": "catalog/db ",
    "devstack checkpoint rest": "restore ",
    "devstack up --allow": "--allow-partial ",
}


class Terminal:
    """A shell on a terminal of its own."""

    def __init__(self, words, env):
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.execvpe(words[0], words, env)
        self.seen = ""

    def press(self, keys):
        os.write(self.fd, keys.encode())

    def wait_for(self, text):
        """All output until `text` is in it; fails after a while."""
        end = time.monotonic() + 30
        while text not in self.seen:
            if time.monotonic() > end or not select.select([self.fd], [], [], 1)[0]:
                if time.monotonic() > end:
                    raise AssertionError(f"{text!r} never came: {self.seen!r}")
                continue
            # Without the codes that move the cursor and choose colours.
            self.seen += re.sub(r"\x1b(\[[0-9;?]*[A-Za-z]|[=>]|\][^\x07]*\x07)", "", os.read(self.fd, 65536).decode())
        seen, self.seen = self.seen, ""
        return seen

    def close(self):
        os.close(self.fd)
        os.waitpid(self.pid, 0)


class Shells(unittest.TestCase):
    """One sample workspace; nothing runs."""

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="devstack-test-")
        cls.addClassCleanup(folder.cleanup)
        cls.home = pathlib.Path(folder.name)
        cls.workspace = cls.home / "sample"
        cls.env = {
            "HOME": str(cls.home), "PATH": f"{PROGRAM.parent}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8",
            "TERM": "dumb", "PS1": "ready> ", "DOCKER_HOST": "unix:///nowhere",
        }
        made = cls.run_here([str(PROGRAM), "sample", str(cls.workspace)])
        assert made.returncode == 0, made.stderr
        # The files of an IDA, whose services are completed, come with its clone.
        remote = cls.workspace / "remotes/catalog.git"
        cloned = cls.run_here(["git", "clone", "-q", str(remote), str(cls.workspace / "catalog")])
        assert cloned.returncode == 0, cloned.stderr
        for shell, path in (("bash", "c.bash"), ("zsh", "zsh/_devstack"), ("fish", "c.fish")):
            script = cls.run_here([str(PROGRAM), "completion", shell])
            (cls.home / path).parent.mkdir(exist_ok=True)
            (cls.home / path).write_text(script.stdout)

    @classmethod
    def run_here(cls, words):
        return subprocess.run(words, env=cls.env, capture_output=True, text=True, timeout=60, check=False)

    def presses(self, terminal):
        self.addCleanup(terminal.close)
        terminal.press("PS1='ready> '; echo o''k\n")
        terminal.wait_for("ok")
        for typed, then in PRESSES.items():
            line = typed.format(workspace=self.workspace)
            terminal.press(line + "\t")
            terminal.wait_for(then)
            terminal.press("\x15")  # Ctrl-U: an empty line

    def test_bash(self):
        terminal = Terminal(["bash", "--norc", "-i"], {**self.env, "INPUTRC": "/dev/null", "COLUMNS": "200"})
        terminal.press(f"stty cols 200; source {self.home}/c.bash\n")
        self.presses(terminal)

    def test_zsh(self):
        terminal = Terminal(["zsh", "-f", "-i"], {**self.env, "COLUMNS": "200"})
        terminal.press(f"stty cols 200; unsetopt zle_bracketed_paste prompt_sp; fpath=({self.home}/zsh $fpath); autoload -Uz compinit; compinit -u -D\n")
        self.presses(terminal)

    def test_fish(self):
        for typed, then in PRESSES.items():
            line = typed.format(workspace=self.workspace)
            offered = self.run_here(["fish", "--no-config", "-c", f"source {self.home}/c.fish; complete -C '{line}'"])
            words = [offer.split("\t")[0] for offer in offered.stdout.splitlines()]
            self.assertEqual(words, [then.split()[-1]], offered.stderr)

    def test_a_name_that_a_shell_would_run_is_only_a_word(self):
        # A program that offers such a name, as ours does not: names are checked where they are read.
        hostile = self.home / "hostile"
        hostile.mkdir()
        (hostile / "devstack").write_text("#!/bin/sh\nprintf 'words\\n$(touch ${HOME}/ran)\\t\\n'\n")
        (hostile / "devstack").chmod(0o755)
        env = {**self.env, "PATH": f"{hostile}:{self.env['PATH']}"}
        terminal = Terminal(["bash", "--norc", "-i"], {**env, "INPUTRC": "/dev/null"})
        self.addCleanup(terminal.close)
        terminal.press(f"stty cols 200; source {self.home}/c.bash; echo o''k\n")
        terminal.wait_for("ok")
        terminal.press("devstack seed \t")
        terminal.wait_for(r"\$\(touch")
        terminal.press("\x15echo e''nd\n")
        terminal.wait_for("end")
        self.assertFalse((self.home / "ran").exists())


if __name__ == "__main__":
    unittest.main(verbosity=2)
