#!/usr/bin/env python3
# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""200 services that change at once, every two seconds: the window and `status --watch` stay cheap
and show every change.

The short form runs with every test run; DEVSTACK_MANY_SECONDS=60 gives figures. The window is drawn
by software and without a screen; another process is the Engine.
"""
import json
import os
import pathlib
import subprocess
import sys
import threading
import time

from devstack_cli import PROGRAM, Home, eventually
from manyengine import ManyEngine

WINDOW = os.environ["DEVSTACK_TELLING_WINDOW"]
IDAS, SERVICES = 40, 5
EVERY = 2.0
# Figures of docs/performance.md are below 10 %; a busy machine measures more.
MOST = 20.0


class Watched:
    """A process that writes a line of JSON for each change it shows."""

    def __init__(self, command, environment, services):
        self.services, self.states, self.late = services, {}, []
        self.process = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL,
                                        stdout=subprocess.PIPE, text=True)
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self.process.stdout:
            self.states.update(self.services(json.loads(line)))

    def all_are(self, state):
        return len(self.states) == IDAS * SERVICES and set(self.states.values()) == {state}

    def cpu(self):
        """Seconds of CPU so far."""
        stat = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK")

    def end(self):
        self.process.terminate()
        self.process.wait()


def of_window(line):
    return {name: service["state"] for name, service in line["services"].items()}


def of_status(line):
    return {
        ida["name"] + "/" + service["name"]: service["state"]
        for ida in line.get("idas", []) for service in ida["services"]
    }


def make_workspace(home):
    workspace = home.workspace("many")
    workspace.folder.mkdir()
    idas = "".join(f"  ida{i}: {{}}\n" for i in range(IDAS))
    (workspace.folder / "devstack.yml").write_text("version: 1\nname: many\nidas:\n" + idas)
    for i in range(IDAS):
        folder = workspace.folder / f"ida{i}"
        folder.mkdir()
        services = "".join(f"  s{s}: {{image: x}}\n" for s in range(SERVICES))
        (folder / "docker-compose.yml").write_text("services:\n" + services)
        subprocess.run(["git", "init", "-q", folder], check=True)
    return workspace


def measure(watched, engine, seconds):
    """Percent of a core while everything changes; each change must be shown before the next."""
    late = []
    begun, before = time.monotonic(), watched.cpu()
    code = None
    while time.monotonic() - begun < seconds:
        code = 1 if code is None else None
        changed = time.monotonic()
        engine.turn(engine.names, code)
        state = "running" if code is None else "exited"
        eventually(lambda: watched.all_are(state), 10, f"all services are shown as {state}")
        late.append(time.monotonic() - changed)
        time.sleep(max(0.0, changed + EVERY - time.monotonic()))
    used = 100 * (watched.cpu() - before) / (time.monotonic() - begun)
    late.sort()
    return used, late[len(late) // 2], late[-1]


def main():
    seconds = float(os.environ.get("DEVSTACK_MANY_SECONDS", "12"))
    home = Home(QT_QPA_PLATFORM="offscreen", QT_QUICK_BACKEND="software")
    failures = []
    try:
        workspace = make_workspace(home)
        for name, command, services in (
            ("window", [WINDOW, str(workspace.folder)], of_window),
            ("status --watch",
             [PROGRAM, *workspace.arguments("--format", "json", "status", "--watch")], of_status),
        ):
            engine = ManyEngine(IDAS, SERVICES)
            watched = Watched(command, {**home.env, "DOCKER_HOST": engine.host}, services)
            try:
                eventually(lambda: watched.all_are("running"), 30, f"{name} shows what runs")
                time.sleep(3)
                idle = watched.cpu()
                time.sleep(4)
                idle = 100 * (watched.cpu() - idle) / 4
                engine.requests.clear()
                used, median, worst = measure(watched, engine, seconds)
                print(f"{name}: {used:.1f} % of a core (idle {idle:.1f} %), all shown after "
                      f"{1000 * median:.0f} ms (median), {1000 * worst:.0f} ms (worst); "
                      f"requests {engine.requests}", flush=True)
                if used > MOST:
                    failures.append(f"{name} takes {used:.1f} % of a core")
            finally:
                watched.end()
                engine.end()
    finally:
        home.workspaces.clear()  # nothing of it is on a real Engine
        home.close()
    sys.exit("; ".join(failures) or 0)


if __name__ == "__main__":
    main()
