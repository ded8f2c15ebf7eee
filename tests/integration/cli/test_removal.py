# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""`remove --delete` deletes the IDA's own checkout and nothing else, and asks with what is lost."""
import subprocess
import unittest

from devstack_cli import Home, make_repository

COMPOSE = """\
services:
  app:
    image: "debian:bookworm-slim"
    command: sleep infinity
    init: true
"""
SHARED = {  # name: (idas of devstack.yml, repositories, the IDA, who is named)
    "an IDA within it": ("a: {path: g}, b: {path: g/b}", ["g", "g/b"], "a", "files of b"),
    "an IDA around it": ("a: {path: g}, b: {path: g/b}", ["g", "g/b"], "b", "files of a"),
    "the same folder": ("a: {path: x}, b: {path: ./x/}", ["x"], "a", "files of b"),
    "a part with its own files": ("a: {path: x/a}, x: {}", ["x"], "x", "files of a"),
    "a part of a repository": ("a: {path: x/a}", ["x"], "a", "the repository in “x”"),
    "the environments": ("a: {path: environments}", ["environments"], "a", "its environments"),
    "a folder of them": ("a: {path: environments/a}", ["environments/a"], "a", "its environments"),
}


def git(folder, *words):
    settings = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
    subprocess.run(["git", "-C", folder, *settings, *words], check=True, timeout=60)


class Removal(unittest.TestCase):
    def setUp(self):
        self.home = Home()
        self.addCleanup(self.home.close)

    def made(self, idas, repositories):
        workspace = self.home.workspace(f"w{len(self.home.workspaces)}")
        for name in repositories:
            folder = workspace.folder / name
            (folder / "a").mkdir(parents=True)
            (folder / "docker-compose.yml").write_text(COMPOSE)
            (folder / "a/docker-compose.yml").write_text(COMPOSE)
            (folder / ".gitignore").write_text("/b/\n")
            make_repository(folder)
        (workspace.folder / "devstack.yml").write_text(f"version: 1\nidas: {{{idas}}}\n")
        return workspace

    def refused(self, workspace, ida, word):
        file = workspace.folder / "devstack.yml"
        before = file.read_text()
        for answer in ([], ["--yes"]):
            outcome = workspace.run("remove", ida, "--delete", *answer)
            self.assertEqual(outcome.code, 1, outcome)
            self.assertIn(f"The folder of “{ida}” is not deleted", outcome.err)
            self.assertIn(word, outcome.err)
        self.assertEqual(file.read_text(), before)

    def test_what_belongs_to_others_stays(self):
        for name, (idas, repositories, ida, word) in SHARED.items():
            with self.subTest(name):
                workspace = self.made(idas, repositories)
                self.refused(workspace, ida, word)
                for repository in repositories:
                    self.assertTrue((workspace.folder / repository / ".git").exists())

    def test_git_data_that_others_need_stay(self):
        workspace = self.made("a: {}, b: {}", ["a"])
        git(workspace.folder / "a", "worktree", "add", "-q", "../b")
        self.refused(workspace, "a", f"{workspace.folder}/b")
        self.assertEqual(workspace.run("remove", "b", "--delete", "--yes").code, 0)
        self.assertTrue((workspace.folder / "a/.git").exists())
        # Of no IDA, and outside of the workspace.
        git(workspace.folder / "a", "worktree", "prune")
        far = self.home.folder / "far"
        git(workspace.folder / "a", "worktree", "add", "-q", far)
        self.refused(workspace, "a", str(far))
        git(workspace.folder / "a", "worktree", "remove", far)
        git(workspace.folder, "clone", "-q", "-s", workspace.folder / "a", "borrower")
        self.refused(workspace, "a", "borrower")

    def test_containers_of_others_keep_it(self):
        workspace = self.made("a: {}, b: {}", ["a", "b"])
        mounting = COMPOSE + '    volumes: ["../a/a:/srv"]\n'
        (workspace.folder / "b/docker-compose.yml").write_text(mounting)
        up = workspace.up("b")
        self.assertEqual(up.code, 0, up)
        outcome = workspace.run("remove", "a", "--delete", "--yes")
        self.assertEqual(outcome.code, 1, outcome)
        self.assertIn("Containers of b use the folder of “a”", outcome.err)
        self.assertIn("devstack down b", outcome.err)
        self.assertEqual(workspace.run("down", "b").code, 0)
        outcome = workspace.run("remove", "a", "--delete", "--yes")
        self.assertEqual(outcome.code, 0, outcome)
        self.assertFalse((workspace.folder / "a").exists())

    def test_the_question_tells_what_is_lost(self):
        workspace = self.made("a: {}", ["a"])
        folder = workspace.folder / "a"
        bare = self.home.folder / "a.git"
        git(self.home.folder, "clone", "-q", "--bare", folder, bare)
        git(folder, "remote", "add", "origin", f"file://{bare}")
        git(folder, "fetch", "-q")
        git(folder, "checkout", "-q", "-b", "work")
        git(folder, "commit", "-q", "--allow-empty", "-m", "Only here")
        (folder / "docker-compose.yml").write_text(COMPOSE + "# stashed\n")
        git(folder, "stash", "-q")
        git(folder, "checkout", "-q", "main")
        (folder / "new").write_text("")
        git(folder, "init", "-q", "vendored")
        asked = workspace.run("remove", "a", "--delete")
        self.assertEqual(asked.code, 4, asked)
        for line in (
            "1 commit of its local branches is in no branch of a remote: on work.",
            "Never pushed: work.",
            "It has 1 stash.",
            "that git does not know.",
            "In it lie other checkouts, whose work was not looked at: vendored.",
        ):
            self.assertIn(line, asked.err)
        self.assertNotIn("It has no remote", asked.err)
        self.assertTrue((folder / "new").exists())


if __name__ == "__main__":
    unittest.main(verbosity=2)
