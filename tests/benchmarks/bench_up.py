#!/usr/bin/env python3
# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""Provisioning the sample: `devstack up` against the same work done one IDA after the other with plain Compose.

In turn, in one run, from nothing but warm images (each is made once before); what counts is the ratio:
`up` of the sample as it comes, which begins with the dumps in its repositories; `up` with schema snapshots of a
provisioned workspace, which were pulled from a registry on loopback; plain Compose, which migrates from nothing.
Then the pull itself, and `up` with nothing to do: its time and the processes it starts.
Usage: bench_up.py BUILD_DIR [ROUNDS]
"""

import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

SOURCE = pathlib.Path(__file__).resolve().parents[2]
DEVSTACK = pathlib.Path(sys.argv[1]).resolve() / "bin" / "devstack"
os.environ.update(DEVSTACK_PROGRAM=str(DEVSTACK), DEVSTACK_SOURCE_DIR=str(SOURCE))
sys.path[:0] = [str(SOURCE / part) for part in ("tests/support", "tests/benchmarks")]
from ratios import tell  # noqa: E402
from registry import Registry  # noqa: E402

IDAS = ("platform", "catalog", "licences", "credentials")


def run(*command, **options):
    return subprocess.run([str(word) for word in command], check=True, text=True, capture_output=True, **options)


def devstack(workspace, *words):
    return run(DEVSTACK, "-w", workspace, *words)


def seconds(action):
    begin = time.monotonic()
    action()
    return time.monotonic() - begin


class Bench:
    """What the rounds share: a folder, and a registry with the snapshots."""

    def __init__(self, folder, registry):
        self.folder, self.registry = folder, registry
        self.times = {"dumps": [], "snapshots": [], "classic": []}
        self.file = None  # the devstack.yml that names the snapshots

    def snapshot(self, ida):
        return f"{self.registry.host}/sample/{ida}:1"

    def publish(self, workspace):
        """Snapshots of a provisioned workspace, in the registry and in devstack.yml for everybody."""
        for ida in IDAS:
            devstack(workspace, "schema", "build", ida, "--tag", self.snapshot(ida), "--from-service")
            devstack(workspace, "schema", "push", self.snapshot(ida))
        for ida in IDAS:
            devstack(workspace, "schema", "use", ida, self.snapshot(ida), "--shared")
        self.file = pathlib.Path(workspace, "devstack.yml").read_text()

    def ours(self, kind, number, then=None):
        workspace = f"{self.folder}/{kind}{number}"
        run(DEVSTACK, "sample", workspace)
        if kind == "snapshots":
            pathlib.Path(workspace, "devstack.yml").write_text(self.file)
        try:
            self.times[kind].append(seconds(lambda: devstack(workspace, "up", "--trust", "--quiet")))
            if then:
                then(workspace)
        finally:
            devstack(workspace, "down", "--volumes", "--yes", "--quiet")
            shutil.rmtree(workspace)

    def classic(self, number):
        workspace = f"{self.folder}/classic{number}"
        run(SOURCE / "tests/sample/make-workspace.sh", workspace)
        text = run(SOURCE / "tests/benchmarks/classic.sh", "--port-offset", 3000, workspace).stdout
        self.times["classic"].append(float(re.findall(r"([0-9.]+) ?s", text)[-1]))

    def pull(self):
        for ida in IDAS:
            run("docker", "rmi", self.snapshot(ida))
        return seconds(lambda: [run("docker", "pull", "--quiet", self.snapshot(ida)) for ida in IDAS])

    def tell(self, workspace):
        journal = max(pathlib.Path(workspace, ".devstack/runs").glob("*.jsonl"))
        ends = [json.loads(line) for line in journal.read_text().splitlines()]
        ends = [end for end in ends if end["type"] == "finished"]
        ends = [end for end in ends if end["step"].split(":")[0] in ("bootstrap", "client", "seed")]
        brought = sum(end["reason"] == "the snapshot has it" for end in ends)
        print(f"in the snapshots             {brought} of {len(ends)} migrations, clients and seeds")
        idle(workspace)

    def report(self):
        classic = self.times["classic"][1:]
        print("plain Compose, one by one   ", *(f"{value:.1f}" for value in classic), "s")
        for kind in ("dumps", "snapshots"):
            ours = self.times[kind][1:]
            print(f"up, beginning with {kind:9s}", *(f"{value:.1f}" for value in ours), "s")
            tell(f"up of the sample from {kind}", statistics.median(ours), statistics.median(classic),
                 "plain Compose, one by one")

    def close(self):
        for ida in IDAS:
            subprocess.run(["docker", "rmi", self.snapshot(ida)], capture_output=True, check=False)


def idle(workspace):
    times = [seconds(lambda: devstack(workspace, "up", "--quiet")) for _ in range(7)]
    print(f"up with nothing to do        {statistics.median(times):.2f} s (median of 7)")
    trace = run("strace", "-f", "-qq", "-e", "trace=execve", DEVSTACK, "-w", workspace, "up", "--quiet").stderr
    started = [line for line in trace.splitlines() if "execve(" in line and "= 0" in line]
    print(f"processes it starts          {len(started) - 1}")
    status = json.loads(devstack(workspace, "status", "--format", "json").stdout)
    memory = sum(service["memory"] for ida in status["idas"] for service in ida["services"])
    print(f"memory of the twelve services {memory / 1e6:.0f} MB")


def main():
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    registry = Registry()
    try:
        with tempfile.TemporaryDirectory(prefix="devstack-bench-") as folder:
            os.environ["XDG_STATE_HOME"] = f"{folder}/state"
            bench = Bench(folder, registry)
            try:
                # The first round warms images and caches, and is not counted.
                bench.ours("dumps", 0, bench.publish)
                bench.ours("snapshots", 0)
                bench.classic(0)
                for number in range(1, rounds + 1):
                    bench.ours("dumps", number)
                    bench.ours("snapshots", number, bench.tell if number == rounds else None)
                    bench.classic(number)
                print(f"pull of the four snapshots   {bench.pull():.1f} s")
                bench.report()
            finally:
                bench.close()
    finally:
        registry.end()


if __name__ == "__main__":
    main()
