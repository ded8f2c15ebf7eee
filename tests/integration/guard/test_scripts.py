# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""Repositories' own scripts in the guarded runner, against the real Engine.

Two small repositories that know nothing of the program, as old IDAs are: fixed container names, an
external network, a provision script that waits for a container and calls the platform.
"""
import fcntl
import os
import pathlib
import pty
import select
import signal
import struct
import termios
import time
import unittest

from devstack_cli import PROGRAM, Home, docker, end, eventually, make_repository, running

IMAGE = "debian:bookworm-slim"
COMPOSE = """version: "2.1"
services:
  app:
    image: {image}
    container_name: {name}.app
    command: bash -c 'trap "exit 0" TERM; while true; do sleep 0.2; done'
    tty: true
    volumes: [".:/code"]
    working_dir: /code
    networks: [devstack_default]
  worker:
    image: {image}
    container_name: {name}.worker
    command: bash -c 'trap "exit 0" TERM; while true; do sleep 0.2; done'
    networks: [devstack_default]
  data:
    image: {image}
    command: bash -c 'trap "exit 0" TERM; while true; do sleep 0.2; done'
    volumes: ["data:/data"]
    networks: [devstack_default]
volumes:
  data:
networks:
  devstack_default:
    external: true
"""
PROVISION = """name="library"
. "$DEVSTACK_WORKSPACE/devstack/scripts/colors.sh"
docker network create devstack_default
docker-compose -f $DEVSTACK_WORKSPACE/devstack/docker-compose.yml up -d redis
make -C ../devstack dev.up.lms
docker-compose up -d
until docker exec -i library.app true &> /dev/null
do
  printf "."
  sleep 1
done
echo -e "${GREEN}Migrating ${name}${NC}"
docker exec -t library.app bash -c "cd /code && echo migrated > state-migrated"
docker exec -t edx.devstack.lms bash -c "echo manage_user ${name}_worker > /code/state-user"
docker ps
docker volume rm library_mysql || echo "volume kept"
docker-compose stop app
"""
MAKEFILE = """dev.provision: ## set it up
	bash ./provision-library.sh
dev.stop:
	docker-compose stop
%-shell:
	docker exec -it library.$* bash
hang: ; docker exec -t library.app sh -c 'trap "" TERM; while :; do sleep 0.2; done; : HANGING'
flood: ; yes 0123456789012345678901234567890123456789
silent: ; sleep 300
wrong:
	until docker exec library_app true 2> /dev/null; do sleep 0.1; done
detached:
	(setsid sh -c 'echo $$$$ > detached.pid; exec sleep 300' &); sleep 0.3
env: ; env > env.txt
fails: ; exit 7
lingering: ; docker exec library.app sh -c '(setsid nohup sleep 4242 > /dev/null 2>&1 &)'
own:
	docker network create $(OWN)-network
	docker run -d --name $(OWN) --network $(OWN)-network -v /data debian:bookworm-slim sleep 4343
	docker exec $(OWN) touch /data/x
destroy.everything:
	docker compose down -vt 0
	docker compose down --volumes=true --rmi all
	docker compose down --volume
	docker compose rm -fsv
	docker rmi -f $(FOREIGN)
	docker image rm $(FOREIGN)
	! docker --context default rmi $(FOREIGN)
	! docker rm -f $(FOREIGN_CONTAINER)
	! docker stop $(FOREIGN_ID)
	! docker volume rm $(VOLUME)
	! docker buildx prune -af
nested: ; $(DEVSTACK) --workspace .. up library
"""


class Scripts(unittest.TestCase):
    """One workspace for all: starting containers is what takes time."""

    @classmethod
    def setUpClass(cls):
        cls.home = Home(SOME_TOKEN="geheim")
        cls.addClassCleanup(cls.home.close)
        cls.workspace = cls.home.workspace("guarded")
        folder = cls.workspace.folder
        for name, old in (("library", "library"), ("platform", "edx.devstack")):
            repository = folder / name
            repository.mkdir(parents=True)
            text = COMPOSE.format(image=IMAGE, name=old)
            if name == "platform":
                text = text.replace("edx.devstack.app", "edx.devstack.lms")
            (repository / "docker-compose.yml").write_text(text)
            (repository / "Makefile").write_text(
                MAKEFILE if name == "library" else "where:\n\tdocker exec edx.devstack.lms hostname\n"
            )
        (folder / "library/provision-library.sh").write_text(PROVISION)
        for name in ("library", "platform"):
            make_repository(folder / name)
        made = cls.home.run("init", folder)
        assert made.code == 0, made

    def run_script(self, *arguments, **options):
        return self.workspace.run("run", *arguments, **options)

    def up(self):
        outcome = self.workspace.up()
        self.assertEqual(outcome.code, 0, outcome)

    def inside(self, ida="library", service="app"):
        """What runs in a container, without its own loop."""
        return docker("top", self.workspace.container(ida, service), "-eo", "pid,args")

    def test_1_nothing_runs_untrusted(self):
        for options in ([], ["--yes"]):
            outcome = self.run_script("library", "env", *options)
            self.assertEqual(outcome.code, 4, outcome)
            self.assertIn("host scripts", outcome.err)
        self.assertFalse((self.workspace.folder / "library/env.txt").exists())
        # Trust in the containers alone is not trust in host scripts.
        self.up()
        self.assertEqual(self.run_script("library", "env").code, 4)

    def test_2_provisioning_with_old_names(self):
        self.up()
        outcome = self.run_script("library", "dev.provision", "--trust")
        self.assertEqual(outcome.code, 0, outcome)
        library = self.workspace.folder / "library"
        self.assertEqual((library / "state-migrated").read_text(), "migrated\n")
        platform = self.workspace.folder / "platform"
        self.assertEqual((platform / "state-user").read_text(), "manage_user library_worker\n")
        self.assertIn("volume kept", outcome.out)
        self.assertIn("devstack reset library", outcome.err)
        self.assertIn("provides redis", outcome.err)
        self.assertIn("library.app", outcome.out)  # docker ps shows old names
        listed = [line for line in outcome.out.splitlines() if IMAGE in line]
        self.assertTrue(listed, outcome)
        self.assertFalse([line for line in listed if self.workspace.id in line], listed)
        # The script ended by stopping its app; it ran before, so it runs again.
        self.assertEqual(self.workspace.service("library", "app")["state"], "running")
        entries = self.workspace.journal()
        started = [e for e in entries if e["type"] == "started"]
        self.assertEqual(started[0]["step"], "bootstrap:library/script/dev.provision")
        lines = [e["text"] for e in entries if e["type"] == "line"]
        self.assertTrue(any("Migrating library" in line for line in lines), lines)
        self.assertEqual(entries[-1]["result"], "done")
        self.assertEqual(list((self.workspace.folder / ".devstack/idas").glob("*/scripts/*")), [])

    def test_3_the_list_and_the_names(self):
        commands = self.workspace.json("run", "library").json["commands"]
        found = {c["name"]: c for c in commands}
        self.assertEqual(found["dev.provision"]["source"], "make")
        self.assertEqual(found["dev.provision"]["text"], "set it up")
        self.assertIn("%-shell", found)
        self.assertEqual(found["provision-library.sh"]["source"], "script")
        outcome = self.run_script("library", "dev.provison")
        self.assertEqual(outcome.code, 2, outcome)
        self.assertIn("dev.provision", outcome.err)

    def test_4_the_environment_is_listed(self):
        self.up()
        outcome = self.run_script("library", "env", "--trust")
        self.assertEqual(outcome.code, 0, outcome)
        text = (self.workspace.folder / "library/env.txt").read_text()
        self.assertNotIn("geheim", text)
        for variable in ("DEVSTACK_WORKSPACE=", "COMPOSE_PROJECT_NAME=devstack", "HOME="):
            self.assertIn(variable, text)

    def test_4_the_program_inside_of_a_script(self):
        self.up()
        outcome = self.run_script("library", "nested", "--trust", "--", f"DEVSTACK={PROGRAM}")
        self.assertEqual(outcome.code, 0, outcome)

    def test_5_failures_end_with_their_reason(self):
        self.up()
        outcome = self.run_script("library", "fails", "--trust")
        self.assertEqual(outcome.code, 1, outcome)
        outcome = self.run_script("library", "wrong", "--trust", limit=60)
        self.assertEqual(outcome.code, 1, outcome)
        self.assertIn("never answer", outcome.err)
        self.assertIn("“library.app”", outcome.err)
        self.assertLess(outcome.seconds, 30)

    def test_6_limits(self):
        self.up()
        for target in ("flood", "hang", "silent"):
            outcome = self.run_script("library", target, "--trust", "--timeout", "2s", limit=60)
            self.assertEqual(outcome.code, 1, outcome.err[-2000:])
            self.assertIn("did not end within 2", outcome.err)
            self.assertLess(outcome.seconds, 30)
        self.assertNotIn("HANGING", self.inside())
        size = sum(f.stat().st_size for f in (self.workspace.folder / ".devstack/runs").glob("*"))
        self.assertLess(size, 16_000_000)

    def test_7_nothing_is_left_behind(self):
        self.up()
        file = self.workspace.folder / "library/detached.pid"
        outcome = self.run_script("library", "detached", "--trust")
        self.assertEqual(outcome.code, 0, outcome)
        self.assertIn("running; ended", outcome.err)
        self.assertFalse(pathlib.Path(f"/proc/{file.read_text().strip()}").exists())

    def test_7_nothing_is_left_in_containers(self):
        self.up()
        outcome = self.run_script("library", "lingering", "--trust")
        self.assertEqual(outcome.code, 0, outcome)
        self.assertIn("left processes in containers", outcome.err)
        self.assertNotIn("sleep 4242", self.inside())
        own = f"{self.workspace.id}-own"
        outcome = self.run_script("library", "own", "--trust", "--", f"OWN={own}")
        self.assertEqual(outcome.code, 0, outcome)
        self.assertEqual(docker("ps", "-aq", "--filter", f"name={own}").strip(), "")
        self.assertEqual(docker("network", "ls", "-q", "--filter", f"name={own}").strip(), "")

    def test_7_what_is_others_survives(self):
        self.up()
        image = f"{self.workspace.id}-foreign:kept"
        name = f"{self.workspace.id}-stranger"
        docker("tag", IMAGE, image)
        self.addCleanup(docker, "rmi", image)
        foreign = docker("run", "-d", "--name", name, image, "sleep", "600").strip()
        self.addCleanup(docker, "rm", "-f", name)
        volume = f"{self.workspace.id}-precious"
        docker("volume", "create", volume)
        self.addCleanup(docker, "volume", "rm", volume)
        inside = docker(
            "inspect", "-f", "{{range .Mounts}}{{.Type}}:{{.Name}} {{end}}",
            self.workspace.container("library", "data"),
        ).split()
        data = [m.removeprefix("volume:") for m in inside if m.startswith("volume:")]
        self.assertTrue(data, inside)
        docker("exec", self.workspace.container("library", "data"), "touch", "/data/precious")
        outcome = self.run_script(
            "library", "destroy.everything", "--trust", "--",
            f"FOREIGN={image}", f"FOREIGN_CONTAINER={name}",
            f"FOREIGN_ID={foreign[:12]}", f"VOLUME={volume}",
        )
        self.assertEqual(outcome.code, 0, outcome)
        self.assertIn("devstack reset library", outcome.err)
        self.assertIn("images stay", outcome.err)
        docker("image", "inspect", image)
        docker("volume", "inspect", volume, *data)
        self.assertEqual(docker("inspect", "-f", "{{.State.Running}}", name).strip(), "true")
        self.up()
        listed = docker("exec", self.workspace.container("library", "data"), "ls", "/data")
        self.assertIn("precious", listed)

    def test_8_leftovers_of_a_killed_run_go(self):
        self.up()
        process = self.hanging()
        end(process, signal.SIGKILL)
        stages = self.workspace.folder / ".devstack/idas"
        eventually(lambda: not list(stages.glob("*/scripts/*")), 60, "the keeper tidies up")

    def hanging(self):
        process = self.workspace.spawn("run", "library", "hang", "--trust")

        def begun():
            running(process, "hang")
            return "HANGING" in self.inside()

        eventually(begun, 60, "the script hangs inside of the container")
        return process

    def children(self, process):
        tasks = pathlib.Path("/proc").glob("[0-9]*/stat")
        parents = {}
        for stat in tasks:
            try:
                text = stat.read_text()
            except OSError:
                continue
            parents[int(stat.parent.name)] = int(text.rsplit(")", 1)[1].split()[1])
        found, grown = {process.pid}, True
        while grown:
            new = {pid for pid, parent in parents.items() if parent in found} - found
            found, grown = found | new, bool(new)
        return found - {process.pid}

    def test_8_control_c_and_kill(self):
        self.up()
        for with_signal, wanted in ((signal.SIGINT, 130), (signal.SIGKILL, -signal.SIGKILL)):
            with self.subTest(with_signal):
                process = self.hanging()
                children = self.children(process)
                self.assertGreater(len(children), 1)
                code, output = end(process, with_signal)
                self.assertEqual(code, wanted, output)
                eventually(
                    lambda: not any(pathlib.Path(f"/proc/{pid}").exists() for pid in children),
                    30,
                    "no process is left on this machine",
                )
                eventually(lambda: "HANGING" not in self.inside(), 30, "nothing is left inside")
        self.assertEqual(self.workspace.service("library", "app")["state"], "running")

    def test_8_side_by_side_but_once_per_ida(self):
        self.up()
        process = self.hanging()
        other = self.run_script("platform", "where", "--trust")
        self.assertEqual(other.code, 0, other)
        again = self.run_script("library", "env", "--trust")
        self.assertEqual(again.code, 1, again)
        self.assertIn("runs already", again.err)
        end(process, signal.SIGINT)

    def test_9_a_shell_at_a_terminal(self):
        self.up()
        pid, master = pty.fork()
        if pid == 0:
            os.chdir(self.workspace.folder)
            os.execve(PROGRAM, [PROGRAM, "run", "library", "app-shell", "--trust"], self.home.env)
        fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", 31, 97, 0, 0))
        seen = b""
        # Ctrl-C belongs to the shell inside; the size is that of the outer terminal. Each answer
        # waits for a prompt: what is typed while a shell takes a signal is nobody's.
        # A prompt may be drawn twice, after a change of size. What sleeps says so itself: between a
        # shell's echo and its child's start a signal is lost.
        prompt = b"/code# "
        sleeping = b"""perl -e '$| = 1; print "asleep-", 40 + 1, "\\n"; sleep 100'\n"""
        answers = [
            (lambda: prompt in seen, sleeping),
            (lambda: b"asleep-41" in seen, b"\x03"),
            (lambda: prompt in seen.partition(b"^C")[2], b"stty size; echo in-$((40+2))\n"),
            (lambda: prompt in seen.partition(b"in-42")[2], b"exit 0\n"),
        ]
        limit = time.monotonic() + 60
        while time.monotonic() < limit:
            if select.select([master], [], [], 1)[0]:
                try:
                    seen += os.read(master, 65536)
                except OSError:
                    break
            if answers and answers[0][0]():
                os.write(master, answers.pop(0)[1])
        else:
            os.kill(pid, signal.SIGTERM)
        _, status = os.waitpid(pid, 0)
        self.assertIn(b"in-42", seen, seen)
        self.assertIn(b"31 97", seen)
        self.assertEqual(os.waitstatus_to_exitcode(status), 0, seen)

    def test_9_stopping_stays_stopped(self):
        self.up()
        outcome = self.run_script("library", "dev.stop", "--trust")
        self.assertEqual(outcome.code, 0, outcome)
        self.assertEqual(docker("inspect", "-f", "{{.State.Running}}", self.workspace.container("library", "app")), "false")


if __name__ == "__main__":
    unittest.main(verbosity=2)
