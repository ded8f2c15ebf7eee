#!/bin/bash
# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
# Brings the platform from nothing to running in plain Docker Compose. Again is no error.
set -euo pipefail
cd "$(dirname "$0")"
. docker/bootstrap-common.sh

start
manage loaddata base
say "ready at http://localhost:18000/"
