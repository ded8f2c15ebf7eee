#!/usr/bin/env bash
# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
#
# Makes a package of this checkout: bash installers/package.sh deb
# It lies in build/release/packages afterwards; its path is the last line.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

case ${1:-} in
    deb) ;;
    *)
        echo "usage: package.sh deb" >&2
        exit 2
        ;;
esac

# The times in the package are that of the commit; whether two builds are equal was not tried.
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH
[[ -e build/release/build.ninja ]] || cmake --preset release
cmake --build --preset release --target devstack devstack-desktop devstack-git devstack-guard >&2
rm -rf build/release/packages
(cd build/release && cpack -G DEB --config CPackConfig.cmake) >&2
find "$PWD/build/release/packages" -name '*.deb'
