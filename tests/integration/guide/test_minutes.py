# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""The chapter “ten minutes” typed literally: from nothing to a passing check and a service that runs."""
import pathlib
import sys
import unittest

from devstack_cli import SOURCE, Home
from guide import Reader

sys.path.insert(0, str(SOURCE / "tests/support/standins"))
import standins  # noqa: E402 (needs the path)


class Minutes(unittest.TestCase):
    """One reader in a home of their own."""

    def test_the_chapter_is_true(self):
        made = standins.make(["mysql:8.0"])
        self.addCleanup(standins.remove, made)
        home = Home()
        self.addCleanup(home.close)
        workspace = home.workspace("ten")
        workspace.folder = pathlib.Path(home.env["HOME"]) / "ten"
        self.assertGreater(Reader(home).follow("ten-minutes"), 10)
        self.assertEqual(workspace.owned("containers") + workspace.owned("volumes"), [])


if __name__ == "__main__":
    unittest.main(verbosity=2)
