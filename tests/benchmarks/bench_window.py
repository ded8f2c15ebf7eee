#!/usr/bin/env python3
# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""The first frame of the desktop program against that of a bare QML window, by turns in one run.

In a real window (Xvfb, software rendering). Usage: bench_window.py BUILD_DIR
"""
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time

from ratios import tell

ROUNDS = 7
DISPLAY = ":94"


def until(action, what, limit=20):
    end = time.monotonic() + limit
    while time.monotonic() < end:
        if value := action():
            return value
        time.sleep(0.02)
    sys.exit(f"bench_window.py: {what}")


def ours(program, state):
    log = pathlib.Path(state) / "devstack/devstack.log"
    log.unlink(missing_ok=True)
    process = subprocess.Popen([program], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        found = until(
            lambda: log.exists() and re.search(r"first frame after (\d+) ms", log.read_text()),
            "the window did not appear",
        )
        return int(found[1])
    finally:
        process.terminate()
        process.wait()


def bare(program):
    return int(subprocess.run([program], check=True, capture_output=True, text=True, timeout=20).stdout)


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    server = subprocess.Popen(
        ["Xvfb", DISPLAY, "-screen", "0", "1440x900x24"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        until(lambda: pathlib.Path(f"/tmp/.X11-unix/X{DISPLAY[1:]}").exists(), "there is no screen")
        with tempfile.TemporaryDirectory() as state:
            os.environ.update(
                DISPLAY=DISPLAY,
                QT_QUICK_BACKEND="software",
                QT_QPA_PLATFORM="xcb",
                XDG_STATE_HOME=state,
                XDG_CONFIG_HOME=state + "/config",
            )
            pairs = [(ours(build / "bin/devstack-desktop", state), bare(build / "bench_barewindow")) for _ in range(ROUNDS)]
        tell(
            "first frame of the window",
            statistics.median(a for a, _ in pairs),
            statistics.median(b for _, b in pairs),
            "a bare QML window",
            "ms",
        )
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
