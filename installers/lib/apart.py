#!/usr/bin/env python3
# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""Reads every source by itself, warnings as errors: what a build of several at a time hides.

The build compiles batches, in which one source's include serves the next; a build of one file at a
time would then fail. Nothing is written. With a commit only a twelfth of the sources is read, another
one for each commit: all of them take as long as a build.
Usage: apart.py COMPILE_COMMANDS JOBS [COMMIT]
"""
import concurrent.futures
import json
import pathlib
import shlex
import subprocess
import sys

SHARE = 12
SOURCE = pathlib.Path(__file__).resolve().parents[2] / "src"


def check(entry):
    """The source and what the compiler has against it; empty: nothing."""
    words = shlex.split(entry["command"])
    words = words[1:] if words[0].endswith("ccache") else words
    output = words.index("-o")
    command = words[:output] + words[output + 2:] + ["-fsyntax-only"]
    done = subprocess.run(command, cwd=entry["directory"], capture_output=True, text=True, check=False)
    return entry["file"], done.stderr if done.returncode else ""


def main():
    entries = json.loads(pathlib.Path(sys.argv[1]).read_text())
    own = [entry for entry in entries if SOURCE in pathlib.Path(entry["file"]).parents]
    own.sort(key=lambda entry: entry["file"])
    if len(sys.argv) > 3:
        own = own[int(sys.argv[3][:8], 16) % SHARE::SHARE]
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(int(sys.argv[2])) as pool:
        for _, fault in pool.map(check, own):
            if fault:
                failed += 1
                sys.stderr.write(fault)
    print(f"{len(own)} sources, {failed} with faults")
    return 1 if failed or not own else 0


if __name__ == "__main__":
    sys.exit(main())
