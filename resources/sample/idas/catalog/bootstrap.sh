#!/bin/bash
# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
# Brings the catalog from nothing to running in plain Docker Compose, what it needs included. Again
# is no error.
set -euo pipefail
cd "$(dirname "$0")"
. docker/bootstrap-common.sh

dependency ../platform/bootstrap.sh
start
in_platform manage_user catalog_worker catalog_worker@example.org --staff
in_platform create_dot_application --grant-type=client-credentials \
    --client-id=catalog-backend-service-key \
    --client-secret="${CATALOG_BACKEND_SECRET:-catalog-backend-service-secret}" catalog_worker
manage loaddata base
manage refresh_courses
# Only needed to answer requests, and it needs the catalog too: so it comes last.
dependency ../licences/bootstrap.sh
say "ready at http://localhost:18160/"
