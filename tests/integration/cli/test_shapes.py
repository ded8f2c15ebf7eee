# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""Repositories of every shape: compose files under other names and in folders, several applications in
one repository, libraries. Small ones of our own making; on the real Engine."""
import fcntl
import os
import pty
import select
import struct
import subprocess
import termios
import time
import unittest

from devstack_cli import PROGRAM, Home, docker, make_repository

LOOP = "init: true\n    stop_grace_period: 0s\n    command: sleep infinity\n"
OWN = "services:\n  app:\n    build: .\n    volumes: ['.:/app']\n    " + LOOP
TESTS = "services:\n  app: {build: ., command: pytest}\n"
SETUP = "from setuptools import setup\nsetup(\n    name='parts-list',\n)\n"


class Shape(unittest.TestCase):
    def setUp(self):
        self.home = Home()
        self.addCleanup(self.home.close)
        self.workspace = self.home.workspace("shapes")
        self.assertEqual(self.home.run("init", self.workspace.folder).code, 0)

    def repository(self, name, files):
        folder = self.workspace.folder / name
        for file, text in files.items():
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / file).write_text(text)
        make_repository(folder)
        return folder

    def add(self, name, *options, code=0):
        added = self.workspace.json("add", f"./{name}", *options, cwd=self.workspace.folder)
        self.assertEqual(added.code, code, added)
        return added

    def right(self, *arguments):
        outcome = self.workspace.run(*arguments)
        self.assertEqual(outcome.code, 0, outcome)
        return outcome

    def ida(self, verb, name):
        answer = self.workspace.json(verb)
        return next(ida for ida in answer.json["idas"] if ida["name"] == name)

    def written(self):
        return (self.workspace.folder / "devstack.yml").read_text()


class OtherNames(Shape):
    def test_is_offered_with_evidence_chosen_once_and_runs(self):
        folder = self.repository(
            "store",
            {
                "docker-compose-38.yml": OWN,
                "docker-compose-testserver.yml": TESTS,
                "Dockerfile": "FROM debian:bookworm-slim\n",
                "code": "of the checkout\n",
            },
        )
        added = self.add("store")
        (unchosen,) = added.json["unchosen"]
        self.assertEqual(
            [(offer["kind"], offer["files"], offer["services"]) for offer in unchosen["offers"]],
            [
                ("own", ["docker-compose-38.yml"], ["app"]),
                ("tests", ["docker-compose-testserver.yml"], ["app"]),
            ],
        )
        self.assertEqual(unchosen["offers"][0]["evidence"][0]["line"], 2)
        for line in ("devstack add store --compose docker-compose-38.yml", "compose: [docker-compose-38.yml]"):
            self.assertIn(line, added.err)
        graph = self.workspace.run("graph")
        self.assertEqual(graph.code, 0, graph)
        self.assertIn("compose: [docker-compose-38.yml]", graph.err)
        self.assertEqual(self.ida("graph", "store")["offers"], unchosen["offers"])
        refused = self.workspace.json("plan")
        self.assertEqual(refused.code, 2, refused)
        self.assertIn("--compose docker-compose-38.yml", refused.error["hint"])

        chosen = self.add("store", "--compose", "docker-compose-38.yml")
        self.assertEqual((chosen.json["choice"]["after"], chosen.json["unchosen"]), ("docker-compose-38.yml", []))
        self.assertIn("compose: [docker-compose-38.yml]", self.written())
        up = self.workspace.up("store")
        self.assertEqual(up.code, 0, up)
        shown = docker("exec", self.workspace.container("store", "app"), "cat", "/app/code")
        self.assertEqual(shown, "of the checkout")
        again = self.workspace.up()
        self.assertEqual(again.steps(state="done"), [], again)
        self.assertEqual(
            subprocess.run(["git", "-C", folder, "status", "--porcelain"], capture_output=True, check=True).stdout, b""
        )
        # What a person says: a name that Compose does not find is no compose file in the root.
        check = self.workspace.json("check", "store").json["repositories"][0]["results"]
        self.assertEqual(next(r for r in check if r["id"] == "compose")["result"], "fail", check)

    def test_mistakes_say_what_there_is(self):
        self.repository("store", {"docker-compose-38.yml": OWN})
        self.add("store")
        wrong = self.add("store", "--compose", "docker-compose-83.yml", code=2)
        self.assertIn("docker-compose-38.yml", wrong.error["hint"])
        self.assertIn("repository", self.add("store", "--compose", "../x.yml", code=2).error["message"])
        self.assertNotIn("compose:", self.written())
        self.add("store", "--compose", "docker-compose-38.yml")
        (self.workspace.folder / "store/docker-compose-38.yml").unlink()
        gone = self.workspace.json("plan")
        self.assertEqual(gone.code, 2, gone)
        self.assertIn("which devstack.yml names", gone.error["message"])
        self.add("store", "--compose", "default")
        self.assertNotIn("compose:", self.written())

    def test_a_file_for_tests_is_named_and_not_advised(self):
        self.repository("queue", {".github/docker-compose-ci.yml": "services: {app: {build: ..}}\n"})
        added = self.add("queue")
        self.assertEqual(added.json["unchosen"][0]["offers"][0]["kind"], "tests")
        self.assertIn("Add a docker-compose.yml", added.err)

    def test_a_person_is_asked(self):
        self.repository("store", {"docker-compose.b.yml": OWN, "docker-compose.a.yml": OWN})
        program, terminal = pty.openpty()
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        process = subprocess.Popen(
            [PROGRAM, *self.workspace.arguments("add", "./store")],
            stdin=terminal,
            stdout=terminal,
            stderr=terminal,
            cwd=self.workspace.folder,
            env={**self.home.env, "TERM": "xterm"},
        )
        os.close(terminal)
        seen, answered, limit = "", False, time.monotonic() + 60
        while process.poll() is None and time.monotonic() < limit:
            if select.select([program], [], [], 0.1)[0]:
                try:
                    seen += os.read(program, 65536).decode(errors="replace")
                except OSError:
                    break
            if not answered and "Which one runs it?" in seen:
                os.write(program, b"2\n")
                answered = True
        self.assertEqual(process.wait(60), 0, seen)
        os.close(program)
        self.assertIn("compose: [docker-compose.b.yml]", self.written(), seen)


class Folders(Shape):
    def test_a_folder_whose_file_builds_what_lies_above(self):
        self.repository(
            "photos",
            {
                "docker/compose.yaml": "services: {app: {image: 'debian:bookworm-slim'}}\n",
                "docker/compose.override.yaml": (
                    "services:\n  app:\n    build: {context: .., dockerfile: docker/Dockerfile}\n"
                    "    volumes: ['..:/app']\n    env_file: [own.env]\n    " + LOOP
                ),
                "docker/own.env": "FROM_FILE=yes\n",
                "docker/Dockerfile": "FROM debian:bookworm-slim\n",
                "code": "of the checkout\n",
            },
        )
        (offer,) = self.add("photos").json["unchosen"][0]["offers"]
        self.assertEqual((offer["kind"], len(offer["files"])), ("own", 2))
        self.add("photos", "--compose", ":".join(offer["files"]))
        up = self.workspace.up("photos")
        self.assertEqual(up.code, 0, up)
        shown = docker(
            "exec", self.workspace.container("photos", "app"), "sh", "-c", "cat /app/code; echo $FROM_FILE"
        )
        self.assertEqual(shown.split("\n"), ["of the checkout", "yes"])
        self.assertEqual(self.ida("graph", "photos")["kind"], "service")

    def test_applications_of_one_repository(self):
        files = {}
        for name in ("orders", "web"):
            files[f"services/{name}/docker-compose.yml"] = OWN
            files[f"services/{name}/Dockerfile"] = "FROM debian:bookworm-slim\n"
            files[f"services/{name}/package.json"] = "{}\n"
        self.repository("mono", files)
        self.repository("web", {"docker-compose.yml": OWN})
        self.add("web")
        added = self.add("mono")
        offers = added.json["unchosen"][0]["offers"]
        self.assertEqual([offer["folder"] for offer in offers], ["services/orders", "services/web"])
        self.assertIn("devstack add ./mono/services/orders", added.err)
        self.assertEqual(self.add("mono/services/orders").json["added"], ["orders"])
        # The name is taken by a repository of its own.
        self.assertEqual(self.add("mono/services/web").json["added"], ["mono-web"])
        self.assertIn("path: mono/services/orders", self.written())
        graph = self.workspace.run("graph")
        self.assertEqual((graph.code, "error" in graph.err), (0, False), graph)
        mono = self.ida("status", "mono")
        self.assertEqual((mono["kind"], mono["state"], mono["problems"]), ("monorepo", "off", []))
        listed = {ida["name"]: ida for ida in self.workspace.json("list").json["idas"]}
        self.assertEqual(listed["orders"]["commit"], listed["mono"]["commit"])
        self.assertEqual(listed["orders"]["warnings"], [])
        up = self.workspace.up("orders")
        self.assertEqual(up.code, 0, up)
        kept = self.workspace.json("remove", "orders", "--delete", "--yes")
        self.assertNotEqual(kept.code, 0, kept)
        self.assertTrue((self.workspace.folder / "mono/services/orders/Dockerfile").exists())

    def test_applications_are_cloned_with_their_repository(self):
        origin = self.home.folder / "origin/mono"
        for name in ("one", "two"):
            (origin / name).mkdir(parents=True)
            (origin / name / "docker-compose.yml").write_text(OWN)
            (origin / name / "Dockerfile").write_text("FROM debian:bookworm-slim\n")
        make_repository(origin)
        (self.workspace.folder / "devstack.yml").write_text(
            "version: 1\nidas:\n"
            + "".join(f"  {name}: {{repository: {origin}, path: mono/{name}}}\n" for name in ("one", "two"))
        )
        up = self.workspace.up()
        self.assertEqual(up.code, 0, up)
        self.assertTrue((self.workspace.folder / "mono/.git").is_dir())
        self.assertEqual(len(self.workspace.owned("containers")), 2)


class Libraries(Shape):
    def setUp(self):
        super().setUp()
        self.repository("parts", {"setup.py": SETUP, "manage.py": "", "requirements/dev.txt": "gunicorn\n"})
        self.repository("shown", {"package.json": '{"name": "@x/shown", "peerDependencies": {"react": "1"}}\n'})
        self.repository(
            "shop",
            {
                "docker-compose.yml": OWN,
                "Dockerfile": "FROM debian:bookworm-slim\n",
                "requirements/base.in": "django\nparts_list\n",
                "package.json": '{\n  "private": true,\n  "dependencies": {\n    "@x/shown": "1"\n  }\n}\n',
            },
        )
        for name in ("parts", "shown", "shop"):
            self.add(name)

    def test_are_shown_linked_and_never_an_error(self):
        graph = self.workspace.json("graph")
        self.assertEqual(graph.code, 0, graph)
        idas = {ida["name"]: ida for ida in graph.json["idas"]}
        self.assertEqual([idas[name]["kind"] for name in ("parts", "shown", "shop")], ["library", "library", "service"])
        place = idas["parts"]["kindEvidence"][0]
        self.assertEqual((place["file"], place["line"]), ("setup.py", 3))
        edges = {(e["from"], e["to"]): e for e in graph.json["edges"]}
        self.assertEqual(set(edges), {("shop", "parts"), ("shop", "shown")})
        edge = edges["shop", "parts"]
        self.assertEqual((edge["for"], edge["declared"], edge["optional"]), ([], False, True))
        self.assertEqual([(e["file"], e["line"]) for e in edge["evidence"]], [("requirements/base.in", 2)])
        self.assertEqual(edges["shop", "shown"]["evidence"][0]["line"], 4)
        text = self.workspace.run("graph")
        self.assertIn("parts  (installs it, inferred)  requirements/base.in:2", text.out)
        self.assertNotIn("propose one", text.out + text.err)
        for verb in ("status", "list"):
            self.right(verb)
            parts = self.ida(verb, "parts")
            self.assertEqual((parts["state"], parts["kind"], parts["problems"]), ("off", "library", []))
        check = self.workspace.json("check", "parts")
        self.assertEqual(check.code, 0, check)
        self.assertEqual(check.json["repositories"][0]["applies"], False)

    def test_up_leaves_them_out(self):
        up = self.workspace.run("up", "--trust", limit=300)
        self.assertEqual(up.code, 0, up)
        self.assertNotIn("parts", up.out + up.err)
        named = self.workspace.run("up", "parts")
        self.assertEqual(named.code, 0, named)
        self.assertIn("It is a library that others install (parts-list)", named.out + named.err)
        self.assertEqual(len(self.workspace.owned("containers")), 1)

    def test_a_mode_that_was_chosen_is_taken_at_its_word(self):
        self.right("mode", "parts", "develop")
        self.assertIn("has nothing to run", self.workspace.json("plan", "parts").error["message"])
        self.assertEqual(self.workspace.run("graph").code, 0)
        self.right("mode", "parts", "default")
        self.assertEqual(self.ida("status", "parts")["state"], "off")


class Settings(Shape):
    """Settings outside of settings/devstack.py: `check` reads them, `graph` takes their hosts."""

    def test_are_found_where_they_are(self):
        for name, file in (
            ("queue", "queue/devstack.py"),
            ("local", "config/settings/local.py"),
            ("inside", "docker/settings.py"),
        ):
            with self.subTest(name):
                text = "import os\nDEBUG = True\nURL = os.environ.get('URL', 'http://edx.devstack.lms:1')\n"
                self.repository(name, {file: text, "manage.py": ""})
                self.add(name)
                results = self.workspace.json("check", name).json["repositories"][0]["results"]
                found = next(result for result in results if result["id"] == "environment")
                self.assertEqual(found["result"], "pass", found)
                self.assertEqual((found["evidence"][0]["file"], found["evidence"][0]["line"]), (file, 1 + 2))
                edges = self.workspace.json("graph").json["edges"]
                evidence = [e["evidence"][0] for e in edges if e["from"] == name]
                self.assertEqual([e["file"] for e in evidence], [file], edges)


if __name__ == "__main__":
    unittest.main(verbosity=2)
