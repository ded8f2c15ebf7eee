# shellcheck shell=bash
# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
#
# The sample workspace: made once, provisioned, shown.

SAMPLE_FOLDER=

provision_sample()
{
    SAMPLE_FOLDER=${DEVSTACK_SAMPLE_DIR:-$INVOKER_HOME/devstack-sample}
    if [[ ! -e $SAMPLE_FOLDER/devstack.yml ]]; then
        step "Shared files" require_shared_files "$(dirname "$SAMPLE_FOLDER")"
        step "Sample workspace" make_sample
    fi
    live_step "Provisioning" as_invoker "$DEVSTACK" --workspace "$SAMPLE_FOLDER" up --trust --yes
}

make_sample()
{
    as_invoker "$DEVSTACK" sample "$SAMPLE_FOLDER"
    result "$SAMPLE_FOLDER"
}

# require_shared_files FOLDER: a step. Compose mounts the checkouts into containers, by path. An
# Engine that was handed into a container or a chroot looks those paths up on its own side, so the
# folder must be there under the same path; without this the failure comes late and in riddles.
require_shared_files()
{
    local probe seen
    as_invoker mkdir -p "$1"
    probe=$(as_invoker mktemp "$1/.quickstart-probe.XXXXXX")
    on_exit rm -f -- "$probe"
    printf '%s' "$probe" | as_invoker tee "$probe" >/dev/null
    as_invoker chmod 644 "$probe"
    seen=$(as_invoker docker run --rm --network none --mount "type=bind,source=$probe,target=/probe,readonly" \
        "$BASE_IMAGE" cat /probe || true)
    rm -f -- "$probe"
    [[ $seen == "$probe" ]] || fail "the Engine does not see this machine's $1" \
        "make it available to the Engine under the same path, or choose one that is (TMPDIR, DEVSTACK_SAMPLE_DIR): see docs/testing.md"
    result "the Engine sees $1"
}

# Opens the desktop program where there is a screen; says how to where there is none.
open_window()
{
    if [[ -n ${DISPLAY-}${WAYLAND_DISPLAY-} ]]; then
        begin "Window"
        ! start_desktop || return 0
    fi
    as_invoker "$DEVSTACK" --workspace "$SAMPLE_FOLDER" status
    note ""
    note "To open the window, where there is a screen:"
    note "    $DEVSTACK_DESKTOP $SAMPLE_FOLDER"
    end_step
}

# start_desktop: succeeds when the program runs, or ended well at once because its window is open.
start_desktop()
{
    local log=$SOURCE_ROOT/build/quickstart/desktop.log pid tries
    as_invoker touch "$log"
    # Free of this terminal: its hang-up, its keyboard and its descriptors.
    (
        exec >"$log" 2>&1 </dev/null
        close_descriptors
        exec setsid nohup "${INVOKER_PREFIX[@]}" "$DEVSTACK_DESKTOP" "$SAMPLE_FOLDER"
    ) &
    pid=$!
    for ((tries = 0; tries < 20; tries++)); do
        kill -0 "$pid" 2>/dev/null || break
        sleep 0.1
    done
    if kill -0 "$pid" 2>/dev/null || wait "$pid"; then
        note "$(printf '%-20s open on %s (log %s)' "Window" "$SAMPLE_FOLDER" "$log")"
        end_step
        return 0
    fi
    note "$(printf '%-20s the desktop program ended at once:' "Window")"
    tail -n 10 "$log" | sed 's/^/    /' >&3
    return 1
}
