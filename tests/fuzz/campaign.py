#!/usr/bin/env python3
# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""Runs every fuzzer to so many inputs, in turns of a minute, and adds up their counts.

STATE keeps the counts (counts.json), what the fuzzers grew from the corpora, and what they found; the
next call goes on there. Ends with 1 when anything was found: a fuzzer stops at its first find.
Usage: campaign.py FOLDER_OF_FUZZERS STATE [INPUTS [JOBS]]
"""
import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys

CORPORA = pathlib.Path(__file__).resolve().parent / "corpus"
TURN = 60  # seconds
# One that never stops to look for leaks, and keeps little of what was freed: twice as fast.
OPTIONS = "quarantine_size_mb=8:malloc_context_size=4:detect_leaks=0"


def figure(text, name):
    found = re.search(rf"stat::{name}:\s+(\d+)", text)
    return int(found.group(1)) if found else 0


def turn(fuzzer, state, left):
    """One turn of a fuzzer: its inputs, seconds, megabytes and what it found."""
    name = fuzzer.name.removeprefix("fuzz_")
    grown = state / "grown" / name
    grown.mkdir(parents=True, exist_ok=True)
    found = state / "found" / name
    found.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        [fuzzer, f"-max_total_time={TURN}", f"-runs={left}",
         f"-max_len={512 if name == 'dockerfile' else 2048}", "-timeout=10", "-rss_limit_mb=1024",
         "-print_final_stats=1", "-print_funcs=0", f"-artifact_prefix={found}/", grown, CORPORA / name],
        capture_output=True, text=True, errors="replace", check=False,
        env=os.environ | {"ASAN_OPTIONS": OPTIONS, "LC_ALL": "C.UTF-8"})
    if done.returncode:
        (state / f"{name}.log").write_text(done.stderr)
    return (figure(done.stderr, "number_of_executed_units"), figure(done.stderr, "peak_rss_mb"),
            figure(done.stderr, "slowest_unit_time_sec"), done.returncode != 0)


def main():
    fuzzers = sorted(pathlib.Path(sys.argv[1]).glob("fuzz_*"))
    state = pathlib.Path(sys.argv[2]).resolve()
    state.mkdir(parents=True, exist_ok=True)
    wanted = int(sys.argv[3]) if len(sys.argv) > 3 else 1_000_000
    file = state / "counts.json"
    counts = json.loads(file.read_text()) if file.exists() else {}
    stopped = set()

    def step(fuzzer):
        mine = counts.setdefault(fuzzer.name, {"inputs": 0, "mb": 0, "slowest": 0, "finds": 0})
        inputs, memory, slowest, found = turn(fuzzer, state, wanted - mine["inputs"])
        mine.update(inputs=mine["inputs"] + inputs, mb=max(mine["mb"], memory),
                    slowest=max(mine["slowest"], slowest), finds=mine["finds"] + found)
        # An input that brings it down before it counts any would be tried for ever.
        if found or not inputs:
            stopped.add(fuzzer)

    with concurrent.futures.ThreadPoolExecutor(int(sys.argv[4]) if len(sys.argv) > 4 else 1) as pool:
        while True:
            left = [each for each in fuzzers if each not in stopped
                    and counts.get(each.name, {}).get("inputs", 0) < wanted]
            if not left:
                break
            for _ in pool.map(step, left):
                file.write_text(json.dumps(counts, indent=1, sort_keys=True))
    print(json.dumps(counts, indent=1, sort_keys=True))
    return 1 if stopped else 0


if __name__ == "__main__":
    sys.exit(main())
