# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""The unmodified scripts of real repositories in the guarded runner, on stand-in images."""
import concurrent.futures
import pathlib
import sys
import unittest

from devstack_cli import SOURCE

sys.path.insert(0, str(SOURCE / "tests/integration/corpus/run"))
import realset  # noqa: E402  its folder is known only now


@unittest.skipUnless(realset.CORPUS, "DEVSTACK_CORPUS names no folder of real repositories")
class RealScripts(unittest.TestCase):
    """The real set beside its platform, set up by its own scripts alone, all at the same time."""

    @classmethod
    def setUpClass(cls):
        repositories = realset.begin(cls)
        cls.real = realset.RealWorkspace(cls.home, "scripts", repositories)
        cls.workspace = cls.real.workspace
        outcome = cls.workspace.up(realset.PLATFORM)
        assert outcome.code == 0, outcome

    def run_script(self, *arguments, limit=600):
        return self.workspace.run("run", *arguments, "--trust", limit=limit)

    def test_0_what_is_not_there_yet(self):
        outcome = self.run_script("license-manager", "dev.migrate")
        self.assertEqual(outcome.code, 1, outcome)
        self.assertIn("devstack up license-manager", outcome.out + outcome.err)

    def test_1_provisioning(self):
        with concurrent.futures.ThreadPoolExecutor(len(realset.SET)) as pool:
            outcomes = pool.map(lambda ida: self.run_script(ida.name, "dev.provision"), realset.SET)
        for ida, outcome in zip(realset.SET, outcomes):
            with self.subTest(ida.name):
                self.assertEqual(outcome.code, 0, outcome)
                users = self.real.query(ida, "select username from core_user")
                self.assertIn("edx", users)
                self.assertEqual(self.workspace.service(ida.name, ida.app)["state"], "running")
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
        self.assertEqual(list((folder / ".devstack/idas").glob("*/scripts/*")), [])


if __name__ == "__main__":
    unittest.main(verbosity=2)
