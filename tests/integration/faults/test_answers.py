# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""What scripts rely on: exit codes and documents say what was not looked at or cannot be done."""
import json
import os
import shutil
import unittest

from devstack_cli import Home, make_repository

COMPOSE = """\
services:
  app:
    build: .
    command: [sleep, "600"]
    volumes: [".:/app"]
"""


class Answers(unittest.TestCase):
    def setUp(self):
        self.home = Home()
        self.addCleanup(self.home.close)
        self.workspace = self.home.workspace("answers")

    def repository(self, name="a", **files):
        folder = self.workspace.folder / name
        folder.mkdir(parents=True)
        for file, text in {"docker-compose.yml": COMPOSE, **files}.items():
            (folder / file).write_text(text)
        make_repository(folder)
        return folder

    def file(self, text):
        (self.workspace.folder / "devstack.yml").write_text(text)

    def lint(self, folder):
        """The exit code of lint, the same in all formats, and what SARIF says of the run."""
        outcomes = [self.home.run("lint", folder, "--format", f) for f in ("text", "json", "sarif")]
        self.assertEqual(len({outcome.code for outcome in outcomes}), 1, outcomes[0])
        (invocation,) = json.loads(outcomes[2].out)["runs"][0]["invocations"]
        return outcomes[0].code, invocation["executionSuccessful"], outcomes[1].json["problems"]

    def test_what_lint_did_not_look_at(self):
        self.assertEqual(self.lint(self.repository()), (0, True, []))
        for number, (file, make) in enumerate(
            {
                "Makefile": lambda path: path.write_text("#" * 2**20 + "\n"),
                "makefile": os.mkfifo,
                "compose.yaml": os.mkfifo,
                "compose.yml": lambda path: path.symlink_to("/dev/zero"),
                "docker-compose.yml": lambda path: path.write_text("a: " + "[" * 5000),
                "bootstrap.sh": lambda path: path.symlink_to("/etc/shadow"),
            }.items()
        ):
            with self.subTest(file):
                folder = self.repository(f"r{number}")
                (folder / file).unlink(missing_ok=True)
                make(folder / file)
                code, successful, problems = self.lint(folder)
                self.assertEqual((code, successful), (2, False))
                self.assertEqual([p["file"] for p in problems], [file])
                self.assertEqual(problems[0]["repository"], str(folder))
                checked = self.home.run("check", folder, cwd="/")
                self.assertEqual(checked.code, 1, checked)
                self.assertIn(f"error: {str(folder)[1:]}/{file}", checked.err)

    def test_a_confirmation_that_is_missing_is_in_the_document(self):
        folder = self.repository()
        outcome = self.home.run("scaffold", folder, "--format", "json")
        self.assertEqual(outcome.code, 4, outcome)
        self.assertTrue(outcome.json["changes"])
        self.assertFalse(outcome.json["written"])
        self.assertEqual(outcome.error["kind"], "needs-confirmation")
        self.assertIn("--yes", outcome.error["hint"])

    def test_modes_that_are_none(self):
        self.repository()
        self.file("version: 1\nidas: {a: {}}\n")
        known = ["mode", "a", "external", "--url", "https://known.example.org"]
        self.assertEqual(self.workspace.run(*known).code, 0)
        for arguments in (
            ["external", "--url", ""],
            ["external", "--url", "http://h:0"],
            ["external", "--url", "http://" + "1" * 100_000],
            ["external", "--url", "http://user:pw999@h/"],
            ["image", "--image", ""],
            ["image", "--image", "A/B"],
            ["image", "--image", "app="],
            ["image", "--image", "a,b"],
        ):
            with self.subTest(" ".join(arguments)[:60]):
                outcome = self.workspace.json("mode", "a", *arguments)
                self.assertEqual(outcome.code, 2, outcome)
                self.assertNotIn("pw999", outcome.out + outcome.err)
                self.assertLess(len(outcome.err), 2000)
        shown = self.workspace.run("config", "a")
        self.assertIn("known.example.org", shown.out)
        self.file("version: 1\nidas: {a: {mode: external, external: {url: 'http://u:pw999@h'}}}\n")
        listed = self.workspace.run("list")
        self.assertEqual(listed.code, 2, listed)
        self.assertNotIn("pw999", listed.out + listed.err)
        self.file("version: 1\nidas: {a: {}}\n")

    def test_choices_of_a_newer_version_are_kept(self):
        self.repository()
        self.file("version: 1\nidas: {a: {}}\n")
        self.assertEqual(self.workspace.run("mode", "a", "off").code, 0)
        state = self.workspace.folder / ".devstack"
        newer = []
        for number in (98, 99):
            newer.append(json.dumps({"version": number, "idas": {"a": {"mode": "image"}}}))
            (state / "choices.json").write_text(newer[-1])
            changed = self.workspace.run("mode", "a", "off")
            self.assertEqual(changed.code, 0, changed)
            self.assertIn(f"version {number}", changed.err)
            self.assertEqual(self.workspace.run("list").err, "")
        kept = [(state / f"choices.json.broken{end}").read_text() for end in ("", "-2")]
        self.assertEqual(kept, newer)

    def test_a_plan_with_a_failed_step_ends_as_up_does(self):
        self.repository("a")
        self.repository("b", **{"docker-compose.yml": "services: [\n"})
        self.file("version: 1\nidas: {a: {}, b: {}, gone: {}}\n")
        plan = self.workspace.json("plan")
        self.assertEqual(plan.code, 1, plan)
        failed = {step["ida"]: step["reason"] for step in plan.steps(state="failed")}
        self.assertEqual(set(failed), {"b", "gone"}, plan)
        self.assertIn("docker-compose.yml:", failed["b"])
        self.assertIn("its repository is not known", failed["gone"])
        self.assertEqual(plan.steps(kind="clone"), [])
        self.assertEqual(self.workspace.json("plan", "b").code, 2)
        for verb in (["plan", "gone"], ["up", "gone", "--trust"], ["logs", "gone"]):
            outcome = self.workspace.json(*verb)
            self.assertEqual(outcome.code, 2, outcome)
            self.assertIn("gone", outcome.error["message"])
        shutil.rmtree(self.workspace.folder / "b")
        self.assertEqual(self.workspace.json("plan").code, 1)


if __name__ == "__main__":
    unittest.main(verbosity=2)
