#!/usr/bin/env bash
# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
#
# From a fresh Debian 12 with git to a running stack (run) or to every test's result (test).
# Every step looks first and does only what is missing, so a second call takes seconds.

set -euo pipefail

QUICKSTART_SCRIPT=$(realpath "${BASH_SOURCE[0]}")
SOURCE_ROOT=$(dirname "$(dirname "$QUICKSTART_SCRIPT")")

usage()
{
    cat <<USAGE
Usage: bash installers/quickstart.sh run|test

  run   install what is missing, build, start a Docker Engine if none answers, make the sample
        workspace, provision it and open the desktop program on it
  test  install what is missing, build, and run every test there is

Environment:
  DEVSTACK_SAMPLE_DIR  where the sample workspace lives (default: ~/devstack-sample)
  DEVSTACK_CORPUS      folder of real repositories; without it the tests labelled corpus may skip
  DOCKER_HOST          an Engine that is already there; none is then installed or started

sudo is used for packages and the Engine alone; everything else belongs to the calling user.
USAGE
}

case "${1-}" in
    run | test) [[ $# -eq 1 ]] || { usage >&2; exit 2; } ;;
    -h | --help | help) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
esac
QUICKSTART_VERB=$1

# A path given in the environment means the caller's folder, so it is resolved before we leave it.
[[ -z ${DEVSTACK_SAMPLE_DIR-} ]] || DEVSTACK_SAMPLE_DIR=$(realpath -m "$DEVSTACK_SAMPLE_DIR")
[[ -z ${DEVSTACK_CORPUS-} ]] || DEVSTACK_CORPUS=$(realpath -m "$DEVSTACK_CORPUS")
cd "$SOURCE_ROOT"

# shellcheck source=installers/lib/console.sh
source installers/lib/console.sh
# shellcheck source=installers/lib/identity.sh
source installers/lib/identity.sh
# shellcheck source=installers/lib/packages.sh
source installers/lib/packages.sh
# shellcheck source=installers/lib/engine.sh
source installers/lib/engine.sh
# shellcheck source=installers/lib/plugins.sh
source installers/lib/plugins.sh
# shellcheck source=installers/lib/image.sh
source installers/lib/image.sh
# shellcheck source=installers/lib/build.sh
source installers/lib/build.sh
# shellcheck source=installers/lib/sanitizers.sh
source installers/lib/sanitizers.sh
# shellcheck source=installers/lib/workspace.sh
source installers/lib/workspace.sh
# shellcheck source=installers/lib/tests.sh
source installers/lib/tests.sh

resolve_invoker
start_log
[[ -n $RESUMED_IN ]] || step "Packages" ensure_packages "$QUICKSTART_VERB"
step "Docker Engine" ensure_engine
step "Compose and buildx" ensure_plugins
step "Base image" ensure_base_image
step "Build" build_programs "$QUICKSTART_VERB"

case "$QUICKSTART_VERB" in
    run)
        provision_sample
        open_window
        ;;
    test)
        # Each takes minutes, and no commit needs both: they take turns.
        if (($(commit_number) / 60 % 2)); then
            step "Sanitizers" sanitize_share
        else
            step "Files apart" build_files_apart
        fi
        step "Shared files" require_shared_files "${TMPDIR:-/tmp}"
        run_tests
        ;;
esac
