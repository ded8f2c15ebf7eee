#!/bin/bash
# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
# Starts PostgreSQL the way the official image does, as far as compose files rely on it: an empty
# data folder is initialised with what POSTGRES_USER, POSTGRES_PASSWORD and POSTGRES_DB ask for and
# with /docker-entrypoint-initdb.d/*.sql.
set -euo pipefail

case "${1:-}" in
    -*) set -- postgres "$@" ;;
esac
[ "${1:-}" = postgres ] || exec "$@"

readonly user=${POSTGRES_USER:-postgres}
readonly database=${POSTGRES_DB:-$user}
readonly as=(setpriv --reuid=postgres --regid=postgres --init-groups --)

chown postgres:postgres "$PGDATA"
chmod 700 "$PGDATA"
if [ ! -s "$PGDATA/PG_VERSION" ]; then
    if [ -z "${POSTGRES_PASSWORD:-}" ] && [ "${POSTGRES_HOST_AUTH_METHOD:-}" != trust ]; then
        echo "POSTGRES_PASSWORD has to be set" >&2
        exit 1
    fi
    secret=$(mktemp)
    echo "${POSTGRES_PASSWORD:-}" >"$secret"
    chown postgres "$secret"
    "${as[@]}" initdb --username="$user" --pwfile="$secret" --no-instructions
    rm "$secret"
    echo "host all all all ${POSTGRES_HOST_AUTH_METHOD:-scram-sha-256}" >>"$PGDATA/pg_hba.conf"
    # The socket answers now, TCP does not.
    "${as[@]}" pg_ctl --wait --options="-c listen_addresses=''" start
    if [ "$database" != postgres ]; then
        "${as[@]}" psql --username="$user" --dbname=postgres --command="CREATE DATABASE \"$database\""
    fi
    for file in /docker-entrypoint-initdb.d/*.sql; do
        [ ! -e "$file" ] || "${as[@]}" psql --username="$user" --dbname="$database" --file="$file"
    done
    "${as[@]}" pg_ctl --wait --mode=fast stop
fi
exec "${as[@]}" "$@" -c listen_addresses='*'
