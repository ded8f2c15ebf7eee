# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""The chapters of docs/guide as scripts.

What stands behind the language of a code block says what a test does with it: ```sh run``` runs it (also `exit=1`, or `exit=any`),
```sh not-run="why"``` does not, ```text shows``` is in the output of the block before, ```… file=PATH``` is written to
that file, ```… append=PATH``` to its end.
"""
import dataclasses
import os
import re
import signal
import subprocess

from devstack_cli import PROGRAM, SOURCE, UP_LIMIT

GUIDE = SOURCE / "docs/guide"
FENCE = re.compile(r"^( *)```([a-z]+) *(.*?)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)


@dataclasses.dataclass
class Block:
    """A code block: where it stands, its language, marks and text."""

    place: str
    language: str
    marks: dict
    text: str


def blocks(chapter):
    """The code blocks of a chapter, in their order."""
    text = (GUIDE / f"{chapter}.md").read_text()
    found = []
    for match in FENCE.finditer(text):
        indent, language, info, body = match.groups()
        marks = {}
        for name, quoted, plain in re.findall(r'([a-z-]+)(?:=(?:"([^"]*)"|(\S+)))?', info):
            marks[name] = quoted or plain
        body = re.sub(f"^{indent}", "", body, flags=re.MULTILINE)
        line = text.count("\n", 0, match.start()) + 1
        found.append(Block(f"docs/guide/{chapter}.md:{line}", language, marks, body))
    return found


class Reader:
    """A person who types what a chapter says, in a home of their own; remembers in which folder they are."""

    def __init__(self, home):
        self.home, self.folder, self.said = home, home.env["HOME"], ""

    def follow(self, chapter):
        """Types the whole chapter; an AssertionError names the block that was not as it says."""
        typed = 0
        for block in blocks(chapter):
            if block.language == "sh" and "run" in block.marks:
                self.type(block)
                typed += 1
            elif "shows" in block.marks:
                for line in block.text.splitlines():
                    assert line in self.said, f"{block.place}: “{line}” is not in: {self.said}"
            else:
                for mark, mode in (("file", "w"), ("append", "a")):
                    if mark in block.marks:
                        with open(f"{self.folder}/{block.marks[mark]}", mode, encoding="utf-8") as file:
                            file.write(block.text)
        return typed

    def type(self, block):
        with subprocess.Popen(
            ["bash", "-euo", "pipefail", "-c", f'{block.text}\npwd >"$HOME/folder"'],
            cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, stdin=subprocess.DEVNULL,
            start_new_session=True,
            env={
                **self.home.env, "PATH": f"{PROGRAM.rsplit('/', 1)[0]}:{self.home.env['PATH']}",
                "GIT_AUTHOR_NAME": "Reader", "GIT_AUTHOR_EMAIL": "reader@example.org",
                "GIT_COMMITTER_NAME": "Reader", "GIT_COMMITTER_EMAIL": "reader@example.org",
            },
        ) as done:
            try:
                self.said = done.communicate(timeout=UP_LIMIT)[0]
            except subprocess.TimeoutExpired:
                # What bash started ends with it.
                os.killpg(done.pid, signal.SIGKILL)
                raise
        wanted = block.marks.get("exit", "0")
        assert wanted in ("any", str(done.returncode)), f"{block.place} ended with {done.returncode}:\n{block.text}\n{self.said}"
        if done.returncode == 0:
            self.folder = (self.home.folder / "home/folder").read_text().strip()
