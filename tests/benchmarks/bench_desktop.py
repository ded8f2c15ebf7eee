#!/usr/bin/env python3
# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""The desktop program on a workspace: time to the first frame, resident memory, CPU when idle.

In a real window (Xvfb, software rendering). Usage: bench_desktop.py BUILD_DIR WORKSPACE
"""

import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time

IDLE_SECONDS = 30


def cpu_seconds(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def wait_for(action, limit=20):
    end = time.monotonic() + limit
    while time.monotonic() < end:
        value = action()
        if value:
            return value
        time.sleep(0.05)
    sys.exit("the window did not appear")


def measure(program, workspace, state, idle):
    environment = dict(os.environ, XDG_STATE_HOME=state, XDG_CONFIG_HOME=state + "/config",
                       QT_QUICK_BACKEND="software", QT_QPA_PLATFORM="xcb")
    log = pathlib.Path(state) / "devstack" / "devstack.log"
    log.unlink(missing_ok=True)
    process = subprocess.Popen([program, workspace], env=environment,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        def frame():
            text = log.read_text() if log.exists() else ""
            found = re.search(r"first frame after (\d+) ms", text)
            return found and int(found[1])
        first = wait_for(frame)
        if not idle:
            return first, 0, 0
        time.sleep(8)
        before = cpu_seconds(process.pid)
        time.sleep(IDLE_SECONDS)
        used = cpu_seconds(process.pid) - before
        status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
        resident = int(re.search(r"VmRSS:\s+(\d+)", status)[1])
        return first, resident / 1024, 100 * used / IDLE_SECONDS
    finally:
        process.terminate()
        process.wait()


def main():
    program = str(pathlib.Path(sys.argv[1]) / "bin" / "devstack-desktop")
    display = ":93"
    server = subprocess.Popen(["Xvfb", display, "-screen", "0", "1440x900x24"],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.environ["DISPLAY"] = display
    try:
        wait_for(lambda: pathlib.Path("/tmp/.X11-unix/X93").exists())
        with tempfile.TemporaryDirectory() as state:
            firsts = [measure(program, sys.argv[2], state, False)[0] for _ in range(5)]
            _, resident, idle = measure(program, sys.argv[2], state, True)
        print(f"first frame       {statistics.median(firsts):.0f} ms (median of 5)")
        print(f"resident memory   {resident:.0f} MiB")
        print(f"CPU when idle     {idle:.2f} % of one core over {IDLE_SECONDS} s")
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
