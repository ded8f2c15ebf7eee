# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""What Compose refuses is refused with its line: before trust by `plan`, `status`, `graph` and `lint`, and after it."""
import unittest

from devstack_cli import Home, make_repository

HEAD = "services:\n  app:\n    image: x\n"
CASES = {  # name: (files, file and line of the fault)
    "only a mistyped key": ({"compose.yaml": "service:\n  app: {image: x}\n"}, "compose.yaml:1"),
    "a required variable": (
        {"compose.yaml": HEAD + "    environment: ['V=${DEVSTACK_TEST_NONE:?why}']\n"},
        "compose.yaml:4",
    ),
    "required in a default": (
        {
            "compose.yaml": HEAD + "    hostname: ${SET:-${DEVSTACK_TEST_NONE:?why}}\n",
            ".env": "SET=1\n",
        },
        "compose.yaml:4",
    ),
    "a broken .env": ({"compose.yaml": HEAD, ".env": "A=1\nB C=2\n"}, ".env:2"),
    "a broken env_file": (
        {"compose.yaml": HEAD + "    env_file: a.env\n", "a.env": 'A=1\nB="2\n'},
        "a.env:2",
    ),
    "no env_file": ({"compose.yaml": HEAD + "    env_file: none.env\n"}, "compose.yaml:4"),
    "a circle of includes": (
        {
            "compose.yaml": "include: [b.yml]\n" + HEAD,
            "b.yml": "include: [compose.yaml]\n",
        },
        "b.yml:1",
    ),
    "a circle of dependencies": (
        {"compose.yaml": HEAD + "    depends_on: [b]\n  b: {image: x, depends_on: [app]}\n"},
        "compose.yaml:2",
    ),
    "a port": ({"compose.yaml": HEAD + "    ports: ['http']\n"}, "compose.yaml:4"),
    "a port by a variable": (
        {"compose.yaml": HEAD + "    ports: ['${P}']\n", ".env": "P=http\n"},
        "compose.yaml:4",
    ),
    "no compose file named": ({"compose.yaml": HEAD, ".env": "COMPOSE_FILE=\n"}, ".env:1"),
    "a project's name": (
        {"compose.yaml": HEAD, ".env": "COMPOSE_PROJECT_NAME=Out Er\n"},
        ".env:1",
    ),
}


class Refusals(unittest.TestCase):
    def setUp(self):
        self.home = Home()
        self.addCleanup(self.home.close)

    def workspace(self, files):
        workspace = self.home.workspace(f"w{len(self.home.workspaces)}")
        repository = workspace.folder / "it"
        repository.mkdir(parents=True)
        for name, text in files.items():
            (repository / name).write_text(text)
        make_repository(repository)
        (workspace.folder / "devstack.yml").write_text("version: 1\nidas:\n  it: {}\n")
        return workspace

    def test_every_verb_tells_the_line(self):
        for name, (files, place) in CASES.items():
            with self.subTest(name):
                workspace = self.workspace(files)
                place = f"/it/{place}:"
                for verb in (["plan"], ["status"], ["graph"], ["plan", "--trust"], ["up", "--trust"]):
                    outcome = workspace.run(*verb)
                    self.assertEqual(outcome.code, 2, outcome)
                    self.assertIn(place, outcome.err, outcome)
                lint = workspace.json("lint", "it")
                self.assertEqual(lint.code, 1, lint)
                found = [f"/it/{f['file'].removeprefix('it/')}:{f['line']}:" for f in lint.json["findings"]]
                self.assertIn(place, found, lint)
                self.assertEqual(workspace.owned("containers"), [])

    def test_what_loads_is_not_foreseen_to_fail(self):
        workspace = self.workspace(
            {
                "compose.yaml": HEAD + "    ports: ['80:80']\n    environment: {A: b}\n",
                "compose.override.yaml": "services: {app: {image: , ports: , environment: }}\n",
            }
        )
        for verb in (["plan"], ["lint", "it"], ["plan", "--trust"]):
            outcome = workspace.run(*verb)
            self.assertEqual(outcome.code, 0, outcome)

    def test_one_of_two_is_left_out(self):
        workspace = self.workspace({"compose.yaml": "service: {a: {image: x}}\n"})
        good = workspace.folder / "good"
        good.mkdir()
        (good / "compose.yaml").write_text(HEAD)
        make_repository(good)
        (workspace.folder / "devstack.yml").write_text("version: 1\nidas:\n  it: {}\n  good: {}\n")
        plan = workspace.json("plan")
        (failed,) = plan.steps(state="failed")
        self.assertEqual(failed["ida"], "it", plan)
        self.assertIn("compose.yaml:1:1", failed["reason"], plan)
        self.assertTrue(plan.steps(ida="good", kind="start"), plan)
        self.assertFalse(plan.steps(ida="it", kind="image"), plan)


if __name__ == "__main__":
    unittest.main(verbosity=2)
