# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""The unmodified scripts of real repositories in the guarded runner, on stand-in images."""
import os
import pathlib
import sys
import unittest

from devstack_cli import SOURCE, Home

sys.path.insert(0, str(SOURCE / "tests/integration/corpus/run"))
import realset  # noqa: E402  its folder is known only now

PROVISIONED = ["license-manager", "portal-designer"]


@unittest.skipUnless(realset.CORPUS, "DEVSTACK_CORPUS names no folder of real repositories")
class RealScripts(unittest.TestCase):
    """license-manager and portal-designer with the platform, set up by their own scripts alone."""

    @classmethod
    def setUpClass(cls):
        made = realset.standins.make()
        if not os.environ.get("DEVSTACK_KEEP_STANDINS"):
            cls.addClassCleanup(realset.standins.remove, made)
        cls.home = Home()
        cls.addClassCleanup(cls.home.close)
        everything = realset.make_repositories(cls.home.folder / "repositories")
        chosen = {name: everything[name] for name in [*PROVISIONED, realset.PLATFORM]}
        cls.real = realset.RealWorkspace(cls.home, "scripts", chosen)
        cls.workspace = cls.real.workspace
        outcome = cls.workspace.up(realset.PLATFORM)
        assert outcome.code == 0, outcome

    def run_script(self, *arguments, limit=600):
        return self.workspace.run("run", *arguments, "--trust", limit=limit)

    def test_1_provisioning(self):
        for name, script in (
            ("license-manager", "provision-license-manager.sh"),
            ("portal-designer", "dev.provision"),
        ):
            with self.subTest(name):
                outcome = self.run_script(name, script)
                self.assertEqual(outcome.code, 0, outcome)
                ida = next(ida for ida in realset.SET if ida.name == name)
                users = self.real.query(ida, "select username from core_user")
                self.assertIn("edx", users)
                self.assertEqual(self.workspace.service(name, ida.app)["state"], "running")
                known = self.real.platform_query("select username from auth_user")
                self.assertIn(ida.user, known)

    def test_2_targets(self):
        outcome = self.run_script("license-manager", "dev.migrate")
        self.assertEqual(outcome.code, 0, outcome)
        outcome = self.run_script("license-manager", "app-restart")
        self.assertEqual(outcome.code, 0, outcome)
        outcome = self.run_script("license-manager", "dev.up")
        self.assertEqual(outcome.code, 0, outcome)
        outcome = self.run_script("license-manager", "dev.stats", "--timeout", "5s")
        self.assertEqual(outcome.code, 1, outcome)  # it never ends by itself
        self.assertIn("license-manager", outcome.out)

    def test_3_nothing_of_it_is_left(self):
        folder = pathlib.Path(self.workspace.folder)
        self.assertEqual(list((folder / ".devstack").glob("*/scripts/*")), [])


if __name__ == "__main__":
    unittest.main(verbosity=2)
