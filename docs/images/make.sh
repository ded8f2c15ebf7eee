#!/bin/bash
# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
#
# Makes the pictures of all pages from the made-up workspace: docs/images/make.sh [PROGRAM]
# A file is called PAGE-THEME-LANGUAGE-SIZE.png; pngquant, where it is installed, makes them smaller.
# Look at them before they are committed.
set -euo pipefail
cd "$(dirname "$0")/../.."
program=${1:-build/release/bin/devstack-desktop}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

export QT_QPA_PLATFORM=offscreen QT_QUICK_BACKEND=software
export HOME=$folder/home XDG_CONFIG_HOME=$folder/config XDG_STATE_HOME=$folder/state XDG_CACHE_HOME=$folder/cache
mkdir -p "$HOME" docs/images/pages

# take LANGUAGE SIZE SCALE NAME: every page in both themes.
take() {
    QT_SCALE_FACTOR=$3 "$program" --self-test --language "$1" --size "$2" --pictures "$folder"
    for picture in "$folder"/*.png; do
        mv "$picture" "docs/images/pages/$(basename "$picture" .png)-$1-$4.png"
    done
}

take en 1440x900 1 1440x900
take de 1024x700 1 1024x700
take en 1440x900 2 2880x1800
if command -v pngquant > /dev/null; then
    pngquant --force --skip-if-larger --strip --ext .png 256 docs/images/pages/*.png
fi
