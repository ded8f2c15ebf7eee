# shellcheck shell=bash
# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
#
# Debian packages: what each purpose needs, and installing what is missing in one call.

BUILD_PACKAGES=(
    build-essential cmake ninja-build ccache pkg-config git ca-certificates
    qt6-base-dev qt6-declarative-dev qt6-declarative-dev-tools qt6-tools-dev qt6-l10n-tools
    qt6-svg-dev libyaml-cpp-dev libgit2-dev libarchive-dev libspdlog-dev libfmt-dev libhttp-parser-dev
    libgraphviz-dev libzstd-dev
)
RUN_PACKAGES=(
    libqt6svg6 qt6-wayland openssh-client
    qml6-module-qtquick qml6-module-qtquick-controls qml6-module-qt-labs-platform
    qml6-module-qtquick-layouts qml6-module-qtquick-templates qml6-module-qtquick-window
    qml6-module-qtquick-shapes qml6-module-qtqml qml6-module-qtqml-models
    qml6-module-qtqml-workerscript qml6-module-qtcore
)
TEST_PACKAGES=(
    qml6-module-qttest xvfb openbox tint2 dbus dbus-x11 xdotool imagemagick
    at-spi2-core gir1.2-atspi-2.0 python3-gi
    openssh-server openssl docker-registry python3 python3-jsonschema python3-yaml apache2-utils curl
    procps strace bzip2 xz-utils zstd clang-14 libclang-rt-14-dev zsh fish man-db groff-base
    python3-sphinx python3-myst-parser furo
)
# For installers/package.sh and installers/docs.sh.
# shellcheck disable=SC2034 # read by workflows
PACKAGE_PACKAGES=(python3 python3-sphinx python3-myst-parser furo rpm lintian xz-utils file)
ENGINE_PACKAGES=(docker.io iptables)
# shellcheck disable=SC2034 # read by image.sh
IMAGE_PACKAGES=(debootstrap)

# Needed for their programs, which the tests start themselves on loopback. Their services would
# listen on every address of the machine.
UNWANTED_SERVICES=(ssh docker-registry)

missing_packages()
{
    local name
    local -A present=()
    while read -r name; do
        present[$name]=1
    done < <(dpkg-query -W -f='${db:Status-Status} ${Package}\n' "$@" 2>/dev/null |
        sed -n 's/^installed //p' || true)
    for name in "$@"; do
        [[ -n ${present[$name]-} ]] || printf '%s\n' "$name"
    done
}

# ensure_packages run|test: a step. The Engine's packages go into the same call where no docker is.
ensure_packages()
{
    local -a wanted=("${BUILD_PACKAGES[@]}" "${RUN_PACKAGES[@]}") missing
    [[ $1 != test ]] || wanted+=("${TEST_PACKAGES[@]}")
    command -v docker >/dev/null || wanted+=("${ENGINE_PACKAGES[@]}")
    mapfile -t missing < <(missing_packages "${wanted[@]}")
    if [[ ${#missing[@]} -eq 0 ]]; then
        result "all ${#wanted[@]} there"
        return
    fi
    install_packages "${missing[@]}"
    result "${#missing[@]} installed"
}

install_packages()
{
    command -v apt-get >/dev/null ||
        fail "no apt-get on this machine" "this script installs on Debian 12; elsewhere see docs/testing.md"
    require_root "install packages"
    local -a disable=()
    local service
    for service in "${UNWANTED_SERVICES[@]}"; do
        [[ -e /etc/init.d/$service ]] || disable+=("$service")
    done
    hold_services
    # What an interrupted call left half-done; without one there is nothing to do here.
    as_root env DEBIAN_FRONTEND=noninteractive dpkg --configure -a
    # A source that cannot be reached is no reason to stop when the others have what is needed.
    apt_get update || true
    # Nothing the machine has may go for us: a conflict is the person's decision.
    apt_get install -y --no-install-recommends --no-remove "$@"
    release_services
    for service in "${disable[@]}"; do
        [[ -e /etc/init.d/$service ]] || continue
        if command -v systemctl >/dev/null; then
            as_root systemctl disable "$service" || true
        fi
        as_root update-rc.d "$service" disable || true
    done
}

apt_get()
{
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 \
        -o Dpkg::Use-Pty=0 "$@"
}

POLICY_FILE=/usr/sbin/policy-rc.d

# Debian starts a service as soon as it is installed. For those named here that is unwanted: an
# Engine may have been handed in, and servers for tests are nobody's business outside of them.
hold_services()
{
    [[ ! -e $POLICY_FILE ]] || return 0
    on_exit release_services
    as_root tee "$POLICY_FILE" >/dev/null <<'POLICY'
#!/bin/sh
# Made by installers/quickstart.sh while it installs packages.
case "$1" in docker | docker.service | docker.socket | ssh | ssh.* | docker-registry | docker-registry.*) exit 101 ;; esac
exit 0
POLICY
    as_root chmod 755 "$POLICY_FILE"
}

release_services()
{
    if [[ -e $POLICY_FILE ]] && grep -q 'installers/quickstart.sh' "$POLICY_FILE"; then
        as_root rm -f "$POLICY_FILE"
    fi
}
