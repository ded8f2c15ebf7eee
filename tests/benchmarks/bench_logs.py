# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""A million lines into the log store, against `docker logs` to a null device in the same run.

    bench_logs.py

Recorded by `down`, which takes what is not there yet before it removes a container; its start counts too.
Needs an Engine, DEVSTACK_PROGRAM and DEVSTACK_SOURCE_DIR.
"""
import os
import pathlib
import subprocess
import sys
import time

SOURCE = pathlib.Path(os.environ["DEVSTACK_SOURCE_DIR"])
sys.path[:0] = [str(SOURCE / part) for part in ("tests/support", "tests/benchmarks")]

from devstack_cli import Home, docker, eventually, make_repository  # noqa: E402  (the paths come first)
from ratios import tell  # noqa: E402

LINES = 1_000_000
ROUNDS = 2
TALKS = """\
services:
  noisy:
    image: "debian:bookworm-slim"
    command: ["sh", "-c", "seq -f '2026-11-30 12:00:00 INFO [records] GET /api/v2/records/ 200 in 14 ms, request %%.0f' 1 %d; sleep infinity"]
    init: true
""" % LINES


def output(file):
    """How many lines a service wrote into a segment."""
    with file.open("rb") as lines:
        return sum(line[20:21] in (b"o", b"e") for line in lines)


home = Home()
try:
    workspace = home.workspace("benchlogs")
    assert home.run("init", workspace.folder).code == 0
    folder = workspace.folder / "it"
    folder.mkdir()
    (folder / "docker-compose.yml").write_text(TALKS)
    make_repository(folder)
    assert workspace.run("add", folder).code == 0
    assert workspace.up().code == 0
    store = workspace.folder / ".devstack/logs"
    container = workspace.container("it", "noisy")
    eventually(lambda: f"request {LINES}" in docker("logs", "--tail", "1", container), 300, "all is written")
    for file in store.rglob("*.log"):
        file.unlink()  # what `up` recorded meanwhile
    times = []
    for _ in range(ROUNDS):
        began = time.monotonic()
        subprocess.run(["docker", "logs", container], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        times.append(time.monotonic() - began)
    began = time.monotonic()
    down = workspace.spawn("down")
    size, last = 0, began
    while down.poll() is None:
        now = sum(file.stat().st_size for file in store.rglob("*.log"))
        if now != size:
            size, last = now, time.monotonic()
        time.sleep(0.02)
    lines = sum(output(file) for file in store.rglob("*.log"))
    assert lines == LINES, f"{lines} of {LINES} lines"
    tell(f"{LINES:,} lines into the log store", last - began, min(times), "docker logs")
finally:
    home.close()
