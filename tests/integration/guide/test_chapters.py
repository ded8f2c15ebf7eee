# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""The chapters that work on the sample, typed one after the other by one reader who began with the first day."""
import pathlib
import unittest

from devstack_cli import Home, docker, make_repository
from guide import Reader

COMPOSE = """\
services:
  shop:
    image: debian:bookworm-slim
    command: sleep infinity
    volumes: ["../shop:/code"]
"""


class Chapters(unittest.TestCase):
    """One reader; the tests run in the order of their names."""

    @classmethod
    def setUpClass(cls):
        cls.home = Home()
        cls.addClassCleanup(cls.home.close)
        cls.reader = Reader(cls.home)
        cls.own = pathlib.Path(cls.home.env["HOME"])
        cls.workspace = cls.home.workspace("sample")
        cls.workspace.folder = cls.own / "devstack-sample"

    def follow(self, chapter):
        self.assertGreater(self.reader.follow(chapter), 0)

    def test_1_first_day(self):
        self.follow("first-day")
        self.assertEqual(self.workspace.run("start").code, 0)

    def test_2_concepts(self):
        self.follow("concepts")

    def test_3_troubleshooting(self):
        self.follow("troubleshooting")

    def test_4_ci(self):
        self.follow("ci")
        self.assertTrue((self.workspace.folder / "catalog/lint.sarif").exists())

    def test_5_production_schema(self):
        self.addCleanup(docker, "rmi", "schemas/catalog:guide", check=False)
        self.follow("production-schema")

    def test_6_from_central(self):
        for name, files in {
            "devstack": {"docker-compose.yml": COMPOSE, "Makefile": "dev.provision:\n\ttrue\n"},
            "shop": {"README": "A shop.\n"},
        }.items():
            folder = self.own / "central" / name
            folder.mkdir(parents=True)
            for file, text in files.items():
                (folder / file).write_text(text)
            make_repository(folder)
        self.follow("from-central")


if __name__ == "__main__":
    unittest.main(verbosity=2)
