# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""The tour of a workspace, and two runs compared, on repositories that the test makes."""
import re
import subprocess
import unittest

from devstack_cli import Home, make_repository, shape

COMPOSE = """\
services:
  app:
    image: debian:bookworm-slim
    command: [sleep, infinity]
    init: true
    stop_grace_period: 0s
"""
EVIL = 'x"]; `end` | <script>alert(1)</script> [a](javascript:b) @team \u202e https://evil.example'
EVIDENCE = [{"file": str, "line": int, "text": str}]
TEXT = {"text": str, "origin": {"", "manifest", "remote"}, "file": str, "line": int}
NEED = {"ida": str, "for": [{"run", "provision"}], "declared": bool, "optional": bool,
        "mutual": bool, "evidence": EVIDENCE}
SIGN_IN = {"kind": {"superuser", "staff", "user", "described"}, "user": str,
           "madeBy": {"service", "bootstrap", "seed", "command", "request", "readme"},
           "name": str, "ida": str, "file": str, "line": int}
STATION = {
    "name": str, "title": str, "path": str, "repository": str, "description": TEXT, "owner": TEXT,
    "urls": [{"name": str, "url": str}], "needs": [NEED], "neededBy": [NEED], "signIn": [SIGN_IN],
    "cycle": [str], "mode": str, "state": str, "reason": str,
}


class Tour(unittest.TestCase):
    """Three IDAs, two of which need each other; nothing is started."""

    @classmethod
    def setUpClass(cls):
        cls.home = Home()
        cls.addClassCleanup(cls.home.close)
        cls.workspace = cls.home.workspace("tour")
        assert cls.home.run("init", cls.workspace.folder).code == 0
        cls.repository("orders", "x-devstack: {primary: app, depends_on: {users: {}, mail: {}}}\n", {
            "README.md": "# Orders\n\n[![CI](b.svg)](c)\n\nKeeps what was ordered.\n",
            ".github/CODEOWNERS": "* @example/orders\n"})
        cls.repository("mail", "x-devstack: {primary: app, depends_on: {orders: {}}}\n", {
            "README.rst": f"Mail\n====\n\n{EVIL} sends letters.\n"})
        cls.repository("users", """\
x-devstack:
  primary: app
  title: Users
  bootstrap:
    - {service: app, run: [manage.py, createsuperuser, --username, root, --password, correct-horse]}
""", {"README.md": "Sign in as root; the password is correct-horse.\n"})

    @classmethod
    def repository(cls, name, manifest, files):
        folder = cls.workspace.folder / name
        for file, text in {"docker-compose.yml": COMPOSE + manifest, **files}.items():
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / file).write_text(text)
        make_repository(folder)
        added = cls.workspace.run("add", folder)
        assert added.code == 0, added

    def stations(self, *arguments):
        told = self.workspace.json("tour", *arguments)
        self.assertEqual(told.code, 0, told)
        return {ida["name"]: ida for ida in told.json["idas"]}

    def test_document(self):
        told = self.workspace.json("tour").json
        self.assertEqual(told["workspace"], "tour")
        self.assertEqual(told["cycles"], [["mail", "orders"]])
        self.assertEqual([ida["name"] for ida in told["idas"]][0], "users")
        for ida in told["idas"]:
            change = ida.pop("lastChange")
            self.assertEqual((change["subject"], change["author"]), ("Change", "Test"))
            shape(ida, STATION)

    def test_what_it_tells(self):
        stations = self.stations()
        orders = stations["orders"]
        self.assertEqual(orders["description"],
                         {"text": "Keeps what was ordered.", "origin": "", "file": "README.md", "line": 5})
        self.assertEqual(orders["owner"]["text"], "@example/orders")
        self.assertEqual({n["ida"]: n["mutual"] for n in orders["needs"]}, {"users": False, "mail": True})
        self.assertEqual(orders["needs"][0]["evidence"][0]["file"], "docker-compose.yml")
        users = stations["users"]
        self.assertEqual([n["ida"] for n in users["neededBy"]], ["orders"])
        root = users["signIn"][0]
        self.assertEqual((root["kind"], root["user"], root["madeBy"]), ("superuser", "root", "bootstrap"))
        self.assertIn("described", [s["kind"] for s in users["signIn"]])

    def test_named_ones_and_what_they_need(self):
        self.assertEqual(list(self.stations("users")), ["users"])
        self.assertEqual(set(self.stations("mail")), {"users", "mail", "orders"})
        wrong = self.workspace.run("tour", "user")
        self.assertEqual(wrong.code, 2, wrong)

    def test_tells_no_password(self):
        for words in ([], ["--markdown"], ["--format", "json"]):
            told = self.workspace.run("tour", *words)
            self.assertEqual(told.code, 0, told)
            self.assertNotIn("correct-horse", told.out)

    def test_markdown_escapes(self):
        text = self.workspace.run("tour", "--markdown").out
        self.assertEqual(text, self.workspace.run("tour", "--markdown").out)
        self.assertNotIn("<script>", text)
        self.assertNotIn("](javascript", re.sub(r"\\.", "", text))
        self.assertNotIn("\u202e", text)
        self.assertNotIn("https://evil", text)
        self.assertNotIn(str(self.workspace.folder), text)
        graph = text.split("```mermaid\n")[1].split("\n```")[0]
        self.assertTrue(graph.startswith("graph LR\n"))
        self.assertEqual(len(re.findall(r"^    n\d -->", graph, re.M)), 3)

    def test_into_a_file(self):
        file = self.home.folder / "tour.md"
        done = self.workspace.run("tour", "--file", file)
        self.assertEqual(done.code, 0, done)
        self.assertTrue(file.read_text().startswith("# Tour of tour\n"))
        again = self.workspace.run("tour", "--file", file)
        self.assertEqual(again.code, 4, again)
        self.assertEqual(self.workspace.run("tour", "--file", file, "--yes").code, 0)
        self.assertEqual(self.workspace.run("tour", "--file", self.home.folder).code, 2)

    def test_an_empty_workspace(self):
        empty = self.home.workspace("bare")
        self.assertEqual(self.home.run("init", empty.folder).code, 0)
        told = empty.run("tour")
        self.assertEqual(told.code, 0, told)
        self.assertIn("no repositories yet", told.out)
        self.assertEqual(empty.json("tour").json, {"workspace": "bare", "idas": [], "cycles": []})

    def test_the_sample(self):
        sample = self.home.sample("sample")
        for name in ("platform", "catalog", "licences", "credentials"):
            subprocess.run(["git", "clone", "-q", sample.folder / "remotes" / f"{name}.git",
                            sample.folder / name], check=True, timeout=60)
        told = sample.json("tour")
        self.assertEqual(told.code, 0, told)
        names = [ida["name"] for ida in told.json["idas"]]
        self.assertEqual((names[0], names[-1]), ("platform", "credentials"))
        platform = told.json["idas"][0]
        self.assertEqual({s["user"] for s in platform["signIn"] if s["madeBy"] == "request"},
                         {"catalog_worker", "credentials_worker", "licences_worker"})
        self.assertEqual(platform["owner"]["text"], "squad-foundation")


class Compare(unittest.TestCase):
    """Runs of one IDA, on the Engine."""

    @classmethod
    def setUpClass(cls):
        cls.home = Home()
        cls.addClassCleanup(cls.home.close)
        cls.workspace = cls.home.workspace("compare")
        assert cls.home.run("init", cls.workspace.folder).code == 0
        cls.folder = cls.workspace.folder / "it"
        cls.folder.mkdir()
        (cls.folder / "docker-compose.yml").write_text(COMPOSE + "x-devstack: {primary: app}\n")
        make_repository(cls.folder)
        assert cls.workspace.run("add", cls.folder).code == 0

    def commit(self):
        return subprocess.run(["git", "-C", self.folder, "rev-parse", "HEAD"], check=True,
                              capture_output=True, text=True, timeout=60).stdout.strip()

    def test_1_nothing_ran(self):
        self.assertEqual(self.workspace.run("compare").code, 2)
        self.assertEqual(self.workspace.json("compare", "--list").json, {"runs": []})

    def test_2_two_runs(self):
        first = self.workspace.up()
        self.assertEqual(first.code, 0, first)
        before = self.commit()
        alone = self.workspace.run("compare")
        self.assertEqual(alone.code, 2, alone)
        (self.folder / "docker-compose.yml").write_text(
            COMPOSE.replace("infinity", "1d")
            + "x-devstack: {primary: app, bootstrap: [{service: app, run: [\"false\"]}]}\n")
        make_repository(self.folder)
        second = self.workspace.up()
        self.assertEqual(second.code, 1, second)
        compared = self.workspace.json("compare")
        self.assertEqual(compared.code, 0, compared)
        document = compared.json
        self.assertEqual((document["a"]["result"], document["b"]["result"]), ("done", "failed"))
        self.assertTrue(document["a"]["recorded"] and document["b"]["recorded"])
        kinds = {d["kind"]: d for d in document["differences"]}
        self.assertEqual((kinds["result"]["a"], kinds["result"]["b"]), ("done", "failed"))
        self.assertEqual((kinds["commit"]["ida"], kinds["commit"]["a"]), ("it", before[:12]))
        self.assertEqual(kinds["commit"]["b"], self.commit()[:12])
        self.assertIn("step", kinds)
        for one in document["differences"]:
            shape(one, {"ida": str, "kind": str, "what": str, "a": str, "b": str,
                        "seconds": (int, float)})
        # The same by number and by id, and the other way round.
        self.assertEqual(self.workspace.json("compare", "2", "1").json, document)
        self.assertEqual(
            self.workspace.json("compare", document["a"]["id"]).json, document)
        turned = self.workspace.json("compare", "1", "2").json
        self.assertEqual(turned["a"], document["b"])
        text = self.workspace.run("compare")
        self.assertIn(before[:12], text.out)
        listed = self.workspace.json("compare", "--list").json["runs"]
        self.assertEqual([run["result"] for run in listed], ["failed", "done"])

    def test_3_refusals(self):
        for words, code in ((["state.lock"], 2), (["9"], 2), (["1"], 2), (["1", "2", "3"], 2)):
            refused = self.workspace.run("compare", *words)
            self.assertEqual(refused.code, code, refused)
        self.assertIn("locks are not", self.workspace.run("compare", "state.lock").err)

    def test_4_an_older_journal(self):
        newest = sorted((self.workspace.folder / ".devstack/runs").glob("*.jsonl"))[-1]
        kept = [line for line in newest.read_text().splitlines() if '"type":"then"' not in line]
        newest.write_text("\n".join(kept) + "\n")
        compared = self.workspace.run("compare")
        self.assertEqual(compared.code, 0, compared)
        self.assertIn("The second run has not recorded", compared.err)
        kinds = {d["kind"] for d in self.workspace.json("compare").json["differences"]}
        self.assertNotIn("commit", kinds)


if __name__ == "__main__":
    unittest.main()
