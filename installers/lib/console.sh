# shellcheck shell=bash
# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
#
# What the person in front of the terminal sees: one line per step, and the log when one fails.

# The terminal's own descriptors; a step's output goes to the log instead.
exec 3>&1 4>&2

QUICKSTART_LOG=
STEP_TITLE=
STEP_RESULT=
STEP_STARTED=
STEP_QUIET=
FAIL_TEXT=
FAIL_HINT=

# Opens the log of this call, in the invoker's name. A call that resumes itself appends.
start_log()
{
    local folder=$SOURCE_ROOT/build/quickstart
    as_invoker mkdir -p "$folder"
    QUICKSTART_LOG=$folder/$QUICKSTART_VERB.log
    [[ -n $RESUMED_IN ]] || as_invoker rm -f "$QUICKSTART_LOG"
    as_invoker touch "$QUICKSTART_LOG"
    trap finish EXIT
    trap 'FAIL_TEXT="interrupted; call again to go on from here"; exit 130' INT
}

now() { printf '%s' "${EPOCHREALTIME/[.,]/}"; }

# Seconds since STEP_STARTED, to a tenth.
elapsed()
{
    local tenths=$((($(now) - STEP_STARTED) / 100000))
    printf '%d.%d s' $((tenths / 10)) $((tenths % 10))
}

# begin TITLE [quiet], end_step: what is under way, for the message when the call ends there.
begin() { STEP_TITLE=$1 STEP_RESULT='done' STEP_STARTED=$(now) STEP_QUIET=${2-}; }
end_step() { STEP_TITLE=; }

# result TEXT: what came of the step under way.
result() { STEP_RESULT=$1; }

# step TITLE FUNCTION [ARGUMENT...]: announces, runs with output in the log, says what came of it
# (see result) and how long it took.
#
# The function is called plainly, not inside a condition, because bash switches errexit off there.
step()
{
    begin "$1" quiet
    shift
    printf '%-20s ' "$STEP_TITLE" >&3
    printf '\n==== %s\n' "$STEP_TITLE" >>"$QUICKSTART_LOG"
    "$@" >>"$QUICKSTART_LOG" 2>&1 </dev/null
    printf '%s (%s)\n' "$STEP_RESULT" "$(elapsed)" >&3
    end_step
}

# live_step TITLE COMMAND...: like step, for a command whose own output is worth watching.
live_step()
{
    begin "$1"
    shift
    note "$STEP_TITLE"
    "$@"
    note "$(printf '%-20s done (%s)' "$STEP_TITLE" "$(elapsed)")"
    end_step
}

# fail WHAT [HINT]: ends the call with a reason and, where there is one, the way out.
fail()
{
    FAIL_TEXT=$1 FAIL_HINT=${2-}
    exit 1
}

# aside TEXT: a word from inside a quiet step, on a line of its own.
aside() { printf '%s\n%-20s ' "$*" "" >&3; }

# show_log: the end of the log, for a failure that says more than its reason.
show_log() { tail -n 20 "$QUICKSTART_LOG" | sed 's/^/    /' >&4; }

note() { printf '%s\n' "$*" >&3; }

# Runs at every exit: names the step that was under way and shows the end of its log.
finish()
{
    local status=$?
    run_cleanups
    [[ $status -ne 0 && -n $STEP_TITLE ]] || return 0
    if [[ -n $STEP_QUIET ]]; then
        printf 'failed (%s)\n' "$(elapsed)" >&3
        [[ -n $FAIL_TEXT ]] || show_log
    fi
    {
        printf 'quickstart: %s: %s\n' "$STEP_TITLE" "${FAIL_TEXT:-failed with exit code $status}"
        [[ -z $FAIL_HINT ]] || printf 'quickstart: %s\n' "$FAIL_HINT"
        [[ -z $STEP_QUIET ]] || printf 'quickstart: the whole log is %s\n' "$QUICKSTART_LOG"
    } >&4
}

CLEANUPS=()

# on_exit COMMAND [ARGUMENT...]: undone at the end, the latest first, however the call ends.
on_exit()
{
    local words
    printf -v words '%q ' "$@"
    CLEANUPS+=("$words")
}

run_cleanups()
{
    local index
    for ((index = ${#CLEANUPS[@]} - 1; index >= 0; index--)); do
        eval "${CLEANUPS[index]}" >>"${QUICKSTART_LOG:-/dev/null}" 2>&1 || true
    done
    CLEANUPS=()
}

# version_at_least HAVE WANT
version_at_least()
{
    [[ -n $1 && $(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1) == "$2" ]]
}
