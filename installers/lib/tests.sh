# shellcheck shell=bash
# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
#
# Every test, with ctest's own summary as the last thing printed.

run_tests()
{
    local folder=$SOURCE_ROOT/build/quickstart output report status=0 skipped
    output=$folder/ctest.log
    report=$folder/ctest.xml
    as_invoker rm -f "$output" "$report"
    begin "Tests"
    note "Tests"
    as_invoker ctest --preset release --no-tests=error --output-on-failure \
        --output-junit "$report" --test-output-size-passed 4194304 2>&1 |
        as_invoker tee "$output" || status=${PIPESTATUS[0]}
    if [[ -e $report ]]; then
        if ! skipped=$(as_invoker python3 "$SOURCE_ROOT/installers/lib/skipped.py" \
            "$report" < <(as_invoker ctest --preset release --show-only=json-v1)); then
            [[ $status -ne 0 ]] || status=1
            printf '\nquickstart: tests that did not run count as failed:\n%s\n' "$skipped"
            sed -n '/^[0-9]*% tests passed/,$p' "$output"
        fi
    elif [[ $status -eq 0 ]]; then
        fail "ctest wrote no report"
    fi
    end_step
    exit "$status"
}
