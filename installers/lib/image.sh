# shellcheck shell=bash
# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
#
# The image that the sample and the tests build on: the one that is there, a registry's, or one
# made from the package archive where no registry can be reached.

BASE_IMAGE=debian:bookworm-slim
BASE_RELEASE=bookworm
# Bounds a registry that accepts a connection and then says nothing.
PULL_SECONDS=90

# ensure_base_image: a step.
ensure_base_image()
{
    if as_invoker docker image inspect --format '{{.Id}}' "$BASE_IMAGE"; then
        result "$BASE_IMAGE, there"
    elif as_invoker timeout "$PULL_SECONDS" docker pull --quiet "$BASE_IMAGE"; then
        result "$BASE_IMAGE, pulled"
    else
        make_base_image
        result "$BASE_IMAGE, made from the package archive"
    fi
}

make_base_image()
{
    local source folder mirror proxy=
    require_root "make the image $BASE_IMAGE from packages"
    local -a missing
    mapfile -t missing < <(missing_packages "${IMAGE_PACKAGES[@]}")
    [[ ${#missing[@]} -eq 0 ]] || install_packages "${missing[@]}"
    source=$(archive_source) ||
        fail "no registry has $BASE_IMAGE, and no apt source of this machine is Debian's own archive" \
            "load the image by hand: docker load, or docker pull from a registry of yours and docker tag"
    mirror=${source%% *}
    # debootstrap fetches by itself and does not read apt's configuration.
    eval "$(apt-config shell proxy Acquire::http::Proxy)"
    # Not under TMPDIR: that may be mounted without devices.
    folder=$(as_root mktemp -d /var/tmp/quickstart-image.XXXXXX)
    on_exit remove_tree "$folder"
    local -a options=(--variant=minbase --keyring "$(source_keyring "${source#* }")")
    [[ $mirror != https:* ]] || options+=(--include=ca-certificates)
    in_own_mounts env ${proxy:+http_proxy="$proxy"} \
        debootstrap "${options[@]}" "$BASE_RELEASE" "$folder/root" "$mirror"
    image_sources "$mirror" | as_root tee "$folder/root/etc/apt/sources.list"
    trim_image "$folder/root"
    as_root tar --create --numeric-owner --one-file-system --directory "$folder/root" . |
        as_invoker docker import --change 'CMD ["bash"]' \
            --change 'LABEL org.devstack.origin=debootstrap' - "$BASE_IMAGE"
    remove_tree "$folder"
}

# debootstrap mounts file systems below its folder. In a mount name space of its own they end with
# it, even when it is killed, and no later removal can walk into them.
in_own_mounts()
{
    if as_root unshare --mount true; then
        as_root unshare --mount "$@"
    else
        as_root "$@"
    fi
}

remove_tree()
{
    [[ $1 == /var/tmp/quickstart-image.* ]] || return 1
    # shellcheck disable=SC2016 # expanded by the inner shell
    as_root bash -c 'umount --recursive "$1/root/proc" "$1/root/sys" 2>/dev/null
        exec rm -rf --one-file-system -- "$1"' remove "$1"
}

# image_sources MIRROR: the machine's own sources of the release, with its updates and security
# fixes, in the one-line format. A machine of another release offers its mirror alone.
image_sources()
{
    local lines
    lines=$(debian_sources | awk -v release="$BASE_RELEASE" 'index($2, release) == 1 && $3 == "main" { print "deb", $1, $2, $3 }')
    printf '%s\n' "${lines:-deb $1 $BASE_RELEASE main}"
}

# What the published slim images do too: no documentation, no package lists, and no service that
# starts because it was installed.
trim_image()
{
    as_root bash -s "$1" <<'TRIM'
set -eu
cd "$1"
rm -rf usr/share/doc usr/share/man usr/share/locale usr/share/info var/cache/apt/*.bin \
    var/cache/apt/archives/*.deb var/lib/apt/lists/* var/log/*.log
mkdir -p usr/share/doc usr/share/man/man1 var/lib/apt/lists/partial
printf 'path-exclude /usr/share/%s/*\n' doc man info locale >etc/dpkg/dpkg.cfg.d/docker
printf 'path-include /usr/share/doc/*/copyright\n' >>etc/dpkg/dpkg.cfg.d/docker
printf 'Acquire::Languages "none";\nApt::AutoRemove::SuggestsImportant "false";\n' >etc/apt/apt.conf.d/docker
printf '#!/bin/sh\nexit 101\n' >usr/sbin/policy-rc.d
chmod 755 usr/sbin/policy-rc.d
rm -f etc/hostname etc/resolv.conf
TRIM
}
