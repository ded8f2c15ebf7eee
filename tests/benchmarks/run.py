#!/usr/bin/env python3
# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""Runs the benchmarks that have a peer, and holds their ratios against those that were kept.

    run.py BUILD_DIR [--keep] [NAME…]        names: compose, logs, peers, reset, up, window; without any: all

Ends with 1 when a ratio is more than a fifth worse than the kept one (budget.json). --keep takes the
ratios of this run as the kept ones and writes them into docs/performance.md. BUILD_DIR is a build of
the preset "benchmarks".
"""
import datetime
import json
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
SOURCE = HERE.parents[1]
BUDGET = HERE / "budget.json"
DOCUMENT = SOURCE / "docs/performance.md"
MARKS = ("<!-- ratios: written by tests/benchmarks/run.py -->\n", "<!-- end of ratios -->\n")
WORSE = 1.2


def benchmarks(build):
    """Name → the commands that make it."""
    python = sys.executable
    return {
        "compose": [[build / "bench_compose"]],
        "logs": [[python, HERE / "bench_logs.py"]],
        "peers": [[python, HERE / "bench_peers.py"]],
        "reset": [[python, HERE / "bench_reset.py", product, "100"] for product in ("mariadb", "mysql", "postgres")],
        "up": [[python, HERE / "bench_up.py", build, "1"]],
        "window": [[python, HERE / "bench_window.py", build]],
    }


def measured(commands, build):
    """The records of all commands; ends the program where one fails."""
    with tempfile.NamedTemporaryFile("r", suffix=".jsonl") as told:
        environment = dict(
            os.environ,
            DEVSTACK_RATIOS=told.name,
            DEVSTACK_PROGRAM=str(build / "bin/devstack"),
            DEVSTACK_SOURCE_DIR=str(SOURCE),
        )
        for command in commands:
            if subprocess.run([str(word) for word in command], env=environment, check=False).returncode != 0:
                sys.exit(f"run.py: {' '.join(map(str, command))} failed")
        return [json.loads(line) for line in told.read().splitlines()]


def lost(records, kept):
    """Sentences about the ratios that are worse than what was kept allows."""
    return [
        f"{one['name']}: ratio {one['ratio']:.2f}, kept {kept[one['name']]['ratio']:.2f}"
        for one in records
        if one["name"] in kept and one["ratio"] > WORSE * kept[one["name"]]["ratio"]
    ]


def table(kept):
    rows = ["| what | ours | peer | ratio | measured |\n", "|---|---|---|---|---|\n"]
    for name, one in sorted(kept.items()):
        rows.append(
            f"| {name} | {one['ours']:.2f} {one['unit']} | {one['peer']}: {one['theirs']:.2f} {one['unit']} | "
            f"{one['ratio']:.2f} | {one['date']}, load {one['load']:.1f} |\n"
        )
    return "".join(rows)


def keep(records, kept, load):
    date = datetime.date.today().isoformat()
    for one in records:
        kept[one["name"]] = {key: one[key] for key in ("ours", "peer", "theirs", "unit", "ratio")} | {
            "date": date, "load": load,
        }
    BUDGET.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n")
    text = DOCUMENT.read_text()
    begin, end = text.index(MARKS[0]) + len(MARKS[0]), text.index(MARKS[1])
    DOCUMENT.write_text(text[:begin] + table(kept) + text[end:])


def main():
    words = [word for word in sys.argv[1:] if word != "--keep"]
    if not words:
        sys.exit(__doc__)
    build = pathlib.Path(words[0]).resolve()
    known = benchmarks(build)
    names = words[1:] or list(known)
    for name in names:
        if name not in known:
            sys.exit(f"run.py: there is no benchmark {name}; there are {', '.join(known)}")
    load = os.getloadavg()[0]
    records = measured([command for name in names for command in known[name]], build)
    kept = json.loads(BUDGET.read_text()) if BUDGET.exists() else {}
    worse = lost(records, kept)
    if "--keep" in sys.argv:
        keep(records, kept, load)
    elif worse:
        sys.exit("more than a fifth worse than kept:\n" + "\n".join(worse))


if __name__ == "__main__":
    main()
