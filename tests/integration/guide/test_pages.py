# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""The guide against the program: every command in it exists, every code has its page, the site builds without a warning."""
import json
import os
import re
import subprocess
import tempfile
import unittest

from devstack_cli import PROGRAM, SOURCE
from guide import GUIDE, blocks

CHAPTERS = sorted(page.stem for page in GUIDE.glob("*.md"))
PAGES = sorted(GUIDE.glob("errors/DS*.md"))


def program(*words):
    return subprocess.run(
        [PROGRAM, *words], env={**os.environ, "LC_ALL": "C.UTF-8"}, capture_output=True, text=True, timeout=60, check=False
    )


class Pages(unittest.TestCase):
    """Files and the program's tables; nothing runs."""

    @classmethod
    def setUpClass(cls):
        cls.table = json.loads(program("describe", "commands").stdout)

    def unknown(self, line):
        """What of “devstack VERB --option …” the program does not know."""
        words = re.split(r"\s+", line.split("#")[0].strip())[1:]
        own, options = [], []
        for word in words:
            if word in ("--", "|", ">", "&&"):
                break
            (options if word.startswith("-") else own).append(word)
        while own and own[0].startswith("DIR"):
            own.pop(0)
        verbs = {verb["name"]: verb for verb in self.table["commands"]}
        if not own or own[0] not in verbs:
            return own[:1]
        known = {name for option in verbs[own[0]]["options"] + self.table["options"] for name in option["names"]}
        return [word for word in options if word.lstrip("-").split("=")[0] not in known]

    def test_every_block_says_whether_it_is_run(self):
        for chapter in CHAPTERS:
            for block in blocks(chapter):
                if block.language == "sh":
                    self.assertTrue("run" in block.marks or block.marks.get("not-run"), block.place)

    def test_every_command_exists(self):
        seen = 0
        for page in [*GUIDE.glob("*.md"), *PAGES, SOURCE / "README.md"]:
            text = page.read_text()
            lines = re.findall(r"^ *(devstack [^`\n]*)", text, re.MULTILINE)
            lines += re.findall(r"`(devstack [^`]+)`", text)
            for line in lines:
                for one in re.split(r"  +|; ", line):
                    if not one.startswith("devstack ") or re.match(r"devstack (--\w+ DIR )?[A-Z…]", one):
                        continue
                    self.assertEqual([word for word in self.unknown(one) if "|" not in word], [], f"{page.name}: {one}")
                    seen += 1
        self.assertGreater(seen, 100)

    def test_every_code_has_its_page(self):
        codes = {code["code"]: code["title"] for code in self.table["errors"]}
        self.assertEqual(sorted(codes), [page.stem for page in PAGES])
        index = (GUIDE / "errors/index.md").read_text()
        header = (SOURCE / "src/core/errorcode.h").read_text()
        names = {f"DS{number}": name for name, number in re.findall(r"(\w+) = (\d{3}),", header)}
        table = (SOURCE / "src/core/errorcode.cpp").read_text()
        used = table[table.index("errorSigns()"):] + (SOURCE / "src/cli/commands/planprinter.cpp").read_text()
        for page in PAGES:
            text = page.read_text()
            self.assertTrue(text.startswith(f"# {page.stem}: {codes[page.stem]}\n"), page)
            self.assertIn("\n## What to do\n\n- ", text, page)
            self.assertIn(f"[{page.stem}]({page.stem}.md): {codes[page.stem]}", index)
            self.assertIn(f"ErrorCode::{names[page.stem]}", used, f"{page.stem} is never shown")
            shown = program("help", page.stem.lower())
            self.assertEqual((shown.returncode, shown.stdout.splitlines()[0]), (0, f"{page.stem}: {codes[page.stem]}"))

    def test_each_sign_is_in_a_text_of_the_program(self):
        signs = re.findall(r'{ErrorCode::(\w+), *"((?:[^"\\]|\\.)*)"}', (SOURCE / "src/core/errorcode.cpp").read_text().split("errorSigns()")[1])
        self.assertGreater(len(signs), 20)
        foreign = {
            "no space left on device", "disk quota exceeded",  # the kernel's and Docker's
            " has no checkpoint “",  # put together by unknownName(); tst_errorcode has it
        }
        # Texts that go over several lines of the source are joined, as the compiler does.
        texts = "\n".join(
            re.sub(r'"(?:_s)?\s*\n\s*u?"', "", file.read_text())
            for file in (SOURCE / "src").rglob("*.cpp") if file.name != "errorcode.cpp"
        )
        for code, sign in signs:
            # A number that the text takes in.
            pieces = [piece for piece in re.split(r"\d+$", sign) if piece]
            self.assertTrue(sign in foreign or all(piece in texts for piece in pieces), f"{code}: “{sign}” is in no text")

    def test_every_chapter_is_a_topic(self):
        listed = program("help", "topics").stdout
        for chapter in CHAPTERS:
            self.assertIn(f"  {chapter} ", listed)
            shown = program("help", chapter)
            self.assertEqual(shown.returncode, 0, shown.stderr)
            for mark in ("```", "](", "**"):
                self.assertNotIn(mark, shown.stdout, chapter)

    def test_an_error_shows_its_code(self):
        env = {**os.environ, "DOCKER_HOST": "unix:///nowhere/docker.sock", "LC_ALL": "C.UTF-8"}
        with tempfile.TemporaryDirectory(prefix="devstack-test-") as folder:
            env["XDG_STATE_HOME"] = folder
            os.mkdir(f"{folder}/ws")
            for verb, code in (("list", "DS201"), ("init", ""), ("logs", "DS101")):
                words = ["--workspace", f"{folder}/ws", "--format", "json", verb]
                if verb == "init":
                    words.append(f"{folder}/ws")
                said = subprocess.run([PROGRAM, *words], env=env, capture_output=True, text=True, timeout=60, check=False)
                if not code:
                    continue
                self.assertEqual(json.loads(said.stdout)["error"]["code"], code)
                self.assertTrue(said.stderr.rstrip().endswith(f" [{code}]"), said.stderr)

    def test_the_site_builds(self):
        built = subprocess.run(
            ["bash", str(SOURCE / "installers/docs.sh"), PROGRAM], capture_output=True, text=True, timeout=240, check=False
        )
        self.assertEqual((built.returncode, built.stderr), (0, ""))
        with open(built.stdout.strip(), encoding="utf-8") as index:
            self.assertIn("no telemetry", index.read())


if __name__ == "__main__":
    unittest.main(verbosity=2)
