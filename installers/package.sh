#!/usr/bin/env bash
# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
#
# Makes a package of this checkout: bash installers/package.sh deb|rpm|source
# It lies in build/release/packages afterwards, with a list of what it is made of (SPDX); its path is the last line.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

case ${1:-} in
    deb | rpm | source) ;;
    *)
        echo "usage: package.sh deb|rpm|source" >&2
        exit 2
        ;;
esac

# version: of the tag v2.1.0 it is 2.1.0; 12 commits later 2.1.0+12.gabc1234, which is newer than it and older
# than the next. A checkout without tags counts from its number in CMakeLists.txt. A source tarball says it itself.
version()
{
    local base described
    base=$(sed -n 's/^project(devstack VERSION \([0-9.]*\).*/\1/p' CMakeLists.txt)
    if [[ -e installers/VERSION ]]; then
        cat installers/VERSION
    elif described=$(git describe --tags --match 'v[0-9]*' 2>/dev/null); then
        described=${described#v}
        sed -E 's/-([0-9]+)-g([0-9a-f]+)$/+\1.g\2/' <<<"$described"
    else
        echo "$base~$(git rev-list --count HEAD).g$(git rev-parse --short=7 HEAD)"
    fi
}

version=$(version)
# The times in the package are that of the commit, so that two packages of it are the same.
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct 2>/dev/null || stat -c %Y installers/VERSION)
export SOURCE_DATE_EPOCH
packages=$PWD/build/release/packages
rm -rf "$packages"
mkdir -p "$packages"

if [[ $1 == source ]]; then
    name=devstack-$version
    git archive --format=tar --prefix="$name/" HEAD >"$packages/$name.tar"
    scratch=$(mktemp -d)
    trap 'rm -rf "$scratch"' EXIT
    mkdir -p "$scratch/$name/installers"
    echo "$version" >"$scratch/$name/installers/VERSION"
    tar --append --file "$packages/$name.tar" --directory "$scratch" --owner=0 --group=0 --numeric-owner \
        --mtime="@$SOURCE_DATE_EPOCH" "$name/installers/VERSION"
    xz -T1 "$packages/$name.tar"
    echo "$packages/$name.tar.xz"
    exit
fi

[[ -e build/release/build.ninja ]] || cmake --preset release >&2
cmake --build --preset release --target devstack devstack-desktop devstack-git devstack-guard >&2
if command -v sphinx-build >/dev/null; then
    bash installers/docs.sh >&2
else
    rm -rf build/guide/html
    echo "Sphinx is missing: the package has the guide as text only." >&2
fi
mkdir -p build/release/told
# The changes as dpkg wants them, with the time of the commit.
{
    printf 'devstack (%s) unstable; urgency=medium\n\n' "$version"
    printf '  * See CHANGELOG.md.\n\n'
    printf ' -- Devstack contributors <devstack@example.org>  %s\n' "$(LC_ALL=C date -u -R -d "@$SOURCE_DATE_EPOCH")"
} | gzip -9n >build/release/changelog.gz

case $1 in
    deb)
        (cd build/release && cpack -G DEB --config CPackConfig.cmake -D CPACK_PACKAGE_VERSION="$version" \
            -D CPACK_DEBIAN_PACKAGE_VERSION="$version") >&2
        ;;
    rpm)
        # An RPM's version takes no “-”; “~” and “+” mean the same as in Debian.
        (cd build/release && cpack -G RPM --config CPackConfig.cmake -D CPACK_PACKAGE_VERSION="$version") >&2
        ;;
esac
rm -rf "$packages/_CPack_Packages"
package=$(find "$packages" -maxdepth 1 -name "*.$1")
python3 installers/lib/sbom.py "$version" build/release/bin/devstack{,-desktop,-git,-guard} >"${package%.*}.spdx.json"
echo "$package"
