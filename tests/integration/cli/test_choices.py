# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""Modes, variants and conflicts on a real Engine: what runs after a choice, and what others reach."""
import http.server
import json
import socket
import threading
import unittest

from devstack_cli import Home, docker, end, make_repository

SERVICE = 'image: "debian:bookworm-slim"\n    command: [sleep, infinity]\n    stop_grace_period: 1s\n'
BASE = f"""\
services:
  app:
    {SERVICE}    container_name: edx.base
  worker:
    {SERVICE}x-devstack:
  primary: app
  variants: {{light: {{without: [worker]}}, tiny: {{without: [worker]}}}}
"""
USER = """\
services:
  app:
    {service}    environment: {{BASE_URL: "http://edx.base:8000/api", DB_PASSWORD: hunter2}}
x-devstack:
  depends_on: {{base: {wish}}}
"""


class Server(http.server.BaseHTTPRequestHandler):
    def do_GET(self):  # the name is the library's
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"from elsewhere: " + self.path.encode())

    def log_message(self, *_):
        pass


class Choices(unittest.TestCase):
    def setUp(self):
        self.home = Home()
        self.addCleanup(self.home.close)
        self.workspace = self.home.workspace("choices")
        self.folder = self.workspace.folder
        for ida, wish in (("shop", "{variant: light}"), ("pay", "{}")):
            self.write(ida, USER.format(service=SERVICE, wish=wish))
        self.write("base", BASE)
        (self.folder / "devstack.yml").write_text(
            "version: 1\nname: choices\nremotes: {default: 'https://git.example.org/{name}'}\n"
            "idas:\n  shop: {} # the shop\n  pay: {}\n"
        )

    def write(self, ida, compose):
        (self.folder / ida).mkdir(parents=True, exist_ok=True)
        (self.folder / ida / "docker-compose.yml").write_text(compose)
        make_repository(self.folder / ida)

    def test_a_dump_that_was_written_by_hand_stays(self):
        self.write(
            "shop",
            "services: {db: {image: 'mariadb:10', volumes: ['data:/var/lib/mysql']}}\n"
            "volumes: {data: {}}\n",
        )
        (self.folder / "shop/db.sql").write_text("create table a (n int);\n")
        text = (
            "version: 1\nname: choices\nidas:\n  shop:\n    manifest: {version: 1, "
            "schema: [{service: db, volume: data, dump: db.sql}]}\n"
        )
        (self.folder / "devstack.yml").write_text(text)
        self.ok("schema", "use", "shop", "default", "--shared")
        self.assertEqual((self.folder / "devstack.yml").read_text(), text)

    def test_a_volume_stays_whoever_comes_beside_it(self):
        def with_volume(ida, key):
            self.write(ida, f"services:\n  app:\n    {SERVICE}    volumes: ['{key}:/kept']\nvolumes: {{{key}: {{}}}}\n")

        def inside(ida, script):
            return docker("exec", self.workspace.container(ida, "app"), "sh", "-c", script).strip()

        listed = "version: 1\nname: choices\nidas: {%s}\n"
        with_volume("shop", "db-data")
        (self.folder / "devstack.yml").write_text(listed % "shop: {}")
        self.up()
        inside("shop", "echo mine > /kept/note")
        # The plain name of its volume is that of the shop's: "choices-1f3a9c-shop-db-data".
        with_volume("shop-db", "data")
        for idas in ("shop: {}, shop-db: {}", "shop: {}", "shop: {}, shop-db: {}"):
            (self.folder / "devstack.yml").write_text(listed % idas)
            self.up()
            self.assertEqual(inside("shop", "cat /kept/note"), "mine", idas)
        self.assertEqual(inside("shop-db", "ls /kept"), "")
        # Whose data is offered is told.
        self.ok("down")
        (self.folder / "devstack.yml").write_text(listed % "shop: {}")
        self.assertRegex(self.workspace.run("clean").out, r"can be freed: shop-db is not in devstack\.yml")
        self.ok("clean", "--yes")

    def ok(self, *arguments):
        outcome = self.workspace.json(*arguments)
        self.assertEqual(outcome.code, 0, outcome)
        return outcome.json

    def up(self):
        outcome = self.workspace.up()
        self.assertEqual(outcome.code, 0, outcome)
        return outcome.json

    def running(self):
        return {name.split("-", 2)[2] for name in self.workspace.owned("containers")}

    def test_variants_follow_those_who_ask(self):
        self.up()
        self.assertEqual(self.running(), {"shop-app", "pay-app", "base-app"})
        self.ok("variant", "base", "none")
        self.up()
        self.assertEqual(self.running(), {"shop-app", "pay-app", "base-app", "base-worker"})
        before = self.workspace.started()
        self.ok("variant", "base", "default")
        self.assertIn("base/worker ends", " ".join(self.up()["warnings"]))
        self.assertEqual(self.running(), {"shop-app", "pay-app", "base-app"})
        after = self.workspace.started()
        self.assertEqual({name: before[name] for name in after}, after)

    def test_a_conflict_stops_until_somebody_decides(self):
        self.write("pay", USER.format(service=SERVICE, wish="{variant: tiny}"))
        stopped = self.workspace.up()
        self.assertEqual(stopped.code, 1, stopped)
        self.assertEqual(stopped.error["kind"], "conflict")
        for word in ("pay", "shop", "tiny", "light"):
            self.assertIn(word, stopped.error["message"])
        self.assertIn("devstack variant base light", stopped.error["hint"])
        self.assertEqual(self.workspace.owned("containers"), [])
        for document in (self.workspace.status(), self.ok("graph")):
            (conflict,) = document["conflicts"]
            self.assertFalse(conflict["settled"])
        self.ok("variant", "base", "tiny")
        self.assertIn("“tiny” (your choice)", " ".join(self.up()["warnings"]))

    def test_stopping_leaves_what_others_need(self):
        self.up()
        self.ok("stop", "shop")
        states = {ida["name"]: ida["state"] for ida in self.workspace.status()["idas"]}
        self.assertEqual(states, {"shop": "stopped", "pay": "running", "base": "running"})

    def test_off_ends_it_and_tells_who_needs_it(self):
        self.up()
        self.ok("mode", "base", "off")
        warnings = " ".join(self.up()["warnings"])
        self.assertIn("“base” is off (your choice)", warnings)
        self.assertEqual(self.running(), {"shop-app", "pay-app"})
        self.ok("mode", "base", "default")
        self.up()
        self.assertIn("base-app", self.running())
        # What became off can be stopped and taken down by name without an up in between.
        self.ok("mode", "base", "off")
        self.ok("down", "base")
        self.assertEqual(self.running(), {"shop-app", "pay-app"})

    def test_external_is_reached_under_its_old_name(self):
        server = http.server.ThreadingHTTPServer(("0.0.0.0", 0), Server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        port = server.server_address[1]
        url = f"http://localhost:{port}/"
        self.ok("mode", "base", "external", "--url", url, "--shared")
        self.assertIn("shop: {} # the shop", (self.folder / "devstack.yml").read_text())
        self.up()
        seen = docker("exec", self.workspace.container("shop", "app"), "printenv", "BASE_URL")
        self.assertEqual(seen, f"http://host.docker.internal:{port}/api")
        for name in ("edx.base", "host.docker.internal"):
            script = f"exec 3<>/dev/tcp/{name}/{port}; printf 'GET /x HTTP/1.0\\r\\n\\r\\n' >&3; cat <&3"
            answer = docker("exec", self.workspace.container("shop", "app"), "bash", "-c", script)
            self.assertIn("from elsewhere: /x", answer)

    def test_image_mode_runs_what_was_given(self):
        self.write("pay", 'services:\n  app:\n    build: .\n    command: [sleep, infinity]\n')
        refused = self.workspace.json("mode", "pay", "image")
        self.assertEqual(refused.code, 2, refused)
        self.ok("mode", "pay", "image", "--image", "debian:bookworm-slim")
        self.up()
        image = docker(
            "inspect", "-f", "{{.Config.Image}}", self.workspace.container("pay", "app")
        )
        self.assertEqual(image, "debian:bookworm-slim")

    def test_config_tells_the_truth(self):
        self.up()
        effective = self.ok("config", "shop", "--effective")["compose"]
        text = json.dumps(effective)
        self.assertNotIn("hunter2", text)
        self.assertIn("hunter2", self.workspace.run("config", "shop", "--effective", "--show-secrets").out)
        container = self.workspace.container("shop", "app")
        running = docker("inspect", "-f", '{{index .Config.Labels "devstack.hash"}}', container)
        self.assertIn(running, text)
        values = {
            (value["service"], value["name"]): value
            for value in self.ok("config", "base")["idas"][0]["values"]
        }
        self.assertEqual(values["", "variant"]["value"], "light")
        self.assertEqual(values["", "variant"]["origin"], "dependent")
        self.assertIn("shop", values["", "variant"]["why"])

    def test_a_taken_port_names_its_holder(self):
        taken = socket.socket()
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        self.addCleanup(taken.close)
        port = taken.getsockname()[1]
        self.write("base", BASE.replace("    container_name", f"    ports: ['{port}:80']\n    container_name"))
        self.assertRegex(" ".join(self.up()["warnings"]), rf"{port} is held by \S+ \(pid \d+\)")

    def test_memory_is_remembered_and_watched(self):
        self.up()
        remembered = json.loads((self.folder / ".devstack/memory.json").read_text())
        self.assertGreater(remembered["shop/app/lean"], 0)
        self.ok("config", "--budget", "64m")
        self.workspace.run("down")
        (self.folder / ".devstack/memory.json").write_text(json.dumps({"shop/app/lean": 90_000_000}))
        warnings = " ".join(self.ok("plan")["warnings"])
        self.assertIn("the budget is 67 MB", warnings)
        self.assertEqual(self.ok("stats")["budget"], 64 * 1024 * 1024)


class Race(unittest.TestCase):
    def test_two_first_ups_at_once(self):
        home = Home()
        self.addCleanup(home.close)
        workspaces = []
        for name in ("racea", "raceb"):
            workspace = home.workspace(name)
            (workspace.folder / "solo").mkdir(parents=True)
            (workspace.folder / "devstack.yml").write_text(
                f"version: 1\nname: {name}\nidas: {{solo: {{}}}}\n"
            )
            (workspace.folder / "solo/docker-compose.yml").write_text(
                f"services:\n  app:\n    {SERVICE}"
            )
            make_repository(workspace.folder / "solo")
            workspaces.append(workspace)
        started = [workspace.spawn("up", "--trust") for workspace in workspaces]
        for process in started:
            code = process.wait(120)
            self.assertEqual(code, 0, end(process)[1])
        for workspace in workspaces:
            self.assertEqual(workspace.service("solo", "app")["state"], "running")


if __name__ == "__main__":
    unittest.main(verbosity=2)
