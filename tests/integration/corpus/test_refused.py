# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""lint and Compose agree on what Compose refuses to load: on the small files of the unit test and on Compose's own loader tests.

Needs the Compose plugin, no Engine. Where DEVSTACK_CORPUS_FILES is not set, only the small files are compared."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

DEVSTACK = os.environ["DEVSTACK_PROGRAM"]
SOURCE = pathlib.Path(__file__).resolve().parents[3]
VERDICTS = SOURCE / "tests/unit/foreign/review/data/composeverdicts.txt"


def compose_loads(folder):
    """Compose's verdict on the files it takes by itself in a folder, nothing of this shell let in."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder)}
    for name in ("DOCKER_CONFIG",):
        if name in os.environ:
            environment[name] = os.environ[name]
    ran = subprocess.run(["docker", "compose", "config", "-q"], cwd=folder, env=environment, capture_output=True, text=True, timeout=60)
    return ran.returncode == 0, ran.stderr.strip().splitlines()[-1:] or [""]


def lint_finds(folder):
    """What lint finds of the two rules, and whether it could read the files at all."""
    ran = subprocess.run([DEVSTACK, "lint", "--format", "json", str(folder)], cwd=folder, capture_output=True, text=True, timeout=60)
    findings = json.loads(ran.stdout)
    refused = [one for one in findings["findings"] if one["rule"] == "compose-refused"]
    missing = [one for one in findings["findings"] if one["rule"] == "missing-file"]
    return refused, missing, findings.get("problems", [])


def small_files(root):
    for part in VERDICTS.read_text().split("### ")[1:]:
        heading, _, text = part.partition("\n")
        name, _, verdict = heading.partition(" ")
        folder = root / name
        (folder / "sub").mkdir(parents=True)
        text, *others = text.split("=== ")
        (folder / "compose.yaml").write_text(text)
        for other in others:
            name, _, content = other.partition("\n")
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(content)
        (folder / "base.yaml").write_text("services:\n  base:\n    image: b\n")
        (folder / "good.env").write_text("A=b\n")
        (folder / "bad.env").write_text("A b=c\n")
        yield folder, verdict


def corpus_files(root, corpus):
    """Each file of Compose's loader tests alone, with what lies beside it."""
    for file in sorted((corpus / "compose/compose-go/loader/testdata").rglob("*.y*ml")):
        folder = root / ("corpus-" + "-".join(file.relative_to(corpus).parts[-3:]))
        shutil.copytree(file.parent, folder)
        for taken in ("compose.yaml", "compose.yml", "docker-compose.yml"):
            if taken != file.name and (folder / taken).exists() and file.name.startswith("compose-"):
                (folder / taken).unlink()
        shutil.copy(file, folder / "compose.yaml")
        yield folder
    for folder in sorted((corpus / "compose/awesome-compose").iterdir()):
        copied = root / ("stack-" + folder.name)
        shutil.copytree(folder, copied)
        yield copied


def main():
    wrong = []
    counts = {"refused": 0, "found": 0, "loads": 0, "false": 0}

    def judge(folder, expected=None):
        loads, said = compose_loads(folder)
        refused, missing, problems = lint_finds(folder)
        if loads:
            counts["loads"] += 1
            if refused or problems:
                counts["false"] += 1
                wrong.append(f"{folder.name}: Compose loads it, lint says {(refused or problems)[0]['message']}")
        else:
            counts["refused"] += 1
            found = bool(refused or missing or problems)
            counts["found"] += found
            if not found:
                print(f"not found: {folder.name}: {said[0]}")
                if expected == "refused":
                    wrong.append(f"{folder.name}: Compose says {said[0]}")
        if expected is not None and loads != (expected == "loads"):
            wrong.append(f"{folder.name}: the list says {expected}, Compose does not: {said[0]}")

    with tempfile.TemporaryDirectory() as scratch:
        root = pathlib.Path(scratch)
        for folder, verdict in small_files(root):
            judge(folder, verdict)
        corpus = os.environ.get("DEVSTACK_CORPUS_FILES")
        if corpus:
            for folder in corpus_files(root, pathlib.Path(corpus)):
                judge(folder)
    print(f"{counts['refused']} refused by Compose, {counts['found']} of them found; {counts['loads']} load, {counts['false']} false alarms")
    for one in wrong:
        print("wrong:", one)
    return 1 if wrong else 0


sys.exit(main())
