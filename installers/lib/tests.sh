# shellcheck shell=bash
# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
#
# Every test, with ctest's own summary as the last thing printed.

readonly SECOND_TRY_LIMIT=5

# ctest_once NAME [ARGUMENT...]: one call of ctest; NAME.log and NAME.xml tell what it did.
ctest_once()
{
    local name=$1
    shift
    as_invoker rm -f "$name.log" "$name.xml"
    as_invoker ctest --preset release --no-tests=error --output-on-failure \
        --output-junit "$name.xml" --test-output-size-passed 4194304 "$@" 2>&1 |
        as_invoker tee "$name.log"
}

# The names of the tests that failed, from ctest's summary in a log.
failed_tests() { sed -n '/^The following tests FAILED:/,$s/^[[:space:]]*[0-9]* - \([^ ]*\) .*/\1/p' "$1"; }

# Whether each that a report lists was run; says which were not.
all_were_run()
{
    as_invoker python3 "$SOURCE_ROOT/installers/lib/skipped.py" "$1" \
        < <(as_invoker ctest --preset release --show-only=json-v1)
}

run_tests()
{
    local folder=$SOURCE_ROOT/build/quickstart status=0 skipped
    local name
    local -a failed=() again=()
    begin "Tests"
    note "Tests"
    ctest_once "$folder/ctest" || status=$?
    [[ -e $folder/ctest.xml ]] || fail "ctest wrote no report"
    if ! skipped=$(all_were_run "$folder/ctest.xml"); then
        printf '\nquickstart: tests that did not run count as failed:\n%s\n' "$skipped"
        sed -n '/^[0-9]*% tests passed/,$p' "$folder/ctest.log"
        end_step
        exit 1
    fi
    mapfile -t failed < <(failed_tests "$folder/ctest.log")
    if [[ $status -ne 0 && ${#failed[@]} -gt 0 && ${#failed[@]} -le $SECOND_TRY_LIMIT ]]; then
        note "Once more, one at a time: ${failed[*]}"
        status=0
        ctest_once "$folder/ctest-again" --rerun-failed --parallel 1 || status=$?
        mapfile -t again < <(failed_tests "$folder/ctest-again.log")
        for name in "${failed[@]}"; do
            [[ " ${again[*]} " == *" $name "* ]] || printf 'passed at the second try: %s\n' "$name"
        done
    fi
    end_step
    exit "$status"
}
