#!/usr/bin/env bash
# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
#
# Builds the guide as a site: bash installers/docs.sh [PROGRAM]
# Warnings are errors, a link to nowhere is one. It lies in build/guide/html afterwards; nothing of it asks the network.
# PROGRAM (default: build/release/bin/devstack) tells the reference of its verbs.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

program=$(realpath "${1:-build/release/bin/devstack}")
[[ -x $program ]] || {
    echo "error: $program is not there" >&2
    echo "  Build it first: cmake --build --preset release --target devstack" >&2
    exit 1
}
command -v sphinx-build >/dev/null || {
    echo "error: Sphinx is missing" >&2
    echo "  sudo apt install python3-sphinx python3-myst-parser furo" >&2
    exit 1
}

out=build/guide
rm -rf "$out/source"
mkdir -p "$out/source"
cp -R docs/. "$out/source"
mv "$out/source/guide/conf.py" "$out/source/conf.py"
"$program" describe commands >"$out/commands.json"
python3 installers/lib/guidepages.py "$out/commands.json" docs "$out/source"
DEVSTACK_DOCS_VERSION=$("$program" --version | cut -d' ' -f2)
export DEVSTACK_DOCS_VERSION
# Dates in the pages, where there are any, are that of the commit.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || echo 0)}
export SOURCE_DATE_EPOCH
rm -rf "$out/html"
sphinx-build -q -W --keep-going -n -b html -d "$out/doctrees" "$out/source" "$out/html"
rm -rf "$out/html/.doctrees" "$out/html/.buildinfo"
python3 installers/lib/guidelinks.py "$out/html"
echo "$PWD/$out/html/guide/index.html"
