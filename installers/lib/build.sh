# shellcheck shell=bash
# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
#
# Building the programs, and for the tests everything else, in the invoker's name.

BUILD_FOLDER=$SOURCE_ROOT/build/release
DEVSTACK=$BUILD_FOLDER/bin/devstack
DEVSTACK_DESKTOP=$BUILD_FOLDER/bin/devstack-desktop
# A compiler that reads Qt and template-heavy headers holds about this much.
BUILD_JOB_MIB=1536

# build_programs run|test: a step.
build_programs()
{
    # Precompiled headers save a third of compiling the tests; ccache does not keep what they serve.
    local -a targets=() options=(-DDEVSTACK_PRECOMPILED=ON)
    [[ $1 != run ]] || { targets=(--target devstack devstack-desktop) options=(); }
    # Ninja runs CMake again by itself when a CMake file changed.
    [[ -e $BUILD_FOLDER/build.ninja ]] || as_invoker cmake --preset release "${options[@]}"
    as_invoker cmake --build --preset release --parallel "$(build_jobs)" "${targets[@]}"
    [[ -x $DEVSTACK && -x $DEVSTACK_DESKTOP ]] || fail "the build ended without the programs in $BUILD_FOLDER/bin"
    result "$("$DEVSTACK" --version | head -n 1)"
}

# A number that the commit tells, for what takes turns from commit to commit.
commit_number()
{
    local commit
    commit=$(as_invoker git rev-parse HEAD 2>/dev/null || echo 0)
    printf '%s' $((16#${commit:0:8}))
}

# build_files_apart: a step. The preset release compiles several files at a time, which hides a missing
# include; here a twelfth of them, another one for each commit, is read one by one, warnings as errors.
build_files_apart()
{
    as_invoker cmake --preset strict -DBUILD_TESTING=OFF
    as_invoker python3 "$SOURCE_ROOT/installers/lib/apart.py" \
        "$SOURCE_ROOT/build/strict/compile_commands.json" "$(build_jobs)" \
        "$(as_invoker git rev-parse HEAD 2>/dev/null || echo 0)"
    result "a twelfth of the files by themselves, without a warning"
}

build_jobs()
{
    local memory jobs
    memory=$(($(sed -n 's/^MemAvailable: *\([0-9]*\) kB/\1/p' /proc/meminfo) / 1024))
    jobs=$((memory / BUILD_JOB_MIB))
    ((jobs <= $(nproc))) || jobs=$(nproc)
    printf '%s' $((jobs > 0 ? jobs : 1))
}
