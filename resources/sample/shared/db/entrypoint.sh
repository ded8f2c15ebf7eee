#!/bin/bash
# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
# Starts MariaDB. An empty data directory is initialised first, with the database and accounts that
# MYSQL_DATABASE, MYSQL_USER, MYSQL_PASSWORD and MYSQL_ROOT_PASSWORD name and the *.sql files of
# /docker-entrypoint-initdb.d.
# An initialisation that was interrupted is done again from the beginning.
set -euo pipefail

readonly datadir=/var/lib/mysql
readonly unfinished=$datadir/.initialising
# Not the usual one: nobody may mistake this server for the real one.
readonly init_socket=/run/mysqld/init.sock

say() { printf '%s [entrypoint] %s\n' "$(date -u +%FT%TZ)" "$*"; }

readonly as_mysql=(setpriv --reuid=mysql --regid=mysql --init-groups --)

fail() {
    say "$*"
    exit 1
}

text() { # a value as an SQL string
    local value=${1//\\/\\\\}
    printf "'%s'" "${value//\'/\'\'}"
}

name() { # a value as an SQL identifier
    # shellcheck disable=SC2016  # these are SQL's
    printf '`%s`' "${1//\`/\`\`}"
}

pattern() { # a database name in GRANT, where _ and % are wildcards
    local value=${1//_/\\_}
    name "${value//%/\\%}"
}

accounts() {
    local root=${MYSQL_ROOT_PASSWORD:-} database=${MYSQL_DATABASE:-} user=${MYSQL_USER:-}
    echo "ALTER USER 'root'@'localhost' IDENTIFIED BY $(text "$root");"
    if [ -n "$root" ]; then
        echo "CREATE USER 'root'@'%' IDENTIFIED BY $(text "$root");"
        echo "GRANT ALL ON *.* TO 'root'@'%' WITH GRANT OPTION;"
    fi
    [ -z "$database" ] || echo "CREATE DATABASE $(name "$database");"
    if [ -n "$user" ]; then
        echo "CREATE USER $(text "$user")@'%' IDENTIFIED BY $(text "${MYSQL_PASSWORD:-}");"
        if [ -n "$database" ]; then
            echo "GRANT ALL ON $(pattern "$database").* TO $(text "$user")@'%';"
            echo "GRANT ALL ON $(pattern "test_$database").* TO $(text "$user")@'%';"  # for tests
        fi
    fi
}

initialise() {
    say "initialising $datadir"
    find "$datadir" -mindepth 1 -delete
    touch "$unfinished"
    chown mysql:mysql "$datadir" "$unfinished"
    "${as_mysql[@]}" mariadb-install-db --datadir="$datadir" \
        --auth-root-authentication-method=normal --skip-test-db >/dev/null
    "${as_mysql[@]}" mariadbd --skip-networking --socket="$init_socket" \
        --pid-file=/run/mysqld/init.pid &
    local server=$! waited=0
    until mariadb-admin --socket="$init_socket" --user=root --silent ping >/dev/null 2>&1; do
        kill -0 "$server" 2>/dev/null || fail "the server ended while being initialised"
        [ $((waited += 1)) -lt 600 ] || fail "the server did not answer within 60 s"
        sleep 0.1
    done
    accounts | mariadb --socket="$init_socket" --user=root
    local file
    for file in /docker-entrypoint-initdb.d/*.sql; do
        [ -e "$file" ] || continue
        say "loading $file"
        MYSQL_PWD=${MYSQL_ROOT_PASSWORD:-} mariadb --socket="$init_socket" --user=root \
            ${MYSQL_DATABASE:+"$MYSQL_DATABASE"} <"$file"
    done
    kill "$server"
    wait "$server" || fail "the server did not end cleanly"
    sync -f "$datadir"
    rm "$unfinished"
    say "initialised"
}

[ "${1:-}" = mariadbd ] || exec "$@"

# While this script is process 1, a stop must reach it; half an initialisation is done again at the
# next start.
trap 'say "stopped"; exit 143' TERM INT

install -d -o mysql -g mysql /run/mysqld
if [ -e "$unfinished" ]; then
    say "an earlier initialisation was interrupted"
    initialise
elif [ ! -d "$datadir/mysql" ]; then
    # Never delete what this script did not make.
    if [ -n "$(find "$datadir" -mindepth 1 -maxdepth 1 ! -name lost+found -print -quit)" ]; then
        fail "$datadir is neither empty nor a database"
    fi
    initialise
fi
[ "$(stat -c %U "$datadir")" = mysql ] || chown -R mysql:mysql "$datadir"
set -- "$@" ${MARIADB_BUFFER_POOL:+"--innodb-buffer-pool-size=$MARIADB_BUFFER_POOL"}
exec "${as_mysql[@]}" "$@"
