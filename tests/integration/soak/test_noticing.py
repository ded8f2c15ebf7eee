#!/usr/bin/env python3
# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""How long it takes from what the Engine says happened to the frame of the window and the line of
`status --watch` that show it, on the real Engine, for each kind of change.

The short form runs with every test run; DEVSTACK_NOTICINGS=200 gives figures. The clock starts at
the Engine's own time of its event. Eight services change side by side.
"""
import http.client
import json
import os
import socket
import subprocess
import sys
import threading
import time
import uuid

from devstack_cli import PROGRAM, Home

WINDOW = os.environ["DEVSTACK_TELLING_WINDOW"]
COUNT = int(os.environ.get("DEVSTACK_NOTICINGS", "8"))
SIDE_BY_SIDE = 8
IMAGE = "debian:bookworm-slim"
LONGEST = 5.0  # figures are for a quiet machine; here what only the next look finds is a fault
# Ends by itself with 3 when somebody writes to its pipe.
MAIN = "test -p /pipe || mkfifo /pipe; touch /well; read x < /pipe; exit 3"


class Socket(http.client.HTTPConnection):
    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(60)
        self.sock.connect("/var/run/docker.sock")


def engine(method, path, body=None):
    """A call of the Engine's API; the docker program would take most of the time."""
    connection = Socket("docker")
    connection.request(method, "/v1.41" + path, body=json.dumps(body) if body else None,
                       headers={"Content-Type": "application/json"})
    answer = connection.getresponse()
    text = answer.read()
    if answer.status >= 400:
        raise AssertionError(f"{method} {path}: {text.decode()}")
    return json.loads(text) if text[:1] in (b"{", b"[") else None


class Lines:
    """What a process writes, as (seconds since 1970, service, what is shown of it)."""

    def __init__(self, command, environment, read):
        self.all = {}
        self.changed = threading.Condition()
        self.process = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL,
                                        stdout=subprocess.PIPE, text=True)
        threading.Thread(target=self._read, args=(read,), daemon=True).start()

    def _read(self, read):
        for line in self.process.stdout:
            for when, name, shown in read(json.loads(line)):
                with self.changed:
                    self.all.setdefault(name, []).append((when, shown))
                    self.changed.notify_all()

    def first(self, name, since, wanted, limit):
        """When something wanted was said first since then; None: not in time."""
        def found():
            return next((when for when, shown in self.all.get(name, ())
                         if when >= since and wanted(shown)), None)
        with self.changed:
            self.changed.wait_for(lambda: found() is not None, limit)
            return found()

    def end(self):
        self.process.terminate()
        self.process.wait()


def of_window(line):
    for name, service in line["services"].items():
        yield line["time"] / 1000, name.split("/")[1], service


def of_status(line):
    now = time.time()
    for ida in line.get("idas", []):
        for service in ida["services"]:
            yield now, service["name"], service


def of_events(line):
    name = line["Actor"]["Attributes"].get("devstack.service", "")
    yield line["timeNano"] / 1e9, name, line["Action"]


class Service:
    """A container that its tests change."""

    def __init__(self, workspace, name, has_health):
        self.workspace, self.name, self.has_health = workspace, name, has_health
        self.container = ""
        self.create()

    def create(self):
        body = {"Image": IMAGE, "Cmd": ["sh", "-c", MAIN], "HostConfig": {"Init": True},
                "Labels": {"devstack.workspace": self.workspace, "devstack.ida": "shop",
                           "devstack.service": self.name}}
        if self.has_health:
            body["Healthcheck"] = {"Test": ["CMD", "test", "-e", "/well"],
                                   "Interval": 10**9, "Timeout": 10**9, "Retries": 1}
        name = f"noticing-{uuid.uuid4().hex[:8]}-{self.name}"
        self.container = engine("POST", f"/containers/create?name={name}", body)["Id"]
        self.do("start")

    def do(self, what):
        engine("POST", f"/containers/{self.container}/{what}")

    def pause(self):
        for _ in range(5):
            try:
                return self.do("pause")
            except AssertionError as problem:
                if "unable to freeze" not in str(problem):  # by runc, of a busy cgroup
                    raise
        return self.do("pause")

    def inside(self, command):
        made = engine("POST", f"/containers/{self.container}/exec",
                      {"Cmd": ["sh", "-c", command]})
        engine("POST", f"/exec/{made['Id']}/start", {"Detach": True})

    def remove(self):
        engine("DELETE", f"/containers/{self.container}?force=1")

    def rename(self):
        self.renamed = f"noticing-{uuid.uuid4().hex[:8]}-renamed"
        self.do(f"rename?name={self.renamed}")


def is_state(state):
    return lambda shown: shown["state"] == state


# Kind: service, what is done, the Engine's word for it, what must be shown. Those in one row follow
# each other.
CHANGES = [
    [("die", lambda s: s.inside("echo > /pipe"), "die", is_state("exited")),
     ("start", lambda s: s.do("start"), "start", is_state("running"))],
    [("kill", lambda s: s.do("kill"), "die", is_state("exited")),
     ("start after it", lambda s: s.do("start"), "start", is_state("running"))],
    [("pause", Service.pause, "pause", is_state("paused")),
     ("unpause", lambda s: s.do("unpause"), "unpause", is_state("running"))],
    [("restart", lambda s: s.do("restart?t=0"), "start", is_state("running"))],
    [("rename", Service.rename, "rename", None)],
    [("remove", Service.remove, "destroy", is_state("missing")),
     ("create", Service.create, "start", is_state("running"))],
]
HEALTH = [
    [("unhealthy", lambda s: s.inside("rm /well"), "health_status: unhealthy",
      lambda shown: shown["health"] == "unhealthy"),
     ("healthy", lambda s: s.inside("touch /well"), "health_status: healthy",
      lambda shown: shown["health"] == "healthy")],
]


class Noticing:
    def __init__(self, events, watchers):
        self.events, self.watchers = events, watchers
        self.times, self.unseen, self.failures = {}, {}, []
        self.lock = threading.Lock()

    def change(self, service, kind, act, action, wanted):
        since = time.time()
        act(service)
        fact = self.events.first(service.name, since - 0.01, lambda said: said == action, 20)
        if fact is None:
            raise AssertionError(f"the Engine did not say “{action}” of {service.name}")
        if wanted is None:
            renamed = service.renamed
            wanted = lambda shown: shown["container"] == renamed
        # What is over before it was shown leaves nothing to show.
        is_brief = kind == "restart"
        # The Engine's list may tell of a change before its event does.
        begin = fact - 0.01 if is_brief else since
        for name, watcher in self.watchers.items():
            shown = watcher.first(service.name, begin, wanted, 3 if is_brief else 25)
            with self.lock:
                if shown is not None:
                    self.times.setdefault((kind, name), []).append(max(0.0, shown - fact))
                elif is_brief:
                    self.unseen[(kind, name)] = self.unseen.get((kind, name), 0) + 1
                else:
                    self.failures.append(f"{name} never showed “{kind}” of {service.name}")

    def work(self, service, rows):
        try:
            for row in rows:
                for _ in range(max(1, COUNT // SIDE_BY_SIDE)):
                    for one in row:
                        self.change(service, *one)
        except Exception as problem:  # pylint: disable=broad-except
            self.failures.append(str(problem))

    def report(self):
        for (kind, name), times in sorted(self.times.items()):
            times.sort()
            p95 = times[min(len(times) - 1, len(times) * 95 // 100)]
            print(f"{kind:15} {name:15} {len(times):4} shown after {1000 * times[len(times) // 2]:5.0f} ms "
                  f"(median) {1000 * p95:5.0f} ms (p95) {1000 * times[-1]:5.0f} ms (worst)"
                  f"  {self.unseen.get((kind, name), 0)} too brief to be shown", flush=True)
            if times[-1] > LONGEST:
                self.failures.append(f"{name}: “{kind}” was shown after {times[-1]:.1f} s")


def main():
    home = Home(QT_QPA_PLATFORM="offscreen", QT_QUICK_BACKEND="software")
    ended, services = [], []
    names = [f"app{i}" for i in range(SIDE_BY_SIDE)]
    checked = [f"checked{i}" for i in range(SIDE_BY_SIDE)]
    workspace = home.workspace("noticing")
    try:
        assert home.run("init", workspace.folder).code == 0
        shop = workspace.folder / "shop"
        shop.mkdir()
        (shop / "docker-compose.yml").write_text("services:\n" + "".join(
            f"  {name}: {{image: '{IMAGE}'}}\n" for name in names + checked))
        subprocess.run(["git", "init", "-q", shop], check=True)
        (workspace.folder / "devstack.yml").write_text("version: 1\nname: noticing\nidas: {shop: {}}\n")
        watchers = {
            "window": Lines([WINDOW, str(workspace.folder)], home.env, of_window),
            "status --watch": Lines(
                [PROGRAM, *workspace.arguments("--format", "json", "status", "--watch")],
                home.env, of_status),
        }
        ended += watchers.values()
        for watcher in watchers.values():
            assert watcher.first(names[0], 0, is_state("missing"), 30), "it shows the workspace"
        events = Lines(["docker", "events", "--format", "{{json .}}", "--filter",
                        "label=devstack.workspace=" + workspace.id], home.env, of_events)
        ended.append(events)
        time.sleep(1)
        for name in names + checked:
            services.append(Service(workspace.id, name, name in checked))
        time.sleep(4)
        noticing = Noticing(events, watchers)
        for group, rows in ((services[:SIDE_BY_SIDE], CHANGES), (services[SIDE_BY_SIDE:], HEALTH)):
            threads = [threading.Thread(target=noticing.work, args=(one, rows)) for one in group]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        noticing.report()
    finally:
        for lines in ended:
            lines.end()
        for service in services:
            try:
                service.remove()
            except AssertionError:
                pass
        home.close()
    sys.exit("\n".join(noticing.failures) or 0)


if __name__ == "__main__":
    main()
