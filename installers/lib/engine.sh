# shellcheck shell=bash
# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
#
# A Docker Engine that answers to the invoker: the one that is there, or one installed and started.

DEFAULT_SOCKET=/var/run/docker.sock
DAEMON_LOG=/var/log/dockerd.log

# The version of the Engine that the invoker's own settings (DOCKER_HOST, context, socket) lead to.
engine_version()
{
    as_invoker timeout 20 docker version --format '{{.Server.Version}}' 2>&1
}

# ensure_engine: a step.
ensure_engine()
{
    local version
    if version=$(engine_version); then
        result "answers, version $version"
        return
    fi
    printf '%s\n' "$version"
    refuse_foreign_engine
    rejoin_group
    require_root "start a Docker Engine and let $INVOKER use it"
    local started=
    if ! default_engine_answers; then
        [[ -z $(missing_packages docker.io) ]] || command -v dockerd >/dev/null ||
            install_packages "${ENGINE_PACKAGES[@]}"
        start_engine
        started=1
    fi
    version=$(engine_version) || grant_access
    version=$(engine_version) || fail "the Engine answers to root but not to $INVOKER: $version" \
        "see who may open $DEFAULT_SOCKET"
    result "${started:+started, }version $version"
}

# Whoever named an Engine means that one; starting another would only hide that it is down.
refuse_foreign_engine()
{
    local context
    if [[ -n ${DOCKER_HOST-} && $DOCKER_HOST != "unix://$DEFAULT_SOCKET" ]]; then
        fail "the Engine named by DOCKER_HOST ($DOCKER_HOST) does not answer" \
            "start it, or unset DOCKER_HOST to use one on this machine"
    fi
    context=$(as_invoker docker context show 2>/dev/null || printf default)
    [[ $context == default || -n ${DOCKER_HOST-} ]] ||
        fail "the Engine of the docker context $context does not answer" \
            "start it, or choose another with: docker context use default"
}

default_engine_answers()
{
    as_root timeout 20 docker --host "unix://$DEFAULT_SOCKET" version --format '{{.Server.Version}}'
}

# Two Engines on one network rewrite each other's bridge and packet filter, which breaks whatever
# runs on the first. A chroot or a container on the host's network can come to that by mistake.
refuse_second_engine()
{
    local process pid
    for process in /proc/[0-9]*; do
        [[ $(cat "$process/comm" 2>/dev/null || true) == dockerd ]] || continue
        pid=${process#/proc/}
        [[ $(as_root readlink "$process/ns/net") == "$(readlink /proc/self/ns/net)" ]] || continue
        as_root test -e "$process/exe" || continue
        fail "a Docker Engine runs on this network (process $pid) and does not answer on $DEFAULT_SOCKET" \
            "hand in its socket or name it in DOCKER_HOST: see docs/testing.md"
    done
    # A bridge without an Engine's data beside it is somebody else's; with it, one that ran here left it.
    [[ ! -e /.dockerenv || ! -e /sys/class/net/docker0 ]] || as_root test -d /var/lib/docker/network ||
        fail "this container shares the network of a machine that has a Docker Engine of its own" \
            "hand in that Engine's socket: see docs/testing.md"
}

start_engine()
{
    refuse_second_engine
    if [[ -d /run/systemd/system ]]; then
        as_root systemctl unmask docker.service docker.socket || true
        as_root systemctl enable --now docker.socket docker.service
        wait_for_engine systemctl is-active --quiet docker.service
        return
    fi
    as_root bash -c "$(declare -f prepare_control_groups); prepare_control_groups" ||
        printf 'the control groups could not be prepared\n'
    local pid
    pid=$(as_root bash -c "$(declare -f close_descriptors)"'
        close_descriptors
        cd /
        setsid dockerd >>"$1" 2>&1 </dev/null &
        printf "%s" "$!"' start "$DAEMON_LOG")
    wait_for_engine kill -0 "$pid"
    aside "started (log $DAEMON_LOG, process id in /var/run/docker.pid)"
}

# wait_for_engine ALIVE...: until it answers, at most a minute, no longer than the daemon lives.
wait_for_engine()
{
    local deadline=$((SECONDS + 60))
    until default_engine_answers; do
        if ((SECONDS >= deadline)) || ! as_root "$@"; then
            daemon_complaints >&4
            fail "the Docker Engine did not start" \
                "where none can run (a container that is not privileged), hand in the socket of one: see docs/testing.md"
        fi
        sleep 0.5
    done
}

daemon_complaints()
{
    if [[ -d /run/systemd/system ]]; then
        as_root journalctl --no-pager -n 10 -u docker.service || true
    else
        as_root tail -n 60 "$DAEMON_LOG" | grep -v level=info | tail -n 8 || true
    fi | sed 's/^/    /'
}

# Inside a container with control groups v2 the processes sit in the group under which the Engine
# makes its own, and the kernel gives controllers to the children of an empty group only.
prepare_control_groups()
{
    local top=/sys/fs/cgroup controllers pid
    mountpoint -q "$top" || mount -t cgroup2 cgroup2 "$top" || return 1
    [[ -w $top/cgroup.subtree_control ]] || return 0
    controllers=$(sed -e 's/[^ ]*/+&/g' "$top/cgroup.controllers")
    (printf '%s' "$controllers" >"$top/cgroup.subtree_control") 2>/dev/null && return 0
    mkdir -p "$top/init"
    while read -r pid; do
        printf '%s' "$pid" >"$top/init/cgroup.procs" || true
    done <"$top/cgroup.procs" 2>/dev/null
    printf '%s' "$controllers" >"$top/cgroup.subtree_control"
}

socket_group()
{
    getent group "$(stat -Lc %g "$DEFAULT_SOCKET")" | cut -d: -f1 || true
}

in_words() { [[ " $2 " == *" $1 "* ]]; }

# A login from before its user joined the group: nothing to be done as root.
rejoin_group()
{
    [[ $EUID -ne 0 && -z $RESUMED_IN && -S $DEFAULT_SOCKET ]] || return 0
    local group
    group=$(socket_group)
    [[ -n $group ]] || return 0
    if in_words "$group" "$(id -Gn "$INVOKER")" && ! in_words "$group" "$(id -Gn)"; then
        aside "this login is older than its membership in the group $group: going on with it"
        resume_in_group "$group"
    fi
}

# The Engine's socket belongs to a group. The invoker joins it, which is as much as being root on
# this machine, so it is said; then the call goes on as a member.
grant_access()
{
    local gid group
    [[ $INVOKER != root ]] || return 0
    gid=$(stat -Lc %g "$DEFAULT_SOCKET")
    [[ $gid != 0 ]] || fail "the Engine's socket $DEFAULT_SOCKET belongs to root alone" \
        "give it a group that $INVOKER is in, or call this script as root"
    group=$(socket_group)
    if [[ -z $group ]]; then
        group=docker-engine
        as_root groupadd --gid "$gid" "$group"
    fi
    if ! in_words "$group" "$(id -Gn "$INVOKER")"; then
        as_root usermod -aG "$group" "$INVOKER"
        aside "$INVOKER joins the group $group, which may do with the Engine as much as root."
        aside "Other terminals have it after the next login."
    fi
    if [[ $EUID -ne 0 ]]; then
        resume_in_group "$group"
    fi
}
