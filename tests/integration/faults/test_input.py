# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""Malformed and hostile files: refused with place and exit code, and nothing of them runs."""
import os
import resource
import shutil
import textwrap
import unittest

from devstack_cli import Home, make_repository

COMPOSE = """\
services:
  app:
    image: debian:bookworm-slim
    command: [sleep, "600"]
"""
SECTION = COMPOSE + "x-devstack:\n"
BOMB = "x-a0: &a0 [lol, lol]\n" + "".join(
    f"x-a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)
)

# name → (docker-compose.yml, line at fault, words of the message or hint)
REFUSED = {
    "tab": ("services:\n\tapp: {image: x}\n", 2, "tab"),
    "duplicate key": (COMPOSE + "services:\n  other: {image: x}\n", 5, "services"),
    "duplicate service": (COMPOSE + "  app: {image: x}\n", 5, "app"),
    "alias bomb": (BOMB + COMPOSE, None, "alias"),
    "alias of itself": ("x-a: &a [*a]\n" + COMPOSE, 1, "alias"),
    "unclosed": ("services: {app: {image: x}\n", None, ""),
    "binary": ("services:\n  app: \0\n", None, ""),
    "services is a list": ("services: [app]\n", 1, "services"),
    "a service is a text": ("services:\n  app: nothing\n", 2, "app"),
    "ports is a number": (COMPOSE + "    ports: 80\n", 5, "ports"),
    "port out of range": (COMPOSE + '    ports: ["99999:80"]\n', 5, "99999"),
    "manifest is a list": (COMPOSE + "x-devstack: [1]\n", 5, "x-devstack"),
    "unknown key": (SECTION + "  version: 1\n  tilte: X\n", 7, "title"),
    "unknown version": (SECTION + "  version: 7\n", 6, "version"),
    "version is a word": (SECTION + "  version: one\n", 6, "version"),
    "wrong mode of a dependency": (SECTION + "  depends_on: {b: {for: [fun]}}\n", 6, "provision"),
    "interpolation": (SECTION + '  title: "${HOME}"\n', 6, "$$"),
    "primary is missing": (SECTION + "  primary: ap\n", 6, "app"),
    "input leaves the repository": (
        SECTION + '  bootstrap: [{service: app, run: "true", inputs: ["../../*"]}]\n',
        6,
        "inside the repository",
    ),
    "dump leaves the repository": (
        SECTION + "  schema: [{service: app, volume: d, dump: ../../etc/passwd}]\n",
        6,
        "inside the repository",
    ),
    "dump is absolute": (
        SECTION + "  schema: [{service: app, volume: d, dump: /etc/passwd}]\n",
        6,
        "",
    ),
    "placeholder in a shell string": (
        SECTION + '  register: {user: {service: app, run: "useradd {name}"}}\n',
        6,
        "list",
    ),
    "option as repository": (
        SECTION + "  depends_on: {b: {repository: --upload-pack=touch ran}}\n",
        6,
        "",
    ),
    "command as repository": (
        SECTION + '  depends_on: {b: {repository: "ext::touch ran"}}\n',
        6,
        "",
    ),
    "option as ref": (
        SECTION + "  depends_on: {b: {repository: ../b.git, ref: --output=ran}}\n",
        6,
        "",
    ),
    "name leaves the workspace": (SECTION + "  name: ../../outside\n", 6, ""),
    "nothing": ("", None, "empty"),
}


class Input(unittest.TestCase):
    """Every case has a workspace of its own; none of them is ever provisioned."""

    def setUp(self):
        self.home = Home()
        self.addCleanup(self.home.close)
        self.workspace = self.home.workspace("hostile")
        (self.workspace.folder / "a").mkdir(parents=True)
        # A docker in front of the real one that notes every call.
        shims = self.home.folder / "shims"
        shims.mkdir()
        self.calls = self.home.folder / "calls"
        for name in ("docker", "git", "touch"):
            shim = shims / name
            shim.write_text(
                f'#!/bin/sh\necho "{name} $*" >> "{self.calls}"\nexec {shutil.which(name)} "$@"\n'
            )
            shim.chmod(0o755)
        self.home.env["PATH"] = f"{shims}:{os.environ['PATH']}"

    def ida(self, compose, name="a"):
        folder = self.workspace.folder / name
        folder.mkdir(exist_ok=True)
        (folder / "docker-compose.yml").write_text(textwrap.dedent(compose))
        make_repository(folder)

    def file(self, text):
        (self.workspace.folder / "devstack.yml").write_text(text)

    def assertNothingRan(self):
        calls = self.calls.read_text() if self.calls.exists() else ""
        self.calls.write_text("")  # each case answers for its own
        self.assertEqual([c for c in calls.splitlines() if not c.startswith("docker version")], [])
        self.assertEqual(self.workspace.owned("containers"), [])
        self.assertEqual(list(self.home.folder.rglob("ran")), [])

    def assertRefused(self, outcome, file, line, words):
        self.assertEqual(outcome.code, 2, outcome)
        error = outcome.error
        self.assertTrue(error["file"].endswith(file), error)
        self.assertTrue(error["message"], error)
        if line:
            self.assertEqual(error["line"], line, error)
            self.assertGreaterEqual(error["column"], 1, error)
            self.assertIn(f"{file}:{line}:{error['column']}: ", outcome.err)
        self.assertIn(words.lower(), (error["message"] + error["hint"]).lower(), error)
        self.assertLess(outcome.seconds, 10)
        self.assertNotIn("terminate called", outcome.err)

    def test_refused_manifests(self):
        self.file("version: 1\nname: hostile\nidas: {a: {}}\n")
        for name, (text, line, words) in REFUSED.items():
            with self.subTest(name):
                self.calls.write_text("")
                self.ida(text)
                self.assertRefused(
                    self.workspace.json("plan", "--trust"), "docker-compose.yml", line, words
                )
                self.assertRefused(self.workspace.up(), "docker-compose.yml", line, words)
                # One broken IDA does not take the overview away: it is told beside the others.
                listed = self.workspace.json("list")
                self.assertEqual(listed.code, 2, listed)
                self.assertTrue(listed.json["idas"][0]["problems"], listed)
                self.assertNothingRan()

    def test_50_megabytes(self):
        self.file("version: 1\nname: hostile\nidas: {a: {}}\n")
        self.ida(COMPOSE)
        with (self.workspace.folder / "a/docker-compose.yml").open("w") as file:
            file.write(COMPOSE)
            for number in range(1_000_000):
                file.write(f"x-{number}: [1, 2, 3, {{a: b}}, {{c: d}}, {{e: f}}, 1]\n")
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        self.assertRefused(self.workspace.up(), "docker-compose.yml", None, "8192 KiB")
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        self.assertLess(max(peak - before, 0), 200_000, "KiB of memory for a file that is refused")
        self.assertNothingRan()

    def test_refused_workspace_files(self):
        self.ida(COMPOSE)
        for name, (text, line, words) in {
            "tab": ("version: 1\nidas:\n\ta: {}\n", 3, "tab"),
            "twice the same IDA": ("version: 1\nidas:\n  a: {}\n  a: {}\n", 4, "a"),
            "unknown key": ("version: 1\nidass: {}\n", 2, "idas"),
            "unknown mode": ("version: 1\nidas:\n  a: {mode: develpo}\n", 3, "develop"),
            "name leaves the workspace": ("version: 1\nidas:\n  ../b: {}\n", 3, ""),
            "option as repository": (
                "version: 1\nidas:\n  b: {repository: --upload-pack=touch ran}\n",
                3,
                "",
            ),
            "wrong type": ("version: 1\nidas: 3\n", 2, "idas"),
            "future version": ("version: 2\n", 1, "version"),
        }.items():
            with self.subTest(name):
                self.file(text)
                for verb in (["plan"], ["up", "--trust"], ["list"], ["graph"]):
                    self.assertRefused(self.workspace.json(*verb), "devstack.yml", line, words)
                self.assertNothingRan()

    def test_two_idas_of_one_name(self):
        self.file("version: 1\nname: hostile\nidas: {a: {}, b: {}}\n")
        self.ida(SECTION + "  name: same\n", "a")
        self.ida(SECTION + "  name: same\n", "b")
        self.assertRefused(self.workspace.up(), "docker-compose.yml", 6, "same")
        self.assertNothingRan()

    def test_hostile_urls_on_the_command_line(self):
        self.file("version: 1\nname: hostile\nidas: {a: {}}\n")
        self.ida(COMPOSE)
        before = (self.workspace.folder / "devstack.yml").read_text()
        for url in (
            "--upload-pack=touch ran",
            "-oProxyCommand=touch ran",
            "ext::sh -c 'touch ran'",
            "ssh://-oProxyCommand=touch%20ran/x",
            "fd::7",
            "../../outside",
        ):
            with self.subTest(url):
                for arguments in (["add", url], ["add", "--", url]):
                    outcome = self.workspace.json(*arguments)
                    self.assertEqual(outcome.code, 2, outcome)
                self.assertNothingRan()
                self.assertEqual((self.workspace.folder / "devstack.yml").read_text(), before)

    def test_unknown_names_suggest_the_nearest(self):
        self.file("version: 1\nname: hostile\nidas: {credentials: {}}\n")
        self.ida(COMPOSE, "credentials")
        for arguments in (
            ["plan", "credntials"],
            ["up", "credntials", "--trust"],
            ["status", "credntials"],
            ["logs", "credntials"],
            ["stop", "credntials"],
            ["seed", "credntials"],
            ["reset", "credntials", "--yes"],
            ["shell", "credntials"],
            ["remove", "credntials"],
        ):
            with self.subTest(arguments[0]):
                outcome = self.workspace.json(*arguments)
                self.assertEqual(outcome.code, 2, outcome)
                self.assertIn("credentials", outcome.error["hint"], outcome)
        self.assertNothingRan()

    def test_a_dependency_that_does_not_exist(self):
        self.file("version: 1\nname: hostile\nidas: {a: {}}\n")
        missing = self.home.folder / "nowhere.git"
        self.ida(SECTION + f"  depends_on: {{b: {{repository: '{missing}'}}}}\n")
        outcome = self.workspace.up()
        self.assertEqual(outcome.code, 1, outcome)
        (clone,) = outcome.steps(kind="clone")
        self.assertEqual((clone["ida"], clone["state"]), ("b", "failed"))
        self.assertIn("nowhere.git", outcome.err)
        self.assertFalse((self.workspace.folder / "b").exists(), "a half-made folder is left")
        self.assertNotIn("docker", self.calls.read_text())
        self.calls.write_text("")  # cloning may ask git for help
        self.ida(SECTION + "  depends_on: {b: {}}\n")
        graph = self.workspace.json("graph")
        self.assertEqual(graph.code, 0, graph)
        self.assertEqual([(u["from"], u["name"]) for u in graph.json["unresolved"]], [("a", "b")])
        self.assertEqual(graph.json["unresolved"][0]["evidence"][0]["line"], 6)
        outcome = self.workspace.up()
        self.assertRefused(outcome, "docker-compose.yml", 6, "b")
        self.assertNothingRan()

    def test_cycles_are_no_error(self):
        self.file("version: 1\nname: hostile\nidas: {a: {}, b: {}, c: {}}\n")
        for name, other in (("a", "b"), ("b", "c"), ("c", "a")):
            self.ida(SECTION + f"  depends_on: {{{other}: {{}}}}\n", name)
        graph = self.workspace.json("graph")
        self.assertEqual([sorted(cycle) for cycle in graph.json["cycles"]], [["a", "b", "c"]])
        outcome = self.workspace.json("plan", "--trust")
        self.assertEqual(outcome.code, 0, outcome)
        self.assertEqual({step["ida"] for step in outcome.steps(kind="start")}, {"a", "b", "c"})

    def test_untrusted_runs_nothing(self):
        self.file("version: 1\nname: hostile\nidas: {a: {}}\n")
        self.ida(
            """\
            include: ["git://localhost:1/evil.git"]
            services:
              app:
                image: debian:bookworm-slim
                privileged: true
                network_mode: host
                volumes: ["/:/host", "/var/run/docker.sock:/var/run/docker.sock"]
            """
        )
        for verb in (
            ["up"],
            ["up", "--yes"],
            ["build"],
            ["seed", "a"],
            ["reset", "a", "--yes"],
        ):
            with self.subTest(" ".join(verb)):
                outcome = self.workspace.json(*verb)
                self.assertEqual(outcome.code, 4, outcome)
                self.assertEqual(outcome.error["kind"], "needs-trust")
                self.assertIn("--trust", outcome.error["hint"])
                for reach in (
                    "privileged",
                    "docker socket",
                    "host network",
                    "mount /",
                    "git://localhost:1/evil.git",
                ):
                    self.assertIn(reach, outcome.err)
                self.assertNothingRan()
        for verb in (["list"], ["graph"], ["status"]):  # reading needs no trust
            self.assertEqual(self.workspace.json(*verb).code, 0, verb)
        plan = self.workspace.json("plan")  # nor does what one reads before trusting
        self.assertEqual(plan.code, 0, plan)
        wanted = {step["reason"] for step in plan.json["steps"] if step["kind"] != "image"}
        self.assertEqual(wanted, {"not trusted yet"})
        self.assertIn("start:a/applications", {step["id"] for step in plan.json["steps"]})
        self.assertIn("docker socket", "".join(plan.json["warnings"]))
        self.assertNothingRan()


if __name__ == "__main__":
    unittest.main(verbosity=2)
