#!/bin/bash
# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
# Makes the sample workspace in DIR without the program: DIR/remotes/NAME.git, DIR/devstack.yml and,
# with --clone, a checkout DIR/NAME of each. It is the reference for what `devstack sample DIR` has to do.
set -euo pipefail

clone=false
if [ "${1:-}" = --clone ]; then
    clone=true
    shift
fi
if [ $# -ne 1 ]; then
    echo "usage: make-workspace.sh [--clone] DIR" >&2
    exit 2
fi
sample=$(cd "$(dirname "$0")/../../resources/sample" && pwd)
mkdir -p "$1"
target=$(cd "$1" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The commit is the same wherever it is made: a lock file of the sample means the same everywhere.
export GIT_AUTHOR_NAME=Devstack GIT_COMMITTER_NAME=Devstack
export GIT_AUTHOR_EMAIL=devstack@example.org GIT_COMMITTER_EMAIL=devstack@example.org
export GIT_AUTHOR_DATE=2026-01-01T00:00:00Z GIT_COMMITTER_DATE=2026-01-01T00:00:00Z
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null

copies() { # prints "FROM TO" for one IDA
    local entry='^ *- \{from: ([^,]*), to: ([^,}]*)(, only: \[(.*)\])?\}$'
    sed -En "s/$entry/\\1|\\2|\\4/p" "$sample/layout.yml" |
        while IFS='|' read -r from to only; do
            case ", $only," in
                ", ," | *", $1,"*) echo "$from $to" ;;
            esac
        done
}

executables() {
    sed -n 's/^executable: \[\(.*\)\]$/\1/p' "$sample/layout.yml" | tr ',' '\n' | tr -d ' '
}

for folder in "$sample"/idas/*/; do
    name=$(basename "$folder")
    repository=$work/$name
    cp -r "$folder" "$repository"
    copies "$name" | while read -r from to; do
        mkdir -p "$repository/$(dirname "$to")"
        cp -rT "$sample/shared/$from" "$repository/$to"
    done
    executables | while read -r file; do
        [ ! -e "$repository/$file" ] || chmod 755 "$repository/$file"
    done
    git -C "$repository" init --quiet --initial-branch=main
    git -C "$repository" add --all
    git -C "$repository" commit --quiet --message="Import the $name IDA"
    rm -rf "$target/remotes/$name.git"
    git init --quiet --bare --initial-branch=main "$target/remotes/$name.git"
    git -C "$repository" push --quiet "$target/remotes/$name.git" main
    if $clone; then
        git clone --quiet "$target/remotes/$name.git" "$target/$name"
    fi
done
cp "$sample/devstack.yml" "$target/devstack.yml"
