# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""Containers that live in each other, compared with what `docker compose up -d` leaves."""
import shutil
import subprocess
import time
import unittest

from devstack_cli import SOURCE, Home, docker, make_repository

STAYS = 'image: "debian:bookworm-slim", command: sleep infinity, init: true, stop_grace_period: 1s'
COMPOSE = f"""\
services:
  a: {{{STAYS}, environment: {{T: "${{T:-1}}"}}, volumes: [/anon], ipc: shareable}}
  net: {{{STAYS}, network_mode: "service:a"}}
  pid: {{{STAYS}, pid: "service:a"}}
  ipc: {{{STAYS}, ipc: "service:a"}}
  uts: {{{STAYS}, uts: "service:a"}}
  vol: {{{STAYS}, volumes_from: ["a:ro"]}}
  far: {{{STAYS}, volumes_from: [vol]}}
  again: {{{STAYS}, depends_on: {{a: {{condition: service_started, restart: true}}}}}}
  link: {{{STAYS}, links: ["a:other"]}}
  order: {{{STAYS}, depends_on: [a]}}
  alone: {{{STAYS}}}
"""
NAMES = ["a", "net", "pid", "ipc", "uts", "vol", "far", "again", "link", "order", "alone"]
# An application that cannot live without the process of another one, and does not say so.
DIES = """\
services:
  a:
    image: "debian:bookworm-slim"
    environment: {T: "${T:-1}"}
    volumes: ["./run:/run/a"]
    command: [sh, -c, "trap 'touch /run/a/end; exit' TERM; rm -f /run/a/end; sleep infinity & wait"]
  dies:
    image: "debian:bookworm-slim"
    volumes: ["./run:/run/a"]
    command: [sh, -c, "sleep 2; while ! test -e /run/a/end; do sleep 0.1; done; exit 9"]
"""


DATABASE = f"""\
services:
  db:
    build: ./db
    environment:
      T: "${{T:-1}}"
      MYSQL_DATABASE: store
      MYSQL_USER: store
      MYSQL_PASSWORD: secret
      MYSQL_ROOT_PASSWORD: root
    depends_on: {{rights: {{condition: service_completed_successfully}}}}
    volumes: ["data:/var/lib/mysql"]
  rights: {{image: "debian:bookworm-slim", command: "true", restart: "no"}}
  side: {{{STAYS}, network_mode: "service:db"}}
  again: {{{STAYS}, depends_on: {{db: {{condition: service_started, restart: true}}}}}}
  app: {{{STAYS}, depends_on: [db]}}
volumes: {{data: }}
"""


class Plain:
    """The same files as plain Compose runs them."""

    def __init__(self, case, folder):
        self.folder = folder
        self.project = f"plain{time.monotonic_ns()}"
        case.addCleanup(self.compose, "down", "-v", "-t", "1", "--rmi", "local")

    def compose(self, *arguments):
        subprocess.run(
            ["docker", "compose", "-p", self.project, *arguments],
            cwd=self.folder,
            check=True,
            capture_output=True,
            timeout=120,
        )

    def container(self, service):
        labels = {"project": self.project, "service": service}
        filters = [f"--filter=label=com.docker.compose.{k}={v}" for k, v in labels.items()]
        (found,) = docker("ps", "-aq", *filters).split()
        return found


def state(containers):
    """Service → (id, when it was started, whether it runs)."""
    form = "{{.Id}} {{.State.StartedAt}} {{.State.Running}}"
    return {name: docker("inspect", "-f", form, found).split() for name, found in containers.items()}


def changes(before, after):
    """Service → what happened to it."""

    def change(old, new):
        if new[2] != "true":
            return "ended"
        if old[0] != new[0]:
            return "made again"
        return "restarted" if old[1] != new[1] else "left alone"

    return {name: change(before[name], after[name]) for name in after}


class Shared(unittest.TestCase):
    def setUp(self):
        self.home = Home()
        self.addCleanup(self.home.close)
        self.workspace = self.home.workspace("shared")
        self.files = self.workspace.folder / "it"
        self.files.mkdir(parents=True)
        (self.workspace.folder / "devstack.yml").write_text(
            "version: 1\nname: shared\nidas:\n  it: {}\n"
        )

    def write(self, name, text):
        (self.files / name).write_text(text)

    def up(self):
        outcome = self.workspace.up()
        self.assertEqual(outcome.code, 0, outcome)
        return outcome

    def state(self):
        return state({name: self.workspace.container("it", name) for name in NAMES})

    def test_what_shares_is_made_again_as_compose_does(self):
        self.write("compose.yaml", COMPOSE)
        make_repository(self.files)
        plain = Plain(self, self.files)
        plain.compose("up", "-d")
        of_compose = lambda: state({name: plain.container(name) for name in NAMES})
        self.up()
        theirs, ours = of_compose(), self.state()

        self.write(".env", "T=2\n")
        plain.compose("up", "-d")
        plan = self.workspace.run("plan")
        self.assertIn("Start a, again, far, ipc, link, net, pid, uts, vol ", plan.out, plan)
        self.up()
        self.assertEqual(changes(ours, self.state()), changes(theirs, of_compose()))
        self.assertEqual(changes(ours, self.state())["far"], "made again")
        ours = self.state()
        # Nothing is left over: the network is that of the container which is there.
        owner = self.workspace.container("it", "a")
        net = self.workspace.container("it", "net")
        self.assertIn(owner, docker("inspect", "-f", "{{.HostConfig.NetworkMode}}", net))
        self.assertIn("eth0", docker("exec", net, "ls", "/sys/class/net"))
        self.up()
        self.assertEqual(self.state(), ours)

        # Only one of those that share changed.
        self.write("compose.override.yaml", "services: {vol: {environment: {N: 1}}}\n")
        theirs = of_compose()
        plain.compose("up", "-d")
        self.up()
        self.assertEqual(changes(ours, self.state()), changes(theirs, of_compose()))
        ours = self.state()

        # Somebody removes the container behind our back.
        theirs = of_compose()
        docker("rm", "-fv", self.workspace.container("it", "a"))
        docker("rm", "-fv", plain.container("a"))
        plain.compose("up", "-d")
        self.up()
        self.assertEqual(changes(ours, self.state()), changes(theirs, of_compose()))
        ours = self.state()

        # The owner of the network ended: Compose leaves the others without one, we do not.
        docker("stop", "-t", "1", self.workspace.container("it", "a"))
        self.up()
        self.assertEqual(changes(ours, self.state())["net"], "restarted")
        net = self.workspace.container("it", "net")
        self.assertIn("eth0", docker("exec", net, "ls", "/sys/class/net"))

    def test_what_an_earlier_run_left_is_seen(self):
        self.write("compose.yaml", COMPOSE)
        make_repository(self.files)
        self.up()
        # As a run leaves it that was killed when only the first container was made again.
        form = '{{index .Config.Labels "com.docker.compose.%s"}}'
        owner = self.workspace.container("it", "a")
        project, file, key = (
            docker("inspect", "-f", form % name, owner)
            for name in ("project", "project.config_files", "service")
        )
        time.sleep(1.1)  # the Engine lists the second in which a container was made
        docker(
            *("compose", "-p", project, "-f", file, "up", "-d", "--no-deps"),
            *("--force-recreate", "--no-build", "--", key),
        )
        plan = self.workspace.json("plan").json
        (step,) = [one for one in plan["steps"] if one["state"] == "pending"]
        self.assertEqual(step["title"], "Start far, ipc, net, pid, vol", step)
        self.assertIn("made anew", step["reason"])
        self.up()
        net = self.workspace.container("it", "net")
        owner = self.workspace.container("it", "a")
        self.assertIn(owner, docker("inspect", "-f", "{{.HostConfig.NetworkMode}}", net))
        self.assertEqual(self.workspace.json("plan").steps(state="pending"), [])

    def test_what_shares_with_a_database(self):
        shutil.copytree(SOURCE / "resources/sample/shared/db", self.files / "db")
        self.write("compose.yaml", DATABASE)
        make_repository(self.files)
        plain = Plain(self, self.files)
        names = ["db", "rights", "side", "again", "app"]
        plain.compose("up", "-d")
        self.up()
        ours = state({name: self.workspace.container("it", name) for name in names})
        theirs = state({name: plain.container(name) for name in names})
        self.write(".env", "T=2\n")
        plain.compose("up", "-d")
        self.up()
        now = {name: self.workspace.container("it", name) for name in names}
        ours = changes(ours, state(now))
        theirs = changes(theirs, state({name: plain.container(name) for name in names}))
        # Applications hold connections to the database: they are restarted here in any case.
        self.assertEqual((ours.pop("app"), theirs.pop("app")), ("restarted", "left alone"))
        # Compose runs a one-shot at every `up`.
        self.assertEqual((ours.pop("rights"), theirs.pop("rights")), ("ended", "ended"))
        self.assertEqual(ours, theirs)
        self.assertIn(now["db"], docker("inspect", "-f", "{{.HostConfig.NetworkMode}}", now["side"]))

    def test_a_start_that_ends_another_one_is_not_done(self):
        (self.files / "run").mkdir()
        self.write("compose.yaml", DIES)
        self.write(".gitignore", "run\n")
        make_repository(self.files)
        self.up()
        self.write(".env", "T=2\n")
        outcome = self.workspace.json("up")
        self.assertNotEqual(outcome.code, 0, outcome)
        self.assertIn("“dies” ran before, and ended with code 9 while others", outcome.out, outcome)
        self.up()
        self.assertEqual(self.workspace.service("it", "dies")["state"], "running")


if __name__ == "__main__":
    unittest.main(verbosity=2)
