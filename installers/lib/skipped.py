# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
"""Lists what a ctest run left out, from its JUnit report; exits 1 when that is anything.

The report has no labels, so ctest's own list of the tests (--show-only=json-v1) is read from
standard input.

Three things hide a test that did not run behind a green summary: ctest's own "Skipped" and
"Disabled", a QSKIP inside a QtTest program, which ctest counts as passed, and unittest's skips.
Tests labelled "corpus" may skip where DEVSTACK_CORPUS names no folder, and so may every part of a
test that names DEVSTACK_CORPUS or DEVSTACK_CORPUS_FILES as its reason where that one is not set.
"""

import json
import os
import re
import sys
import xml.etree.ElementTree as ElementTree

SKIP_LINES = re.compile(r"^SKIP\s+: .*$|^OK \(.*skipped=\d+.*\)$", re.MULTILINE)
OPTIONAL = re.compile(r"\bDEVSTACK_CORPUS(?:_FILES)?\b")


def excused_by_name(reason):
    """Whether a reason names a folder of real input that was not given."""
    return any(not os.environ.get(name) for name in OPTIONAL.findall(reason))


def skips(case):
    """The reasons for which a test case, or a part of it, did not run."""
    return [reason for reason in all_skips(case) if not excused_by_name(reason)]


def all_skips(case):
    note = case.find("skipped")
    if note is not None or case.get("status") in ("notrun", "disabled"):
        return [note.get("message", "not run") if note is not None else case.get("status")]
    return SKIP_LINES.findall(case.findtext("system-out") or "")


def labelled(listing, label):
    """The names of the tests that carry a label."""
    return {
        test["name"]
        for test in listing["tests"]
        for entry in test.get("properties", [])
        if entry["name"] == "LABELS" and label in entry["value"]
    }


def main(report, listing):
    excused = set() if os.environ.get("DEVSTACK_CORPUS") else labelled(listing, "corpus")
    found = False
    for case in ElementTree.parse(report).iter("testcase"):
        if case.get("name") in excused:
            continue
        for reason in skips(case):
            print(f"    {case.get('name')}: {reason}")
            found = True
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], json.load(sys.stdin)))
