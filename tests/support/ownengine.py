# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""An Engine of the test's own, to be killed: data, socket, network and process apart from the
machine's.

Needs root and a `dockerd` in PATH; `why_not()` says what is missing.
"""
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile

from devstack_cli import docker, eventually


def why_not():
    """What keeps this machine from running a second Engine; empty: nothing."""
    if os.geteuid() != 0:
        return "a second Engine needs root"
    if not shutil.which("dockerd"):
        return "there is no dockerd"
    return ""


class OwnEngine:
    """Starts with the images named, taken from the machine's Engine; end() removes everything."""

    def __init__(self, *images):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="devstack-engine-"))
        self.socket = self.folder / "engine.sock"
        self.process = None
        (self.folder / "settings.json").write_text("{}")
        try:
            self.start()
            for image in images:
                saved = subprocess.Popen(["docker", "save", image], stdout=subprocess.PIPE)
                subprocess.run(
                    ["docker", "load", "-q"], stdin=saved.stdout, env=self.env, check=True,
                    stdout=subprocess.DEVNULL, timeout=120,
                )
                saved.stdout.close()
                saved.wait(60)
        except BaseException:
            self.end()
            raise

    @property
    def host(self):
        return f"unix://{self.socket}"

    @property
    def env(self):
        return {**os.environ, "DOCKER_HOST": self.host}

    def docker(self, *arguments, **options):
        return docker(*arguments, env=self.env, **options)

    def start(self):
        """Its containerd does not always come up in time on a busy machine: three attempts."""
        for attempt in range(3):
            try:
                self.launch()
                return
            except AssertionError:
                if attempt == 2 or self.process.poll() is None:
                    raise

    def launch(self):
        log = (self.folder / "log").open("ab")
        self.process = subprocess.Popen(
            [
                # A network of its own: an Engine takes the bridge docker0 for its own and removes it.
                *("unshare", "--net", "--"),
                "dockerd",
                f"--host={self.host}",
                f"--data-root={self.folder / 'data'}",
                f"--exec-root={self.folder / 'exec'}",
                f"--pidfile={self.folder / 'pid'}",
                "--storage-driver=vfs",
                f"--config-file={self.folder / 'settings.json'}",
                "--iptables=false",
                "--ip-masq=false",
            ],
            stdout=log,
            stderr=log,
        )
        log.close()
        eventually(self.answers, 60, f"the Engine answers: {self.folder / 'log'}")

    def answers(self):
        if self.process.poll() is not None:
            raise AssertionError((self.folder / "log").read_text()[-3000:])
        return docker("version", "-f", "{{.Server.Version}}", check=False, env=self.env)

    def children(self):
        """Every process below the Engine's: containerd, its shims, the containers."""
        below, found = [self.process.pid], []
        while below:
            pid = below.pop()
            tasks = pathlib.Path(f"/proc/{pid}/task").glob("*/children")
            own = [int(child) for task in tasks for child in _read(task).split()]
            below += own
            found += own
        return found

    def shims(self):
        """The shims have no parent but init: they are known by the Engine's folder in their words."""
        mine = []
        for entry in pathlib.Path("/proc").iterdir():
            if entry.name.isdigit() and str(self.folder) in _read(entry / "cmdline"):
                mine.append(int(entry.name))
        return mine

    def kill(self):
        """As the power cut does it: the Engine, its containerd and all containers, no goodbye."""
        doomed = {self.process.pid, *self.children(), *self.shims()}
        for pid in list(doomed):
            tasks = pathlib.Path(f"/proc/{pid}/task").glob("*/children")
            doomed |= {int(child) for task in tasks for child in _read(task).split()}
        for pid in doomed:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        self.process.wait(30)
        # What a machine does not have either after it was started again: /run is empty then.
        for file in (self.folder / "pid", self.socket):
            file.unlink(missing_ok=True)
        self.unmount(self.folder / "exec")
        shutil.rmtree(self.folder / "exec", ignore_errors=True)

    def unmount(self, folder):
        for line in pathlib.Path("/proc/mounts").read_text().splitlines():
            place = line.split()[1]
            if place.startswith(str(folder)):
                subprocess.run(["umount", "-l", place], check=False)

    def end(self):
        if self.process and self.process.poll() is None:
            ids = docker("ps", "-aq", check=False, env=self.env).split()
            if ids:
                docker("rm", "-f", *ids, check=False, env=self.env)
            self.process.terminate()
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.kill()
        self.unmount(self.folder)
        shutil.rmtree(self.folder, ignore_errors=True)


def _read(path):
    try:
        return path.read_text(errors="replace")
    except OSError:
        return ""
