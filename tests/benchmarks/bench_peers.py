#!/usr/bin/env python3
# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""Everyday verbs against the docker client and Compose, by turns in one run: the list of containers,
`up` with nothing to do, and a log of 200,000 lines. Needs an Engine, DEVSTACK_PROGRAM and
DEVSTACK_SOURCE_DIR.
"""
import os
import pathlib
import statistics
import subprocess
import sys
import time

SOURCE = pathlib.Path(os.environ["DEVSTACK_SOURCE_DIR"])
sys.path[:0] = [str(SOURCE / part) for part in ("tests/support", "tests/benchmarks")]

from devstack_cli import PROGRAM, Home, docker, eventually, make_repository  # noqa: E402
from ratios import tell  # noqa: E402

ROUNDS = 7
LINES = 200_000
COMPOSE = f"""\
services:
  talker:
    image: debian:bookworm-slim
    init: true
    stop_grace_period: 0s
    command:
    - sh
    - -c
    - |
      seq -f '%.0f a line of a log that is as long as lines of logs are, more or less' {LINES}; sleep infinity
"""


def timed(command, **options):
    begun = time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)
    return time.monotonic() - begun


def by_turns(name, ours, theirs, peer):
    """Medians: what else the machine does meets both."""
    pairs = [(ours(), theirs()) for _ in range(ROUNDS)]
    tell(name, statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs), peer)


def main():
    home = Home()
    try:
        workspace = home.workspace("peers")
        folder = workspace.folder / "talks"
        folder.mkdir(parents=True)
        (folder / "docker-compose.yml").write_text(COMPOSE)
        make_repository(folder)
        (workspace.folder / "devstack.yml").write_text("version: 1\nname: peers\nidas: {talks: {}}\n")
        up = workspace.up()
        assert up.code == 0, up
        name = workspace.container("talks", "talker")
        eventually(lambda: str(LINES) in docker("logs", "--tail", "1", name), 60, "all lines are written")
        # The same project for Compose: its own model, as it runs.
        model = workspace.folder / ".devstack/idas/talks/compose.json"
        project = docker("inspect", "-f", '{{index .Config.Labels "com.docker.compose.project"}}', name)
        compose = ["docker", "compose", "-p", project, "-f", str(model)]

        def devstack(*words):
            return timed([PROGRAM, *workspace.arguments(*words)], env=home.env)

        by_turns("list of containers", lambda: devstack("status"), lambda: timed([*compose, "ps"]), "docker compose ps")
        by_turns(
            "up with nothing to do",
            lambda: devstack("up", "--quiet"),
            lambda: timed([*compose, "up", "--detach"]),
            "docker compose up",
        )
        by_turns(
            "log of 200,000 lines",
            lambda: devstack("logs", "--tail", "all", "talks"),
            lambda: timed(["docker", "logs", name]),
            "docker logs",
        )
    finally:
        home.close()


if __name__ == "__main__":
    main()
