# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""A trusted repository reaches for more: nothing of it runs before the question."""
import json
import os
import subprocess
import unittest

from devstack_cli import Home, docker, make_repository

BASE = """\
services:
  a:
    image: debian:bookworm-slim
    command: [sleep, "600"]
    init: true
"""
NEEDS_TRUST = 4


class Reach(unittest.TestCase):
    def setUp(self):
        self.home = Home()
        self.addCleanup(self.home.close)
        self.workspace = self.home.workspace("reach")
        self.folder = self.workspace.folder
        (self.folder / "r/data").mkdir(parents=True)
        (self.folder / "devstack.yml").write_text(
            "version: 1\nname: reach\nidas: {r: {}}\n"
        )
        self.decoy = self.home.folder / "decoy"
        self.decoy.mkdir()
        (self.decoy / "secret").write_text("decoy-secret\n")
        self.write("docker-compose.yml", BASE)
        make_repository(self.folder / "r")

    def write(self, name, text):
        path = self.folder / "r" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def trusted(self):
        first = self.workspace.up()
        self.assertEqual(first.code, 0, first)

    def asks(self, *arguments, words=()):
        """The verb is refused with exit code 4 and says why."""
        outcome = self.workspace.run(*arguments)
        self.assertEqual(outcome.code, NEEDS_TRUST, outcome)
        for word in words:
            self.assertIn(word, outcome.err)
        return outcome

    def mounts(self):
        container = self.workspace.container("r", "a")
        return docker("inspect", "-f", "{{json .Mounts}}", container)

    def test_values_that_only_compose_knows_are_asked_about(self):
        self.trusted()
        # The included file takes its values from a file of its own, which only Compose reads.
        self.write(
            "docker-compose.yml",
            "include: [{path: sub/inc.yml, env_file: sub/own.env}]\n" + BASE,
        )
        self.write(
            "sub/inc.yml",
            "services:\n  b: {image: debian:bookworm-slim, command: [sleep, '600'],"
            " init: true, volumes: ['${DATA:-./data}:/data']}\n",
        )
        self.write("sub/own.env", f"DATA={self.decoy}\n")
        for verb in (["up"], ["build"], ["config", "--effective", "r"]):
            self.asks(*verb, words=[f"mount {self.decoy} (b)"])
        self.assertEqual(self.workspace.up().code, 0)
        self.assertEqual(self.workspace.run("up").code, 0)
        self.write("sub/own.env", f"DATA={self.home.folder}\n")
        self.asks("up", words=[f"mount {self.home.folder} (b)"])

    def test_a_changed_variable_is_a_changed_reach(self):
        self.write(
            "docker-compose.yml", BASE + '    volumes: ["${DATA_DIR:-./data}:/data"]\n'
        )
        self.trusted()
        self.write(".env", f"DATA_DIR={self.decoy}\n")
        self.asks("up", "-q", words=[f"mount {self.decoy} (a)"])
        self.assertNotIn(str(self.decoy), self.mounts())

    def test_files_that_two_readers_read_differently_are_refused(self):
        self.trusted()
        for text in (
            BASE + "    volumes: [!!binary L3Nydi9kZWNveTovaw==]\n",
            BASE + "    # harmless\u2028    privileged: true\n",
            BASE + "    # harmless\u0085    privileged: true\n",
            BASE + "    # harmless\u2029    privileged: true\n",
        ):
            self.write("docker-compose.yml", text)
            outcome = self.workspace.run("up", "-q")
            self.assertNotEqual(outcome.code, 0, outcome)
            self.assertIn("docker-compose.yml:6:", outcome.err)

    def test_commands_in_another_ida_are_asked_about(self):
        (self.folder / "devstack.yml").write_text(
            "version: 1\nname: reach\nidas: {q: {}, r: {}}\n"
        )
        (self.folder / "q").mkdir()
        (self.folder / "q/docker-compose.yml").write_text(BASE)
        make_repository(self.folder / "q")
        self.trusted()
        (self.folder / "q/docker-compose.yml").write_text(
            BASE + "x-devstack: {depends_on: {r: {}}, seeds: {base: [{ida: r, service: a,"
            " run: 'touch /stolen'}]}}\n"
        )
        self.asks("up", words=["run commands in r"])
        container = self.workspace.container("r", "a")
        self.assertNotIn("stolen", docker("exec", container, "ls", "/"))

    def test_endless_files_are_refused(self):
        self.trusted()
        os.symlink("/dev/zero", self.folder / "r/.env")
        self.asks("up", words=[".env"])
        outcome = self.workspace.run("up", "--trust", limit=60)
        self.assertNotEqual(outcome.code, 0, outcome)
        self.assertIn("not a regular file", outcome.err)
        (self.folder / "r/.env").unlink()
        os.mkfifo(self.folder / "r/.env")
        outcome = self.workspace.run("up", limit=60)
        self.assertIn("not a regular file", outcome.err)

    def test_a_value_with_control_characters_runs_and_goes(self):
        self.write(
            "docker-compose.yml", BASE + '    environment: {X: "\\x7f\\x9b\\L"}\n'
        )
        self.trusted()
        container = self.workspace.container("r", "a")
        self.assertIn("X=\x7f\x9b\u2028", docker("exec", container, "env"))
        # Whatever became of the assembled file, what carries the labels goes.
        for file in (self.folder / ".devstack").rglob("compose.json"):
            file.write_text('{"services": {"a": {"image": "\x7f')
        outcome = self.workspace.run("down", "--yes")
        self.assertEqual(outcome.code, 0, outcome)
        self.assertEqual(self.workspace.owned("containers"), [])
        self.assertEqual(self.workspace.owned("networks"), [])

    def test_a_volume_of_somebody_else_stays(self):
        self.trusted()
        name = f"foreign-{os.getpid()}"
        docker("volume", "create", name)
        self.addCleanup(docker, "volume", "rm", "-f", name)
        checkpoint = {
            "created": "2026-11-29T01:29:40.271Z",
            "name": "c1",
            "protected": False,
            "reason": "x",
            "volumes": {"data": name},
        }
        (self.folder / ".devstack/generations.json").write_text(
            json.dumps(
                {
                    "version": 1,
                    "idas": {
                        "r": {"checkpoints": [checkpoint], "current": {}, "highest": {}}
                    },
                }
            )
        )
        outcome = self.workspace.run("checkpoint", "delete", "r", "c1", "--yes")
        self.assertEqual(outcome.code, 0, outcome)
        self.assertIn(name, docker("volume", "ls", "-q"))

    def test_nothing_prints_the_token_of_a_remote(self):
        subprocess.run(
            ["git", "remote", "add", "origin", "https://user:tokENtoken99@example.org/r.git"],
            cwd=self.folder / "r",
            check=True,
        )
        for arguments in (["list"], ["list", "--format", "json"], ["up"], ["status"], ["plan"]):
            outcome = self.workspace.run(*arguments)
            self.assertNotIn("tokENtoken99", outcome.out + outcome.err, arguments)

    def test_secrets_are_hidden_wherever_they_stand(self):
        self.write(
            "docker-compose.yml",
            BASE
            + "    environment: {API_TOKEN: tok-SECRETVALUE123, MYSQL_PWD: rootpw77}\n"
            + "x-devstack: {bootstrap: [{service: a, run: \"echo 'it: tok-SECRETVALUE123';"
            " echo MYSQL_PWD rootpw77; echo plain\"}]}\n",
        )
        outcome = self.workspace.run("up", "--trust")
        self.assertEqual(outcome.code, 0, outcome)
        written = outcome.out + outcome.err
        for journal in (self.folder / ".devstack/runs").glob("*.jsonl"):
            written += journal.read_text()
        self.assertIn("plain", written)
        for secret in ("tok-SECRETVALUE123", "rootpw77"):
            self.assertNotIn(secret, written)
        self.assertEqual((self.folder / ".devstack/runs").stat().st_mode & 0o777, 0o700)

    def test_quiet_tells_what_failed(self):
        self.write(
            "docker-compose.yml", BASE.replace('[sleep, "600"]', "[nosuchprogram]").replace("    init: true\n", "")
        )
        outcome = self.workspace.run("up", "-q", "--trust")
        self.assertEqual(outcome.code, 1, outcome)
        self.assertIn("nosuchprogram", outcome.err)

    def test_sarif_is_whole_whatever_is_broken(self):
        (self.folder / "devstack.yml").write_text("version: [1\n")
        outcome = self.workspace.run("lint", "--format", "sarif")
        self.assertEqual(outcome.code, 2, outcome)
        (run,) = json.loads(outcome.out)["runs"]
        self.assertFalse(run["invocations"][0]["executionSuccessful"])


if __name__ == "__main__":
    unittest.main()
