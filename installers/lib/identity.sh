# shellcheck shell=bash
# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
#
# Who does what: packages and the Engine as root, everything else as the person who called.

INVOKER=
INVOKER_HOME=
INVOKER_PREFIX=()
# The group for whose sake this call started itself again, see resume_in_group.
RESUMED_IN=${QUICKSTART_RESUMED-}

# The person behind the call: the caller, or the one who called through `sudo bash …`.
resolve_invoker()
{
    # sg is a set-user-id program, and the loader takes TMPDIR away from those.
    [[ -z ${QUICKSTART_TMPDIR-} ]] || export TMPDIR=$QUICKSTART_TMPDIR
    unset QUICKSTART_RESUMED QUICKSTART_TMPDIR
    if [[ $EUID -ne 0 || -z ${SUDO_USER-} || $SUDO_USER == root ]]; then
        INVOKER=$(id -un)
        INVOKER_HOME=$HOME
        return
    fi
    INVOKER=$SUDO_USER
    INVOKER_HOME=$(getent passwd "$INVOKER" | cut -d: -f6)
    local runtime
    runtime=/run/user/$(id -u "$INVOKER")
    INVOKER_PREFIX=(runuser -u "$INVOKER" -- env HOME="$INVOKER_HOME" USER="$INVOKER" LOGNAME="$INVOKER")
    [[ ! -d $runtime ]] || INVOKER_PREFIX+=(XDG_RUNTIME_DIR="$runtime")
}

# runuser reads the groups anew at each call, so a membership given a moment ago already counts.
as_invoker() { "${INVOKER_PREFIX[@]}" "$@"; }

as_root()
{
    if [[ $EUID -eq 0 ]]; then
        "$@"
    else
        sudo "$@"
    fi
}

# require_root PURPOSE: asks for the password once, with the reason, where one is needed.
require_root()
{
    [[ $EUID -ne 0 ]] || return 0
    command -v sudo >/dev/null ||
        fail "root is needed to $1, and sudo is not installed" "call this script as root"
    sudo -n true 2>/dev/null && return 0
    (: </dev/tty) 2>/dev/null ||
        fail "sudo asks for a password to $1, and there is no terminal to ask at" \
            "call this script at a terminal or as root"
    printf '\nsudo asks for the password of %s to %s\n' "$INVOKER" "$1" >&3
    # shellcheck disable=SC2024 # the terminal is the caller's to read
    sudo -v </dev/tty >&3 2>&4 || fail "root is needed to $1" "call this script as root"
}

# Closes what a program inherits beyond its three standard descriptors. One that outlives this call
# would keep pipes and locks of the caller open for as long as it runs.
close_descriptors()
{
    local fd
    for fd in "/proc/$BASHPID/fd/"*; do
        fd=${fd##*/}
        [[ $fd -le 2 ]] || eval "exec $fd>&-"
    done
}

# One word for a POSIX shell: bash's own %q writes a form that only bash reads.
quote_word() { printf "'%s'" "${1//\'/\'\\\'\'}"; }

# resume_in_group GROUP: starts this call again as a member of a group that was joined a moment ago
# and that the running login does not have yet. The second sg puts the primary group back, so that
# files made from here on carry the same group as any other of this user's.
resume_in_group()
{
    local primary inner
    primary=$(id -gn)
    [[ -z $RESUMED_IN ]] ||
        fail "$INVOKER joined the group $1 and still has no access to the Engine" \
            "log out and in, then call this script again"
    export QUICKSTART_RESUMED=$1 QUICKSTART_TMPDIR=${TMPDIR-}
    inner="exec bash $(quote_word "$QUICKSTART_SCRIPT") $QUICKSTART_VERB"
    inner="exec sg $(quote_word "$primary") -c $(quote_word "$inner")"
    run_cleanups
    note "goes on as a member of $1"
    exec sg "$1" -c "$inner" >&3 2>&4 3>&- 4>&-
}
