#!/usr/bin/env python3
# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""Provisioning the sample: `devstack up` against the same work done one IDA after the other with plain Compose.

Both start from nothing but warm images (each is built once before), in turn, in one run; what counts is the ratio. Then
`up` with nothing to do: its time and the processes it starts. Usage: bench_up.py BUILD_DIR [ROUNDS]
"""

import json
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time

SOURCE = pathlib.Path(__file__).resolve().parents[2]


def run(*command, **options):
    return subprocess.run([str(word) for word in command], check=True, text=True, capture_output=True, **options)


def seconds(action):
    begin = time.monotonic()
    action()
    return time.monotonic() - begin


def main():
    devstack = pathlib.Path(sys.argv[1]) / "bin" / "devstack"
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    with tempfile.TemporaryDirectory(prefix="devstack-bench-") as folder:
        os.environ["XDG_STATE_HOME"] = f"{folder}/state"
        ours, classic = [], []
        for number in range(rounds + 1):
            workspace = f"{folder}/ours{number}"
            run(devstack, "sample", workspace)
            try:
                ours.append(seconds(lambda: run(devstack, "-w", workspace, "up", "--trust", "--quiet")))
                if number == rounds:
                    idle(devstack, workspace)
            finally:
                run(devstack, "-w", workspace, "down", "--volumes", "--yes", "--quiet")
            other = f"{folder}/classic{number}"
            run(SOURCE / "tests/sample/make-workspace.sh", "--clone", other)
            text = run(SOURCE / "tests/benchmarks/classic.sh", "--port-offset", 3000, other).stdout
            classic.append(float(re.findall(r"([0-9.]+) ?s", text)[-1]))
        # The first round warms images and caches of both.
        print("devstack up, from nothing   ", " ".join(f"{value:.1f}" for value in ours[1:]), "s")
        print("plain Compose, one by one   ", " ".join(f"{value:.1f}" for value in classic[1:]), "s")
        print(f"ratio of the medians         {statistics.median(classic[1:]) / statistics.median(ours[1:]):.2f}")


def idle(devstack, workspace):
    times = [seconds(lambda: run(devstack, "-w", workspace, "up", "--quiet")) for _ in range(7)]
    print(f"up with nothing to do        {statistics.median(times):.2f} s (median of 7)")
    trace = subprocess.run(
        ["strace", "-f", "-qq", "-e", "trace=execve", str(devstack), "-w", workspace, "up", "--quiet"],
        check=True, text=True, capture_output=True).stderr
    started = [line for line in trace.splitlines() if "execve(" in line and "= 0" in line]
    print(f"processes it starts          {len(started) - 1}")
    status = json.loads(run(devstack, "-w", workspace, "status", "--format", "json").stdout)
    memory = sum(service["memory"] for ida in status["idas"] for service in ida["services"])
    print(f"memory of the twelve services {memory / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
