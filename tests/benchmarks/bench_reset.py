# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""A reset against what it is compared with, in one run: a bare kill and start of the same container,
a copy of the volume, and the import of the dump. Sizes of the dump in MB as arguments (100 1000).

Needs an Engine, DEVSTACK_PROGRAM and DEVSTACK_SOURCE_DIR.
"""
import os
import pathlib
import statistics
import sys
import time

SOURCE = pathlib.Path(os.environ["DEVSTACK_SOURCE_DIR"])
sys.path[:0] = [str(SOURCE / "tests/support"), str(SOURCE / "tests/integration/data")]

import store  # noqa: E402  (the paths come first)
from devstack_cli import Home, docker  # noqa: E402

ROUNDS = 5
ASK = 'until mariadb -ustore -psecret store -h127.0.0.1 -e "select 1" >/dev/null 2>&1; do sleep 0.02; done'


def timed(action):
    begun = time.monotonic()
    action()
    return time.monotonic() - begun


def median(action):
    return statistics.median(timed(action) for _ in range(ROUNDS))


def write_dump(path, megabytes):
    row = "x" * 1000
    with path.open("w") as out:
        for table in range(100):
            out.write(f"CREATE TABLE t{table} (id int primary key, text text) ENGINE=InnoDB;\n")
            for first in range(0, megabytes * 10, 500):
                rows = ",".join(f"({n},'{row}')" for n in range(first, first + 500))
                out.write(f"INSERT INTO t{table} VALUES {rows};\n")


def answers(workspace):
    docker("exec", workspace.container("store", "db"), "sh", "-c", ASK)


def bare_restart(workspace):
    name = workspace.container("store", "db")
    docker("kill", name)
    docker("start", name)
    answers(workspace)


def copy(workspace):
    docker("volume", "create", "devstack-bench-copy")
    docker(
        "run",
        "--rm",
        "-v",
        f"{base(workspace)}:/from:ro",
        "-v",
        "devstack-bench-copy:/to",
        "debian:bookworm-slim",
        "cp",
        "-a",
        "/from/.",
        "/to/",
        limit=600,
    )
    docker("volume", "rm", "devstack-bench-copy")


def base(workspace):
    (name,) = (volume for volume in workspace.owned("volumes") if "-base-" in volume)
    return name


def kilobytes(volume, folder):
    shown = docker("run", "--rm", "-v", f"{volume}:/v:ro", "debian:bookworm-slim", "du", "-sk", folder)
    return int(shown.split()[0])


def measure(home, megabytes):
    dump = home.folder / f"{megabytes}.sql"
    write_dump(dump, megabytes)
    workspace = store.make(home, f"bench{megabytes}")
    assert workspace.json("schema", "use", "store", dump, limit=600).code == 0
    first = workspace.json("reset", "store", "--yes", "--discard", limit=3600)
    assert first.code == 0, first
    (loaded,) = first.steps(kind="schema")
    dump.unlink()
    resets = []
    for _ in range(ROUNDS):
        done = workspace.json("reset", "store", "--yes", "--discard", limit=600)
        assert done.code == 0, done
        resets.append(done.json)
    bare = median(lambda: bare_restart(workspace))
    copied = median(lambda: copy(workspace))
    layer = kilobytes(f"{store.mounted(workspace)}-layer", "/v/upper")
    ready = statistics.median(each["ready"] for each in resets)
    print(
        f"{megabytes} MB: reset ready {ready:.2f} s, done "
        f"{statistics.median(each['done'] for each in resets):.2f} s "
        f"({resets[0]['mechanism']}); bare kill and start {bare:.2f} s ({ready / bare:.2f}); "
        f"copy {copied:.2f} s; import {loaded['seconds']:.1f} s; "
        f"{layer / 1024:.0f} of {kilobytes(base(workspace), '/v') / 1024:.0f} MB copied up",
        flush=True,
    )


def main():
    home = Home()
    try:
        for megabytes in map(int, sys.argv[1:] or ["100", "1000"]):
            measure(home, megabytes)
    finally:
        home.close()


if __name__ == "__main__":
    main()
