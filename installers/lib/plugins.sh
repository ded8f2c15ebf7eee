# shellcheck shell=bash
# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
#
# Compose v2 and buildx. Debian 12 has neither; the packages of Debian testing need nothing but a
# C library that 12 has. They come through a private apt configuration: the machine's sources,
# lists and preferences stay as they are.

COMPOSE_FLOOR=2.32
BUILDX_FLOOR=0.17
# Newest first; the first suite whose packages install here is taken.
PLUGIN_SUITES=(testing trixie-backports)

compose_version()
{
    as_invoker docker compose version --short 2>/dev/null | sed -n 's/^v\{0,1\}\([0-9.]*\).*/\1/p'
}

buildx_version()
{
    as_invoker docker buildx version 2>/dev/null | sed -n 's/^[^ ]* v\{0,1\}\([0-9.]*\).*/\1/p'
}

plugins_suffice()
{
    version_at_least "$(compose_version)" "$COMPOSE_FLOOR" &&
        version_at_least "$(buildx_version)" "$BUILDX_FLOOR"
}

# ensure_plugins: a step.
ensure_plugins()
{
    local suite what=there
    if ! plugins_suffice; then
        require_root "install Docker Compose and buildx"
        for suite in "${PLUGIN_SUITES[@]}"; do
            if (install_plugins_from "$suite"); then
                break
            fi
            printf 'not from %s\n' "$suite"
        done
        plugins_suffice || {
            show_log
            fail "Docker Compose $COMPOSE_FLOOR and buildx $BUILDX_FLOOR or newer could not be installed" \
                "install them by hand (the package names are docker-compose and docker-buildx), then call again"
        }
        what=installed
    fi
    result "$what, $(compose_version) and $(buildx_version)"
}

# debian_sources: what apt itself understood of the machine's sources, whichever format they are
# in: "URI RELEASE COMPONENT ENTRY" for each index of Debian's own archive of this release.
debian_sources()
{
    local codename
    codename=$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)
    # shellcheck disable=SC2016 # apt fills these in
    apt-get indextargets \
        --format '$(ORIGIN)|$(RELEASE)|$(REPO_URI)|$(COMPONENT)|$(SOURCESENTRY)' 'Created-By: Packages' |
        awk -F'|' -v codename="$codename" \
            '$1 == "Debian" && index($2, codename) == 1 && $3 ~ /^https?:/ && !seen[$0]++ { print $3, $2, $4, $5 }'
}

# archive_source: the mirror of the release itself, as "URI ENTRY". Asks apt to fetch the lists
# where the machine has none yet, since only they say whose archive a source is.
archive_source()
{
    local codename found
    codename=$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)
    found=$(debian_sources | awk -v release="$codename" '$2 == release && $3 == "main" { print $1, $4; exit }')
    if [[ -z $found ]]; then
        apt_get update >&2 || true
        found=$(debian_sources | awk -v release="$codename" '$2 == release && $3 == "main" { print $1, $4; exit }')
    fi
    [[ -n $found ]] || return 1
    printf '%s\n' "$found"
}

# source_keyring ENTRY: the keyring that a source entry names (FILE:LINE, for deb822 FILE:STANZA),
# else Debian's own, else nothing, which leaves apt its defaults.
source_keyring()
{
    local file=${1%:*} number=${1##*:} keyring
    if [[ $file == *.sources ]]; then
        keyring=$(awk -v RS= -v number="$number" 'NR == number' "$file" |
            sed -n 's/^[Ss]igned-[Bb]y:[[:space:]]*\(\/[^[:space:]]*\).*/\1/p')
    else
        keyring=$(sed -n "${number}p" "$file" | sed -n 's/.*[Ss]igned-[Bb]y=\(\/[^] ,]*\).*/\1/p')
    fi
    [[ -n $keyring ]] || keyring=/usr/share/keyrings/debian-archive-keyring.gpg
    [[ ! -r $keyring ]] || printf '%s' "$keyring"
}

# Runs in a subshell of its own, so that leaving it half-way leaves nothing behind.
install_plugins_from()
{
    local suite=$1 source folder keyring
    source=$(archive_source) || {
        printf 'no source of the machine is Debian'"'"'s own archive\n'
        return 1
    }
    keyring=$(source_keyring "${source#* }")
    folder=$(as_root mktemp -d /var/tmp/quickstart-plugins.XXXXXX)
    # shellcheck disable=SC2064
    trap "as_root rm -rf -- '$folder'" EXIT
    as_root mkdir -p "$folder/lists/partial" "$folder/cache/archives/partial" "$folder/parts"
    as_root chmod 755 "$folder"
    printf 'deb %s%s %s main\n' "${keyring:+[signed-by=$keyring] }" "${source%% *}" "$suite" |
        as_root tee "$folder/sources.list"
    local -a private=(
        -o Dir::Etc::SourceList="$folder/sources.list" -o Dir::Etc::SourceParts="$folder/parts"
        -o Dir::Etc::Preferences=/dev/null -o Dir::Etc::PreferencesParts="$folder/parts"
        -o Dir::State::Lists="$folder/lists" -o Dir::Cache="$folder/cache"
        -o APT::Default-Release= -o APT::Sandbox::User=root -o Acquire::Languages=none
    )
    if ! apt_get "${private[@]}" --error-on=any update; then
        # Closed networks keep frozen mirrors: their index of testing is past its date after a week.
        # The signature still has to be right; only its age is forgiven, and that is said.
        private+=(-o Acquire::Check-Valid-Until=false)
        apt_get "${private[@]}" --error-on=any update || return 1
        aside "the mirror's signed index of $suite is past its date; taken all the same"
    fi
    as_root env -C "$folder" apt-get -q "${private[@]}" download docker-compose docker-buildx || return 1
    # With the machine's own configuration again: it must satisfy what the packages depend on.
    apt_get install -y --no-install-recommends --no-remove "$folder"/*.deb
}
