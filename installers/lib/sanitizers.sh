# shellcheck shell=bash
# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
#
# Fuzzers, and unit tests under the sanitizers of addresses, undefined behaviour and threads. All of
# them would be built for a quarter of an hour: each commit that has this step takes one share. By hand:
# docs/testing.md.

# A preset of CMake, and the folders of tests ("asan tests/unit/core"), single tests ("tst_watching") or
# fuzzers of the share, each at most four minutes on two cores with nothing compiled before. Only what ran
# clean by hand stands here.
SANITIZER_SHARES=(
    "fuzz yaml manifest xdevstack dotenv compose http frames"
    "fuzz journal state ansi settings makefile script dockerfile"
    "asan tests/unit/core tests/unit/store tests/unit/trust"
    "asan tests/unit/engine tests/unit/git"
    "asan tests/unit/model tests/unit/plan"
    "asan tests/unit/foreign/inspect tests/unit/foreign/guard"
    "asan tests/unit/foreign/review tests/unit/foreign/adopt"
    "asan tests/unit/assembly"
    "tsan tests/unit/plan tst_enginestreams tst_enginefaults"
)

# sanitize_share: a step.
sanitize_share()
{
    local preset word words targets=() where
    read -ra words <<<"${SANITIZER_SHARES[$(($(commit_number) % ${#SANITIZER_SHARES[@]}))]}"
    preset=${words[0]}
    words=("${words[@]:1}")
    [[ -e $SOURCE_ROOT/build/$preset/build.ninja ]] || as_invoker cmake --preset "$preset"
    if [[ $preset == fuzz ]]; then
        as_invoker ninja -C "$SOURCE_ROOT/build/fuzz" -j "$(build_jobs)" "${words[@]/#/fuzz_}"
        as_invoker ctest --preset fuzz --parallel "$(build_jobs)" -R "^fuzz_($(IFS='|' && printf '%s' "${words[*]}"))\$"
    else
        for word in "${words[@]}"; do
            [[ $word == */* ]] && targets+=("$word/all") || targets+=("$word")
        done
        as_invoker ninja -C "$SOURCE_ROOT/build/$preset" -j "$(build_jobs)" "${targets[@]}"
        for word in "${words[@]}"; do
            [[ $word == */* ]] && where=(--test-dir "$SOURCE_ROOT/build/$preset/$word") ||
                where=(--test-dir "$SOURCE_ROOT/build/$preset" -R "^$word\$")
            as_invoker ctest "${where[@]}" --output-on-failure --no-tests=error --parallel "$(build_jobs)"
        done
    fi
    result "$preset: ${words[*]}"
}
