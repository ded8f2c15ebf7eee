# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""An Engine that answers some questions and not others, a disk of its own that is full, containers
that are paused, a clock that jumps: noticed within seconds, said, survived."""
import json
import shutil
import signal
import socket
import subprocess
import sysconfig
import tempfile
import threading
import time
import unittest

from devstack_cli import Home, docker, end, eventually, make_repository, running
from gate import Gate

COMPOSE = """\
services:
  app:
    image: debian:bookworm-slim
    command: [sleep, "600"]
    init: true
"""
BOOTSTRAP = 'x-devstack: {bootstrap: [{service: app, run: "sleep 3; echo booted"}]}\n'
# Adds as many seconds to the time of day as a file has bytes.
CLOCK = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <time.h>
int clock_gettime(clockid_t clock, struct timespec *now)
{
    int (*real)(clockid_t, struct timespec *) = dlsym(RTLD_NEXT, "clock_gettime");
    struct stat jump;
    const int code = real(clock, now);
    if (clock == CLOCK_REALTIME && stat(getenv("CLOCK_JUMP"), &jump) == 0)
        now->tv_sec += jump.st_size;
    return code;
}
int gettimeofday(struct timeval *now, void *zone)
{
    struct timespec precise;
    (void)zone;
    clock_gettime(CLOCK_REALTIME, &precise);
    now->tv_sec = precise.tv_sec;
    now->tv_usec = precise.tv_nsec / 1000;
    return 0;
}
time_t time(time_t *out)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (out)
        *out = now.tv_sec;
    return now.tv_sec;
}
"""


class Silence(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="devstack-gate-")
        cls.addClassCleanup(folder.cleanup)
        cls.gate = Gate(folder.name)
        cls.gate.open()
        cls.addClassCleanup(cls.gate.shut)
        cls.home = Home(DOCKER_HOST=cls.gate.host)
        cls.addClassCleanup(cls.home.close)
        cls.addClassCleanup(cls.gate.behave)
        cls.workspace = cls.home.workspace("silence")
        (cls.workspace.folder / "a").mkdir(parents=True)
        (cls.workspace.folder / "devstack.yml").write_text(
            "version: 1\nname: silence\nidas: {a: {}}\n"
        )
        (cls.workspace.folder / "a/docker-compose.yml").write_text(COMPOSE)
        make_repository(cls.workspace.folder / "a")
        first = cls.workspace.up()
        assert first.code == 0, first

    def setUp(self):
        self.addCleanup(self.gate.behave)

    def container(self):
        return self.workspace.container("a", "app")

    def test_statistics_never_answer(self):
        self.gate.hold("GET .*/stats")
        for code, verb in ((0, ["--format", "json", "status"]), (1, ["stats"]), (0, ["up"])):
            outcome = self.workspace.run(*verb)
            self.assertEqual(outcome.code, code, outcome)
            self.assertLess(outcome.seconds, 20, outcome)
        self.assertIn("tells no statistics", self.workspace.run("stats", "-q").err)
        self.assertIsNone(self.workspace.service("a", "app").get("cpu"))

    def test_a_list_never_answers(self):
        self.gate.hold("GET .*/containers/json")
        for verb in (["status"], ["--format", "json", "status"]):
            outcome = self.workspace.run(*verb)
            self.assertEqual(outcome.code, 3, outcome)
            self.assertLess(outcome.seconds, 15, outcome)
        # Whoever waits for it is told before it is given up, and waits once.
        outcome = self.workspace.run("down", "--yes")
        self.assertEqual(outcome.code, 3, outcome)
        self.assertIn("takes long to answer", outcome.err)
        self.assertLess(outcome.seconds, 50, outcome)
        self.gate.behave()
        self.assertEqual(self.workspace.service("a", "app")["state"], "running")

    def test_a_watch_sees_it_go_silent_and_come_back(self):
        watch = self.workspace.spawn("--format", "json", "status", "--watch")
        self.addCleanup(end, watch)

        def told(available, state):
            def seen():
                running(watch, "its end")
                lines = watch.log.read_text().rpartition("\n")[0].splitlines()
                documents = [json.loads(line) for line in lines if line.startswith("{")]
                if not documents or documents[-1]["engine"]["available"] != available:
                    return False
                return documents[-1]["idas"][0]["services"][0]["state"] == state

            eventually(seen, 25, f"the watch says available={available}, {state}")

        told(True, "running")
        self.gate.hold("GET .*/containers/json")
        docker("pause", self.container())
        self.addCleanup(docker, "unpause", self.container(), check=False)
        told(False, "unknown")
        self.gate.behave()
        told(True, "paused")

    def test_the_disk_of_the_engine_is_full(self):
        docker("rm", "-f", self.container())
        full = "write /var/lib/docker/x: no space left on device"
        self.gate.refuse("POST .*/containers/create", full)
        outcome = self.workspace.run("up", "-q")
        self.assertEqual(outcome.code, 1, outcome)
        self.assertIn("no space left on device", outcome.err)
        self.gate.behave()
        self.assertEqual(self.workspace.run("up").code, 0)
        self.assertEqual(self.workspace.service("a", "app")["state"], "running")

    def test_containers_come_back_paused(self):
        docker("pause", self.container())
        self.assertEqual(self.workspace.service("a", "app")["state"], "paused")
        outcome = self.workspace.run("up")
        self.assertEqual(outcome.code, 0, outcome)
        self.assertEqual(self.workspace.service("a", "app")["state"], "running")
        docker("pause", self.container())
        self.assertEqual(self.workspace.run("stop").code, 0)
        self.assertEqual(self.workspace.run("start").code, 0)
        self.assertEqual(self.workspace.service("a", "app")["state"], "running")

    def test_the_clock_jumps(self):
        folder = self.home.folder
        (folder / "clock.c").write_text(CLOCK)
        compiler = (sysconfig.get_config_var("CC") or "cc").split()[0]
        compiled = ["-shared", "-fPIC", "-o", folder / "clock.so", folder / "clock.c", "-ldl"]
        subprocess.run([compiler, *compiled], check=True)
        jump = folder / "jump"
        env = {"LD_PRELOAD": str(folder / "clock.so"), "CLOCK_JUMP": str(jump)}

        def jumped(seconds):
            with jump.open("wb") as file:
                file.truncate(seconds)

        self.addCleanup(self.workspace.run, "up")
        self.addCleanup((self.workspace.folder / "a/docker-compose.yml").write_text, COMPOSE)
        # Ahead by a year in the middle of a run, and back again in the middle of the next one.
        for number, (before, after) in enumerate(((0, 365 * 86400), (365 * 86400, 0))):
            (self.workspace.folder / "a/docker-compose.yml").write_text(
                COMPOSE + BOOTSTRAP.replace("booted", f"booted {number}")
            )
            jumped(before)
            process = self.workspace.spawn("up", "--trust", env=env)

            def begun():
                running(process, "the bootstrap")
                entries = self.workspace.journal()
                return entries[0]["pid"] == process.pid and any(
                    entry["type"] == "started" and entry["step"].startswith("bootstrap:")
                    for entry in entries
                )

            eventually(begun, 60, "the bootstrap begins")
            jumped(after)
            busy = self.workspace.run("status", env=env)
            self.assertIn("running", busy.out, busy)
            code = process.wait(60)
            _, output = end(process)
            self.assertEqual(code, 0, output)
            self.assertNotRegex(output, r"in -|\d{3,} (h|min)", "its time is not that of the clock")
            for verb in (["status"], ["plan"], ["logs", "a", "--since", "10m"]):
                outcome = self.workspace.run(*verb, env=env)
                self.assertEqual(outcome.code, 0, outcome)
            self.assertEqual(self.workspace.json("plan").steps(state="pending"), [])


def dripping():
    """A registry that begins an answer and never comes to its end."""
    server = socket.create_server(("127.0.0.1", 0))

    def answer(client):
        try:
            client.recv(65536)
            client.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n")
            while True:
                client.sendall(b" ")
                time.sleep(0.5)
        except OSError:
            client.close()

    def serve():
        while True:
            try:
                client, _ = server.accept()
            except OSError:
                return
            threading.Thread(target=answer, args=(client,), daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    return server


class Slow(unittest.TestCase):
    """What waits says so after ten seconds, and Ctrl-C ends it."""

    def setUp(self):
        self.home = Home()
        self.addCleanup(self.home.close)
        self.workspace = self.home.workspace("slow")
        (self.workspace.folder / "a").mkdir(parents=True)
        (self.workspace.folder / "devstack.yml").write_text("version: 1\nidas: {a: {}}\n")
        (self.workspace.folder / "a/docker-compose.yml").write_text(COMPOSE)
        make_repository(self.workspace.folder / "a")

    def told(self, who, *words):
        process = self.workspace.spawn(*words)
        try:
            said = f"{who} takes long to answer; it is given up after"
            eventually(lambda: said in process.log.read_text() or running(process, said), 40, said)
            running(process, "it was ended")
        finally:
            code, output = end(process, signal.SIGINT, 10)
        self.assertEqual(code, 130, output)

    def test_a_registry_that_never_ends(self):
        server = dripping()
        self.addCleanup(server.close)
        place = "127.0.0.1:%d" % server.getsockname()[1]
        self.told(f"The registry {place}", "schema", "pull", f"{place}/devstack-test/x:1")

    def test_objects_that_were_cut_off(self):
        repository = self.workspace.folder / "a"
        for file in (repository / ".git/objects").rglob("*"):
            if file.is_file():
                file.chmod(0o644)
                file.write_bytes(file.read_bytes()[:5])
        self.addCleanup(shutil.rmtree, repository)  # else what cleans up waits for it, too
        self.told(f"The repository “{repository}”", "list")


if __name__ == "__main__":
    unittest.main(verbosity=2)
