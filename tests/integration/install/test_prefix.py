# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""What packages are made of: the programs work where they are installed, without the checkout."""
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

BUILD = pathlib.Path(os.environ["DEVSTACK_PROGRAM"]).resolve().parent.parent


class Prefix(unittest.TestCase):
    """One installed tree."""

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="devstack-test-")
        cls.addClassCleanup(folder.cleanup)
        cls.root = pathlib.Path(folder.name) / "with a blank"
        subprocess.run(
            ["cmake", "--install", str(BUILD), "--prefix", str(cls.root)], check=True, capture_output=True, timeout=60
        )
        cls.home = pathlib.Path(folder.name) / "home"
        cls.home.mkdir()
        cls.env = {
            "HOME": str(cls.home), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8",
            "QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software",
        }

    def run_program(self, name, *words):
        return subprocess.run(
            [str(self.root / "bin" / name), *map(str, words)],
            env=self.env, capture_output=True, text=True, timeout=60, check=False,
        )

    def test_the_command_line_finds_its_sample_and_its_helpers(self):
        sample = self.home / "sample"
        made = self.run_program("devstack", "sample", sample)
        self.assertEqual(made.returncode, 0, made.stderr)
        listed = self.run_program("devstack", "--workspace", sample, "--format", "json", "list")
        self.assertEqual(listed.returncode, 0, listed.stderr)
        (catalog,) = (ida for ida in json.loads(listed.stdout)["idas"] if ida["name"] == "catalog")
        # Cloning runs in a program of its own that has to lie beside.
        other = self.home / "other"
        self.assertEqual(self.run_program("devstack", "init", other).returncode, 0)
        cloned = self.run_program("devstack", "--workspace", other, "add", catalog["repository"])
        self.assertTrue((other / "catalog/.git").is_dir(), cloned.stderr)

    def test_the_window_starts(self):
        seen = self.run_program("devstack-desktop", "--self-test")
        self.assertEqual(seen.returncode, 0, seen.stderr)

    def test_the_desktop_finds_it(self):
        share = self.root / "share"
        entry = (share / "applications/devstack.desktop").read_text()
        self.assertIn("Exec=devstack-desktop %u", entry)
        self.assertTrue((share / "icons/hicolor/scalable/apps/devstack.svg").exists())
        self.assertTrue((share / "metainfo/devstack.metainfo.xml").exists())
        for script in ("bash-completion/completions/devstack", "fish/vendor_completions.d/devstack.fish"):
            self.assertIn("devstack complete", (share / script).read_text().replace("$words[1]", "devstack")
                          .replace('"${COMP_WORDS[0]/#\\~/$HOME}"', "devstack"))
        self.assertEqual(len(list(share.glob("zsh/*/_devstack"))), 1)

    def test_every_verb_has_a_manual_page(self):
        table = json.loads(self.run_program("devstack", "describe", "commands").stdout)
        names = {"devstack"} | {"devstack-" + verb["name"] for verb in table["commands"]}
        pages = self.root / "share/man/man1"
        self.assertEqual({page.name for page in pages.iterdir()}, {name + ".1.gz" for name in names})
        for page in sorted(pages.iterdir()):
            shown = subprocess.run(
                ["man", "--warnings", "-E", "UTF-8", "-l", str(page)],
                env={**self.env, "MANWIDTH": "100", "MANPAGER": "cat"}, capture_output=True, text=True, check=False,
            )
            self.assertEqual((shown.returncode, shown.stderr), (0, ""), page.name)
            for section in ("NAME", "SYNOPSIS", "DESCRIPTION", "EXIT STATUS"):
                self.assertIn(section, shown.stdout, page.name)


if __name__ == "__main__":
    unittest.main(verbosity=2)
