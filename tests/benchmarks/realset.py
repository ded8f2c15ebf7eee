#!/usr/bin/env python3
# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""The real set: one `devstack up` against each repository's own `make dev.provision`, one by one.

Both start from nothing but warm images. The classic way gets what its scripts expect: the network
devstack_default, a platform called edx.devstack.lms, the central devstack's colors.sh, the image
that `make docker_build` makes, and other host ports, so that nothing else on the machine is in the
way. Then the memory of the four IDAs with and without lean settings, in the same run.
Usage: DEVSTACK_CORPUS=FOLDER realset.py BUILD_DIR
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

SOURCE = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(SOURCE / "tests/support"), str(SOURCE / "tests/integration/corpus/run")]
os.environ["DEVSTACK_PROGRAM"] = str(pathlib.Path(sys.argv[1]).resolve() / "bin/devstack")
os.environ["DEVSTACK_SOURCE_DIR"] = str(SOURCE)

import realset  # noqa: E402  needs the variables above
from devstack_cli import Home, docker  # noqa: E402

OFFSET = 4000  # added to the host ports of the classic way
LIMIT = 900
ACCESS_IMAGE = "openedx/enterprise-access:latest-devstack"
SHIM = '#!/bin/sh\nexec docker compose "$@"\n'


class Classic:
    """The repositories' own scripts with plain Compose."""

    def __init__(self, folder, repositories):
        self.repositories = repositories
        tools = folder / "bin"
        tools.mkdir()
        (tools / "docker-compose").write_text(SHIM)
        (tools / "docker-compose").chmod(0o755)
        central = folder / "central/devstack/scripts"
        central.mkdir(parents=True)
        (central / "colors.sh").write_text("GREEN=''\nNC=''\n")
        self.env = {
            **os.environ,
            "PATH": f"{tools}:{os.environ['PATH']}",
            "DEVSTACK_WORKSPACE": str(folder / "central"),
        }
        for name, path in repositories.items():
            (folder / f"{name}.yml").write_text(self.ports(path))
        self.folder = folder

    def ports(self, path):
        """The Compose file that moves the published ports."""
        text = subprocess.run(
            ["docker", "compose", "config", "--format", "json"],
            cwd=path, check=True, capture_output=True, text=True,
        ).stdout
        lines = ["services:"]
        for name, service in json.loads(text)["services"].items():
            moved = [
                f'"127.0.0.1:{int(port["published"]) + OFFSET}:{port["target"]}"'
                for port in service.get("ports", [])
            ]
            lines.append(f"  {name}: {{ports: !override [{', '.join(moved)}]}}")
        return "\n".join(lines) + "\n"

    def run(self, ida, *command, check=True):
        files = f"docker-compose.yml:{self.folder / (ida + '.yml')}"
        done = subprocess.run(
            command, cwd=self.repositories[ida], env={**self.env, "COMPOSE_FILE": files},
            capture_output=True, text=True, timeout=LIMIT, stdin=subprocess.DEVNULL, check=False,
        )
        if check and done.returncode:
            raise SystemExit(f"{ida}: {command} → {done.returncode}\n{done.stdout}{done.stderr}")

    def platform(self):
        name = realset.PLATFORM
        self.run(name, "docker", "compose", "up", "-d", "--build")
        probe = ["docker", "compose", "exec", "-T", "app", "python3", "manage.py"]
        while subprocess.run(
            [*probe, "migrate", "--noinput"], cwd=self.repositories[name], capture_output=True,
            env={**self.env, "COMPOSE_FILE": f"docker-compose.yml:{self.folder / (name + '.yml')}"},
            check=False,
        ).returncode:
            time.sleep(0.2)
        self.run(name, *probe, "loaddata", "base")

    def provision(self):
        """Seconds of each, in order."""
        seconds = {}
        begun = time.monotonic()
        self.platform()
        seconds[realset.PLATFORM] = time.monotonic() - begun
        for ida in realset.SET:
            begun = time.monotonic()
            self.run(ida.name, "make", "dev.provision")
            seconds[ida.name] = time.monotonic() - begun
        return seconds

    def remove(self):
        for name in self.repositories:
            self.run(name, "docker", "compose", "down", "-v", "-t", "1", check=False)


def memory(workspace):
    used = workspace.memory()
    idas = [value for name, value in used.items() if f"-{realset.PLATFORM}-" not in name]
    return sum(idas) / 2**20, len(idas)


def ours(home, name, repositories, lean=True):
    workspace = realset.RealWorkspace(home, name, repositories)
    if not lean:
        off = workspace.workspace.run("config", "--lean", "off")
        assert off.code == 0, off
    begun = time.monotonic()
    outcome = workspace.workspace.up()
    seconds = time.monotonic() - begun
    assert outcome.code == 0, outcome
    return workspace, seconds


def main():
    made = realset.standins.make()
    home = Home()
    classic = None
    had_network = "devstack_default" in docker("network", "ls", "--format", "{{.Name}}").split()
    had_image = bool(docker("images", "-q", ACCESS_IMAGE))
    try:
        repositories = realset.make_repositories(home.folder / "repositories")
        warm, _ = ours(home, "warm", repositories)
        warm.workspace.run("down", "--volumes", "--yes")
        workspace, first = ours(home, "ours", repositories)
        with_lean, count = memory(workspace)
        again = workspace.workspace.up()
        workspace.workspace.run("down", "--volumes", "--yes")
        print(f"devstack up, from nothing    {first:.1f} s ({count} containers of the four IDAs)")
        print(f"devstack up, nothing to do   {again.seconds:.2f} s")

        if not had_network:
            docker("network", "create", "devstack_default")
        access = str(repositories["enterprise-access"])
        docker("build", "-q", "--target", "devstack", "-t", ACCESS_IMAGE, access, limit=LIMIT)
        classic_folder = pathlib.Path(tempfile.mkdtemp(dir=home.folder))
        classic = Classic(classic_folder, repositories)
        for name in repositories:
            classic.run(name, "docker", "compose", "build")
        seconds = classic.provision()
        classic.remove()
        print("make dev.provision           " + " + ".join(
            f"{name} {value:.1f}" for name, value in seconds.items()))
        total = sum(seconds.values())
        print(f"one after the other          {total:.1f} s; ratio {total / first:.2f}")

        workspace, _ = ours(home, "full", repositories, lean=False)
        without, _ = memory(workspace)
        print(f"memory of the four IDAs      {with_lean:.0f} MiB lean, {without:.0f} MiB without")
    finally:
        if classic:
            classic.remove()
        if not had_network:
            docker("network", "rm", "devstack_default", check=False)
        if not had_image:
            docker("rmi", ACCESS_IMAGE, check=False)
        home.close()
        if not os.environ.get("DEVSTACK_KEEP_STANDINS"):
            realset.standins.remove(made)


if __name__ == "__main__":
    main()
