#!/bin/bash
# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
# Brings credentials from nothing to running in plain Docker Compose, what it needs included. Again
# is no error.
set -euo pipefail
cd "$(dirname "$0")"
. docker/bootstrap-common.sh

# The catalog is optional and not started: without it titles come from the platform.
dependency ../platform/bootstrap.sh
start
in_platform manage_user credentials_worker credentials_worker@example.org --staff
in_platform create_dot_application --grant-type=client-credentials \
    --client-id=credentials-backend-service-key \
    --client-secret="${CREDENTIALS_BACKEND_SECRET:-credentials-backend-service-secret}" credentials_worker
in_platform create_dot_application --grant-type=authorization-code --client-id=credentials-sso-key \
    --client-secret="${CREDENTIALS_SSO_SECRET:-credentials-sso-secret}" \
    --redirect-uris=http://localhost:18150/complete/edx-oauth2/ credentials-sso
manage loaddata base
manage issue_certificates
say "ready at http://localhost:18150/"
