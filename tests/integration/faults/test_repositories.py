# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""Repositories as people leave them: what can be done is done, what cannot is said."""
import shutil
import subprocess
import unittest

from devstack_cli import LIMIT, Home, docker, make_repository

COMPOSE = """\
services:
  app:
    image: debian:bookworm-slim
    command: sleep infinity
    stop_grace_period: 0s
    volumes: [".:/code"]
"""
AS = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"]


def git(folder, *arguments, check=True):
    subprocess.run(
        ["git", "-C", folder, *AS, "-c", "protocol.file.allow=always", *arguments],
        check=check,
        capture_output=True,
        timeout=LIMIT,
    )


class Repositories(unittest.TestCase):
    """One workspace of checkouts in odd states; the tests run in the order of their names."""

    @classmethod
    def setUpClass(cls):
        cls.home = Home()
        cls.addClassCleanup(cls.home.close)
        cls.workspace = cls.home.workspace("odd")
        made = cls.home.run("init", cls.workspace.folder)
        assert made.code == 0, made
        cls.source = cls.home.folder / "source"
        cls.make(cls.source)

    @classmethod
    def make(cls, folder, *options):
        folder.mkdir()
        subprocess.run(["git", "init", "-q", "-b", "main", *options, folder], check=True)
        for text in ("one", "two"):
            (folder / "docker-compose.yml").write_text(COMPOSE)
            (folder / "file").write_text(text)
            make_repository(folder)
        git(folder, "config", "uploadpack.allowFilter", "true")

    def clone(self, name, *options, source=None):
        folder = self.workspace.folder / name
        git(self.home.folder, "clone", "-q", *options, f"file://{source or self.source}", folder)
        return folder

    def test_1_what_can_be_read_is_taken_over(self):
        self.clone("shallow", "--depth", "1")
        self.clone("partial", "--filter=blob:none")
        (self.clone("dirty") / "file").write_text("three")
        rebase = self.clone("rebase")
        git(rebase, "checkout", "-q", "-b", "other", "HEAD~1")
        (rebase / "file").write_text("other")
        git(rebase, "commit", "-qam", "other")
        git(rebase, "rebase", "main", check=False)
        git(self.clone("submodule"), "submodule", "add", f"file://{self.source}", "sub")
        large = self.clone("large")
        (large / ".gitattributes").write_text("*.bin filter=lfs diff=lfs merge=lfs -text\n")
        (large / "a.bin").write_text("version https://git-lfs.github.com/spec/v1\n")
        git(self.clone("detached"), "checkout", "-q", "HEAD~1")
        names = ["shallow", "partial", "dirty", "rebase", "submodule", "large", "detached"]
        added = self.workspace.run("add", *(self.workspace.folder / name for name in names))
        self.assertEqual(added.code, 0, added)
        listed = {ida["name"]: ida for ida in self.workspace.json("list").json["idas"]}
        self.assertEqual(set(listed), set(names))
        self.assertTrue(listed["dirty"]["dirty"] and listed["rebase"]["dirty"], listed)
        self.assertFalse(listed["shallow"]["dirty"] or listed["partial"]["dirty"], listed)
        self.assertEqual((listed["detached"]["branch"], listed["rebase"]["branch"]), ("", ""))

    def test_2_what_the_library_cannot_read_runs_all_the_same(self):
        source = self.home.folder / "sha256"
        self.make(source, "--object-format=sha256")
        added = self.workspace.run("add", self.clone("sha256", source=source))
        self.assertEqual(added.code, 0, added)
        self.assertIn("SHA-256", added.err)
        listed = self.workspace.json("list")
        self.assertEqual(listed.code, 0, listed)
        (ida,) = (ida for ida in listed.json["idas"] if ida["name"] == "sha256")
        self.assertEqual((ida["problems"], len(ida["warnings"])), ([], 1), ida)
        self.assertEqual(self.workspace.run("graph").code, 0)

    def test_3_what_cannot_run_is_refused_with_the_reason(self):
        bare = self.clone("bare", "--bare")
        self.assertIn("bare repository", self.workspace.run("add", bare).err)
        broken = self.clone("broken")
        (broken / ".git/HEAD").write_text("garbage")
        self.assertIn("HEAD of", self.workspace.run("add", broken).err)
        shutil.rmtree(bare)
        shutil.rmtree(broken)
        other = self.home.folder / "elsewhere"
        git(self.home.folder, "clone", "-q", "--depth", "1", f"file://{self.source}", other)
        refused = self.workspace.run("add", other)
        self.assertIn("shallow clone", refused.err)
        self.assertNotEqual(refused.code, 0)
        self.assertFalse((self.workspace.folder / "elsewhere").exists())

    def test_4_a_commit_that_no_branch_leads_to_is_cloned(self):
        lonely = self.home.folder / "lonely"
        git(self.home.folder, "clone", "-q", f"file://{self.source}", lonely)
        git(lonely, "checkout", "-q", "--detach")
        git(lonely, "commit", "-q", "--allow-empty", "-m", "lonely")
        self.assertEqual(self.workspace.run("add", lonely).code, 0)

    def test_5_all_of_them_come_up(self):
        up = self.workspace.up()
        self.assertEqual(up.code, 0, up)
        states = {ida["name"]: ida["state"] for ida in self.workspace.status()["idas"]}
        self.assertEqual(set(states.values()), {"running"}, states)

    def test_6_switched_to_another_branch_while_up(self):
        folder = self.workspace.folder / "dirty"
        git(folder, "checkout", "-q", "-b", "other")
        (folder / "docker-compose.yml").write_text(COMPOSE.replace("app:", "api:"))
        git(folder, "commit", "-qam", "other")
        self.assertEqual(self.workspace.run("list").code, 0)
        self.assertEqual(self.workspace.service("dirty", "app")["state"], "running")
        # Its files do not name the service any more; its container is there.
        self.assertEqual(self.workspace.run("logs", "dirty/app").code, 0)
        self.assertEqual(self.workspace.run("logs", "dirty/nosuch").code, 2)
        git(folder, "checkout", "-q", "-b", "bare")
        git(folder, "rm", "-q", "docker-compose.yml")
        (ida,) = (i for i in self.workspace.json("graph").json["idas"] if i["name"] == "dirty")
        self.assertIn(ida["state"], ("running", "partial"))
        self.assertEqual([service["name"] for service in ida["services"]], ["app"])
        self.assertEqual(self.workspace.run("logs", "dirty").code, 0)
        git(folder, "checkout", "-q", "-f", "other")
        self.assertEqual(self.workspace.run("stop", "dirty").code, 0)
        up = self.workspace.up("dirty")
        self.assertEqual(up.code, 0, up)
        self.assertEqual(self.workspace.service("dirty", "api")["state"], "running")

    def test_7_deleted_while_up(self):
        shutil.rmtree(self.workspace.folder / "large")
        for verb in ("list", "graph", "status"):
            self.assertEqual(self.workspace.run(verb).code, 0, verb)
        self.assertEqual(self.workspace.run("stop", "large").code, 0)
        running = docker("ps", "-q", "--filter", f"name={self.workspace.id}-large-")
        self.assertEqual(running, "")
        inside = self.workspace.run("exec", "large", "--", "true")
        self.assertIn("not cloned", inside.err)
        down = self.workspace.run("down", "large", "--volumes", "--yes")
        self.assertEqual(down.code, 0, down)
        left = docker("ps", "-aq", "--filter", f"name={self.workspace.id}-large-")
        self.assertEqual(left, "")


class OneByOne(unittest.TestCase):
    def test_a_name_that_was_only_referred_to(self):
        home = Home()
        self.addCleanup(home.close)
        workspace = home.workspace("names")
        self.assertEqual(home.run("init", workspace.folder).code, 0)
        needing = "x-devstack: {version: 1, depends_on: {second: {}}}\n"
        for name, needs in (("first", needing), ("second", "")):
            folder = home.folder / "from" / name
            folder.mkdir(parents=True)
            subprocess.run(["git", "init", "-q", "-b", "main", folder], check=True)
            (folder / "docker-compose.yml").write_text(COMPOSE + needs)
            make_repository(folder)
            added = workspace.run("add", folder)
            self.assertEqual(added.code, 0, added)
        listed = {ida["name"]: ida for ida in workspace.json("list").json["idas"]}
        there = {name for name, ida in listed.items() if ida["state"] != "absent"}
        self.assertEqual(there, {"first", "second"}, listed)


if __name__ == "__main__":
    unittest.main(verbosity=2)
