# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""A trusted repository reaches for more: nothing of it runs before the question."""
import base64
import http.server
import json
import os
import signal
import subprocess
import threading
import unittest

from devstack_cli import PROGRAM, Home, docker, eventually, make_repository

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

    def test_trust_covers_no_more_than_was_shown(self):
        # A path with "$$" is one that only Compose resolves: what it finds is no part of the first question.
        self.write(
            "docker-compose.yml", BASE + '    volumes: ["./li$$nk:/data"]\n'
        )
        (self.folder / "r/li$nk").symlink_to(self.decoy)
        self.asks("up", words=["mount ./li$$nk (a)"])
        # Whoever agrees to that has not agreed to where it leads: it is shown now, and nothing runs.
        self.asks("up", "--trust", words=[f"→ {self.decoy} (a) (new)"])
        self.assertEqual(self.workspace.owned("containers"), [])
        self.assertEqual(self.workspace.up().code, 0)
        container = self.workspace.container("r", "a")
        self.assertIn("decoy-secret", docker("exec", container, "cat", "/data/secret"))

    def test_a_file_beside_the_compose_file_counts(self):
        (self.folder / "devstack.yml").write_text(
            "version: 1\nname: reach\nidas: {r: {compose: [docker/dev.yml]}}\n"
        )
        self.write("docker/dev.yml", BASE + '    volumes: ["${M:-./data}:/m"]\n')
        self.write("docker/.env", f"M={self.decoy}\n")
        self.asks("up", words=[f"mount {self.decoy} (a)"])
        self.assertEqual(self.workspace.up().code, 0)
        self.assertIn(str(self.decoy), self.mounts())

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

    def test_what_docker_would_read_for_ever_is_refused(self):
        self.trusted()
        built = BASE.replace("image: debian:bookworm-slim", "build: .")
        for file, compose in {
            "inc.yml": "include: [inc.yml]\n" + BASE,
            "base.yml": BASE + "    extends: {file: base.yml, service: b}\n",
            "own.env": BASE + "    env_file: [own.env]\n",
            "labels": BASE + "    label_file: [labels]\n",
            "Dockerfile": built,
            ".dockerignore": built,
        }.items():
            path = self.folder / "r" / file
            for kind in ("pipe", "device"):
                with self.subTest(file, kind=kind):
                    self.write("Dockerfile", "FROM debian:bookworm-slim\n")
                    self.write("docker-compose.yml", compose)
                    path.unlink(missing_ok=True)
                    os.mkfifo(path) if kind == "pipe" else os.symlink("/dev/zero", path)
                    for verb in (["plan"], ["config", "r"], ["up", "--trust"]):
                        outcome = self.workspace.run(*verb, limit=60)
                        self.assertLess(outcome.seconds, 20, outcome)
                    self.assertEqual(outcome.code, 2, outcome)
                    self.assertIn("not a regular file", outcome.err)
                    path.unlink()

    def test_git_data_that_is_no_file_holds_nothing_up(self):
        self.trusted()
        for file in (
            "config",
            "config.worktree",
            "index",
            "shallow",
            "refs/heads/main",
            "objects/info/alternates",
        ):
            path = self.folder / "r/.git" / file
            before = path.read_bytes() if path.exists() else None
            path.unlink(missing_ok=True)
            path.parent.mkdir(parents=True, exist_ok=True)
            os.mkfifo(path)
            for verb in ("list", "plan", "fetch", "up"):
                with self.subTest(file, verb=verb):
                    outcome = self.workspace.run(verb, limit=60)
                    self.assertLess(outcome.seconds, 20, outcome)
            path.unlink()
            if before is not None:
                path.write_bytes(before)

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
        file = self.home.folder / "taken"
        for verb in (["restore", "r", "c1", "--yes"], ["export", "r", "c1", "--file", file]):
            outcome = self.workspace.run("checkpoint", *verb)
            self.assertEqual(outcome.code, 2, outcome)
            self.assertIn(f"there is no volume {name}", outcome.err)
        self.assertFalse(file.exists())
        outcome = self.workspace.run("checkpoint", "delete", "r", "c1", "--yes")
        self.assertEqual(outcome.code, 0, outcome)
        self.assertIn(name, docker("volume", "ls", "-q"))

    def test_where_a_link_leads_is_part_of_the_question(self):
        link = self.folder / "r/shared"
        link.symlink_to(self.decoy)
        self.write("docker-compose.yml", BASE + "    volumes: ['./shared:/data']\n")
        self.asks("up", words=[f"mount {link} → {self.decoy} (a)"])
        self.trusted()
        self.assertEqual(self.workspace.run("restart").code, 0)
        link.unlink()
        link.symlink_to(self.home.folder)
        container = self.workspace.container("r", "a")
        begun = docker("inspect", "-f", "{{.State.StartedAt}}", container)
        for verb in ("up", "restart", "start"):
            self.asks(verb, words=[f"mount {link} → {self.home.folder} (a) (new)"])
        self.assertEqual(begun, docker("inspect", "-f", "{{.State.StartedAt}}", container))

    def test_a_state_that_came_along_steers_nothing(self):
        self.write("docker-compose.yml", BASE + "    labels: {devstack.helper: other}\n")
        self.trusted()
        container = self.workspace.container("r", "a")
        labels = docker("inspect", "-f", "{{json .Config.Labels}}", container)
        self.assertNotIn("devstack.helper", labels)
        state = self.folder / ".devstack"
        chosen = {"version": 1, "idas": {"r": {"mode": "image", "images": {"a": "evil/image"}}}}
        (state / "choices.json").write_text(json.dumps(chosen))
        subnets = json.loads((state / "subnets.json").read_text())
        subnets.update({name: "8.8.8.0/26" for name in subnets if name.endswith("-private")})
        self.assertEqual(self.workspace.run("down", "--yes").code, 0)
        (state / "subnets.json").write_text(json.dumps(subnets))
        outcome = self.workspace.run("up")
        self.assertEqual(outcome.code, 0, outcome)
        for file in ("choices.json", "subnets.json"):
            self.assertTrue((state / f"{file}.broken").exists(), file)
        container = self.workspace.container("r", "a")
        self.assertNotIn("evil", docker("inspect", "-f", "{{.Config.Image}}", container))
        ranges = docker("network", "inspect", "-f", "{{json .IPAM}}", *self.workspace.owned("networks"))
        self.assertNotIn("8.8.8", ranges)

    def test_data_of_somebody_else_is_not_mounted(self):
        self.trusted()
        name = f"foreign{os.getpid()}"
        docker("volume", "create", f"{name}-g1")
        self.addCleanup(docker, "volume", "rm", "-f", f"{name}-g1")
        self.write(
            "docker-compose.yml",
            BASE.replace("a:", "db:") + "    volumes: ['data:/var/lib/mysql']\n"
            "    environment: {MARIADB_ROOT_PASSWORD: x}\n"
            "x-devstack: {schema: [{service: db, volume: data, dump: schema.sql}]}\n"
            "volumes: {data: {}}\n",
        )
        own = {"current": {}, "highest": {}, "checkpoints": []}
        below = {"data": {"1": {"below": [f"{name}-g1"], "layers": True}}}
        for more in ({"names": {"data": name}}, {"origins": below}):
            (self.folder / ".devstack/generations.json").write_text(
                json.dumps({"version": 1, "idas": {"r": {**own, **more}}})
            )
            outcome = self.workspace.run("up")
            self.assertNotEqual(outcome.code, 0, outcome)
            self.assertIn(f"{name}-g1", outcome.err + outcome.out)
            self.assertEqual(docker("ps", "-aq", "--filter", f"volume={name}-g1"), "")

    def test_nothing_prints_the_token_of_a_remote(self):
        subprocess.run(
            ["git", "remote", "add", "origin", "https://user:tokENtoken99@example.org/r.git"],
            cwd=self.folder / "r",
            check=True,
        )
        self.write(
            "docker-compose.yml",
            BASE + "x-devstack: {depends_on: {d: {repository: 'https://x:tokENtoken99@127.0.0.1:9/d'}}}\n",
        )
        # What `init` finds is written into a file that is shared.
        (self.folder / "devstack.yml").unlink()
        for arguments in (
            ["init"],
            ["list"],
            ["status"],
            ["graph"],
            ["plan"],
            ["config"],
            ["check"],
            ["lint"],
            ["doctor"],
            ["fetch"],
            ["pull"],
            ["add", "d"],
            ["up"],
            ["up", "--trust"],
            ["mode", "r", "off", "--shared"],
        ):
            for form in ("text", "json"):
                outcome = self.workspace.run("--format", form, *arguments, cwd=self.folder)
                self.assertNotIn("tokENtoken99", outcome.out + outcome.err, arguments)
        for place in (self.folder, self.home.folder / "state"):
            for file in place.rglob("*"):
                if file.is_file() and ".git" not in file.parts and file.parent.name != "r":
                    self.assertNotIn("tokENtoken99", file.read_text(errors="replace"), file)
        self.assertIn("https://example.org/r.git", (self.folder / "devstack.yml").read_text())

    def test_the_password_of_an_address_is_no_argument(self):
        asked = []

        class Server(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                asked.append(self.headers.get("Authorization", ""))
                self.send_response(404 if asked[-1] else 401)
                self.send_header("WWW-Authenticate", 'Basic realm="x"')
                self.end_headers()

            def log_message(self, *_):
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://me:tokENtoken99@127.0.0.1:{server.server_address[1]}/r.git"
        git = ["git", "-C", str(self.folder / "r")]
        subprocess.run([*git, "remote", "add", "origin", address], check=True)
        # Shallow: the git program fetches, not the library.
        head = subprocess.run(
            [*git, "rev-parse", "HEAD"], check=True, capture_output=True, text=True
        ).stdout
        self.write(".git/shallow", head)
        trace = self.home.folder / "trace"
        outcome = self.workspace.run("fetch", env={"GIT_TRACE": str(trace)})
        self.assertEqual(outcome.code, 1, outcome)
        self.assertIn("remote-http", trace.read_text())
        self.assertNotIn("tokENtoken99", trace.read_text() + outcome.out + outcome.err)
        self.assertIn("Basic " + base64.b64encode(b"me:tokENtoken99").decode(), asked)

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
        self.assertEqual(self.workspace.run("stop").code, 0)
        for top in (self.folder / ".devstack", self.home.folder / "state/devstack"):
            for path in (top, *top.rglob("*")):
                self.assertEqual(path.lstat().st_mode & 0o077, 0, path)

    def test_what_a_model_knows_to_be_secret(self):
        """Other places than variables: a secret's file, an option, the password of an address."""
        self.write("pw.txt", "File-Secret-77\n")
        self.write(
            "docker-compose.yml",
            BASE
            + "    environment: {DATABASE_URL: 'mysql://u:Url-Secret-77@db/x', FEATURE_TOKEN: Disabled}\n"
            + "    secrets: [pw]\n"
            + "x-devstack: {bootstrap: [{service: a, run: \"echo one File-Secret-77 two Url-Secret-77;"
            " echo Disabled is no secret; exit 3\"}]}\n"
            + "secrets: {pw: {file: pw.txt}}\n",
        )
        outcome = self.workspace.run("up", "--trust")
        self.assertEqual(outcome.code, 1, outcome)
        written = outcome.out + outcome.err
        for verb in ("status", "plan"):
            shown = self.workspace.run(verb)
            written += shown.out + shown.err
        for journal in (self.folder / ".devstack/runs").glob("*.jsonl"):
            written += journal.read_text()
        self.assertIn("Disabled is no secret", written)
        for secret in ("File-Secret-77", "Url-Secret-77"):
            self.assertNotIn(secret, written)

    def test_links_in_the_state_are_not_followed(self):
        self.trusted()
        theirs = self.home.folder / "theirs"
        theirs.mkdir()
        (theirs / "20200101T000000000Z-1.jsonl").write_text("theirs\n")
        for name in ("runs", "stops"):
            place = self.folder / ".devstack" / name
            if place.exists():
                place.rename(self.home.folder / name)
            place.symlink_to(theirs)
            outcome = self.workspace.run("stop")
            place.unlink()
            self.assertEqual([p.name for p in theirs.iterdir()], ["20200101T000000000Z-1.jsonl"], outcome)
            self.assertNotEqual(theirs.stat().st_mode & 0o777, 0o700, outcome)
        self.assertIn("must be a folder of its own", self.link_refused(theirs).err)

    def link_refused(self, theirs):
        (self.folder / ".devstack/runs").symlink_to(theirs)
        return self.workspace.run("up")

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
        self.assertUnsuccessful(outcome.out)
        for arguments in (["--nosuch"], ["--workspace", "/nonexistent"], ["/nonexistent"], ["--format"]):
            outcome = self.home.run("lint", "--format", "sarif", *arguments)
            self.assertEqual(outcome.code, 2, outcome)
            self.assertUnsuccessful(outcome.out)
        # In the middle of reading.
        process = subprocess.Popen(
            [PROGRAM, "lint", "--format", "sarif", *[str(self.folder / "r")] * 400],
            env=self.home.env,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        log = self.home.folder / "state/devstack/devstack.log"
        eventually(lambda: log.exists() and f" {process.pid} " in log.read_text(), 30, "it began")
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=60)
        self.assertIsNotNone(json.loads(out)["runs"])

    def assertUnsuccessful(self, text):
        (run,) = json.loads(text)["runs"]
        self.assertFalse(run["invocations"][0]["executionSuccessful"])


if __name__ == "__main__":
    unittest.main()
