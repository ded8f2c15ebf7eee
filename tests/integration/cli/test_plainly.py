# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""What runs ends, is named and lives together as `docker compose up -d` would have it: on the real Engine."""
import json
import time
import unittest

from devstack_cli import docker, eventually, make_repository, one_ida

ENDS = """\
services:
  a:
    image: "debian:bookworm-slim"
    command: ["sh", "-c", "trap 'sleep 3; echo saved > /vol/x; exit 0' TERM; while :; do sleep 1; done"]
    volumes: ["./v:/vol"]
    mac_address: "02:42:ac:11:00:23"
    container_name: foo
    ipc: shareable
  loop:
    image: "debian:bookworm-slim"
    command: ["sh", "-c", "while true; do sleep 1; done"]
  slow:
    image: "debian:bookworm-slim"
    command: ["sh", "-c", "while true; do sleep 1; done"]
    stop_grace_period: 3s
  lodger:
    image: "debian:bookworm-slim"
    command: sleep infinity
    init: true
    network_mode: "container:foo"
    pid: "container:foo"
    ipc: "container:foo"
    volumes_from: ["container:foo:ro"]
"""


class Ends(unittest.TestCase):
    def setUp(self):
        one_ida(type(self), "ends", ENDS)
        (self.folder / "v").mkdir()

    def test_time_to_end_is_what_compose_gives(self):
        up = self.workspace.json("up", "--trust")
        self.assertEqual(up.code, 0, up)
        seen = {}
        for name in ("a", "lodger"):
            container = self.workspace.container("it", name)
            seen[name] = json.loads(docker("inspect", container))[0]
        networks = seen["a"]["NetworkSettings"]["Networks"].values()
        self.assertIn("02:42:ac:11:00:23", {one["MacAddress"] for one in networks})
        owner = "container:" + seen["a"]["Id"]
        host = seen["lodger"]["HostConfig"]
        self.assertEqual((host["NetworkMode"], host["PidMode"], host["IpcMode"]), (owner,) * 3)
        # Compose itself forgets “:ro” here.
        self.assertEqual([one.split(":")[0] for one in host["VolumesFrom"]], [seen["a"]["Id"]])
        self.assertEqual(self.workspace.json("plan").json["steps"][0]["state"], "satisfied")

        began = time.monotonic()
        stopped = self.workspace.run("stop")
        took = time.monotonic() - began
        self.assertEqual(stopped.code, 0, stopped)
        self.assertEqual((self.folder / "v" / "x").read_text(), "saved\n")
        self.assertIn("loop is ended after one second", stopped.out + stopped.err)
        self.assertNotIn("slow is ended", stopped.out + stopped.err)
        self.assertLess(took, 9.5, "nobody waits ten seconds for a loop that hears nothing")


JOB = """\
services:
  a:
    image: "debian:bookworm-slim"
    command: sleep infinity
    init: true
    environment: {T: "${T:-1}"}
    healthcheck: {test: "true", interval: 1s}
  job:
    image: "debian:bookworm-slim"
    command: ["sh", "-c", "echo ran >> /v/log"]
    volumes: ["./v:/v"]
    depends_on: {a: {condition: service_healthy}}
  w:
    image: "debian:bookworm-slim"
    command: sleep infinity
    init: true
    depends_on: {a: {condition: service_healthy, restart: true}}
  s:
    image: "debian:bookworm-slim"
    command: sleep infinity
    init: true
    network_mode: "service:w"
"""


class Job(unittest.TestCase):
    def setUp(self):
        one_ida(type(self), "job", JOB)
        (self.folder / "v").mkdir()

    def started(self, service):
        container = self.workspace.container("it", service)
        return docker("inspect", "-f", "{{.State.StartedAt}}", container).strip()

    def ran(self):
        return (self.folder / "v" / "log").read_text().split()

    def test_an_end_with_0_that_nobody_misses_is_done(self):
        up = self.workspace.run("up", "--trust")
        self.assertEqual(up.code, 0, up)
        self.assertIn("nothing needs or talks to it: job.", up.out + up.err)
        self.assertEqual(self.ran(), ["ran"])
        self.assertEqual(self.workspace.status()["idas"][0]["state"], "running")
        self.assertEqual(self.workspace.run("wait", "it", "--timeout", "20s").code, 0)
        again = self.workspace.up()
        self.assertEqual({step["state"] for step in again.json["steps"]}, {"satisfied"}, again)
        # The Engine forgets its events; what was seen counts on.
        for _ in range(100):
            docker("exec", self.workspace.container("it", "a"), "true")
        self.assertEqual(self.workspace.status()["idas"][0]["state"], "running")
        self.assertEqual({step["state"] for step in self.workspace.up().json["steps"]}, {"satisfied"})
        self.assertEqual(self.ran(), ["ran"])

        # The owner of a network is only restarted: what lives in it is too, and both are named.
        before = {name: self.started(name) for name in ("w", "s")}
        (self.folder / ".env").write_text("T=3\n")
        plan = self.workspace.run("plan")
        self.assertIn("s uses the network of w, which restarts", plan.out, plan)
        up = self.workspace.up()
        self.assertEqual(up.code, 0, up)
        for name, time_before in before.items():
            self.assertNotEqual(self.started(name), time_before, name)
        inside = docker("exec", self.workspace.container("it", "s"), "getent", "hosts", "a")
        self.assertIn("a", inside)

        # Compose restarts more than it is told; all of it is named.
        before = {name: self.started(name) for name in ("a", "job", "s", "w")}
        restarted = self.workspace.run("restart")
        changed = [name for name, time_before in before.items() if self.started(name) != time_before]
        self.assertIn("it: restarted " + ", ".join(changed) + "\n", restarted.out + restarted.err)

        # Somebody ended what should run: that is no work that was done.
        docker("stop", "-t", "5", self.workspace.container("it", "w"))
        eventually(lambda: self.workspace.service("it", "w")["state"] == "exited", 10, "it ends")
        self.assertNotEqual(self.workspace.status()["idas"][0]["state"], "running")


TOLD = """\
services:
  a:
    image: "debian:bookworm-slim"
    command: sleep infinity
    volumes: ["v:/v"]
  b:
    image: "debian:bookworm-slim"
    command: sleep infinity
    network_mode: "container:nobody-has-this-name"
"""


class Told(unittest.TestCase):
    def setUp(self):
        one_ida(type(self), "told", TOLD)

    def test_what_will_not_start_is_in_the_plan(self):
        found = self.workspace.json("lint").json["findings"]
        self.assertEqual([one["line"] for one in found if one["rule"] == "engine-refused"], [5])
        plan = self.workspace.json("plan", "--trust")
        self.assertEqual(plan.code, 0, plan)
        warnings = "\n".join(plan.json["warnings"])
        self.assertIn("it/a will not start: volumes: v:/v (docker-compose.yml:5).", warnings)
        self.assertIn("it/b will not start: network_mode: container:nobody-has-this-name", warnings)
        self.assertIn("docker-compose.yml:9", warnings)
        up = self.workspace.run("up")
        self.assertEqual(up.code, 1, up)


BUILDS = """\
x-run: &run {command: sleep infinity, init: true}
services:
  a: {<<: *run, build: ./a}
  b: {<<: *run, build: ./b}
  c: {<<: *run, build: ./c}
"""


class EqualBuilds(unittest.TestCase):
    def test_what_is_built_from_the_same_files_is_built_once(self):
        one_ida(type(self), "builds", BUILDS)
        for name in "abc":
            (self.folder / name).mkdir()
            (self.folder / name / "Dockerfile").write_text("FROM debian:bookworm-slim\nCOPY . /here\n")
        (self.folder / ".gitignore").write_text("own\n")
        make_repository(self.folder)
        # Git knows no difference, but Docker copies it.
        (self.folder / "c/own").write_text("c")
        up = self.workspace.up()
        self.assertEqual(up.code, 0, up)
        ended = {e["step"]: e["reason"] for e in self.workspace.journal() if e["type"] == "finished"}
        self.assertEqual(ended["build:it/b"], "the same as a of it")
        self.assertEqual(ended["build:it/a"], ended["build:it/c"])
        containers = {name: self.workspace.container("it", name) for name in "abc"}
        images = {name: docker("inspect", "-f", "{{.Image}}", one) for name, one in containers.items()}
        self.assertEqual(images["a"], images["b"])
        self.assertNotEqual(images["a"], images["c"])
        self.assertEqual(docker("exec", containers["c"], "cat", "/here/own"), "c")
        # One that is asked for is built, whatever the others have.
        built = self.workspace.json("build")
        self.assertEqual({s["reason"] for s in built.steps(kind="build")}, {"requested"}, built)


if __name__ == "__main__":
    unittest.main()
