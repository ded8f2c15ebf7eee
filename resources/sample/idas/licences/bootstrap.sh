#!/bin/bash
# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
# Brings the licences IDA from nothing to running in plain Docker Compose, what it needs included.
# Again is no error.
set -euo pipefail
cd "$(dirname "$0")"
. docker/bootstrap-common.sh

dependency ../platform/bootstrap.sh
start
in_platform manage_user licences_worker licences_worker@example.org --staff
in_platform create_dot_application --grant-type=client-credentials \
    --client-id=licences-backend-service-key \
    --client-secret="${LICENCES_BACKEND_SECRET:-licences-backend-service-secret}" licences_worker
manage loaddata base
# Only needed to answer requests, and it needs the licences too: so it comes last.
dependency ../catalog/bootstrap.sh
say "ready at http://localhost:18170/"
