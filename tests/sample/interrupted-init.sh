#!/bin/bash
# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
# Kills the sample's database with SIGKILL in every phase of its first start: the next start has to
# end with the database and the account that were asked for. Needs an Engine; removes what it makes.
set -euo pipefail

folder=$(cd "$(dirname "$0")/../../resources/sample/shared/db" && pwd)
readonly name=devstack-interrupted-$$
remove() {
    docker rm --force "$name" >/dev/null 2>&1 || true
    docker volume rm "$name" >/dev/null 2>&1 || true
}
finish() {
    remove
    docker rmi "$name" >/dev/null 2>&1 || true
}
trap finish EXIT
docker build --quiet --tag "$name" "$folder" >/dev/null

# Names and passwords with everything that SQL and shells trip over.
readonly database='a_b`c' user="o'brien" password="p'w\\x\"\$y"

logged() { [[ "$(docker logs "$name" 2>&1)" =~ $1 ]]; }

answers() {
    docker exec "$name" mariadb --host=127.0.0.1 --user="$user" --password="$password" \
        --execute='CREATE TABLE IF NOT EXISTS t (i INT)' "$database"
}

within() { # SECONDS COMMAND...
    local limit=$((SECONDS + $1))
    shift
    until "$@" >/dev/null 2>&1; do
        [ "$SECONDS" -lt "$limit" ] || return 1
    done
}

phases=(
    'initialising /var/lib/mysql'   # the marker and nothing else
    'Starting MariaDB'              # system tables are there, the server for the set-up starts
    'init.sock'                     # it answers, accounts are being made
    '\] initialised'                # all done, the real server starts
    "port: 3306"                    # the real server answers
)
for phase in "${phases[@]}"; do
    docker volume create "$name" >/dev/null
    docker run --detach --name "$name" --volume "$name:/var/lib/mysql" --env MYSQL_DATABASE="$database" \
        --env MYSQL_USER="$user" --env MYSQL_PASSWORD="$password" --env MYSQL_ROOT_PASSWORD=root \
        "$name" >/dev/null
    within 60 logged "$phase" || { echo "FAILED: '$phase' was never logged" >&2; exit 1; }
    docker kill --signal KILL "$name" >/dev/null
    docker start "$name" >/dev/null
    if ! within 60 answers; then
        docker logs --tail 20 "$name" >&2
        echo "FAILED: no database after a kill at '$phase'" >&2
        exit 1
    fi
    echo "killed at '$phase': comes up" \
        "$(logged 'was interrupted' && echo 'after a second initialisation' || echo 'with its data')"
    remove
done
