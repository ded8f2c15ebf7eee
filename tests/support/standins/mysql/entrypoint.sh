#!/bin/bash
# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
# Starts mysqld the way the official image does, as far as compose files rely on it: options alone
# are the server's; an empty data folder is initialised with what MYSQL_ROOT_PASSWORD,
# MYSQL_DATABASE, MYSQL_USER and MYSQL_PASSWORD ask for and with /docker-entrypoint-initdb.d/*.sql.
set -euo pipefail

case "${1:-}" in
    -*) set -- mysqld "$@" ;;
esac
[ "${1:-}" = mysqld ] || exec "$@"

# Names of character sets that 8.0 takes and 9 refuses.
set -- "${@/=utf8_/=utf8mb3_}"
set -- "${@/%=utf8/=utf8mb3}"

readonly data=/var/lib/mysql socket=/run/mysqld/mysqld.sock
server=("$@" --user=mysql --datadir="$data" --socket="$socket" --pid-file=/run/mysqld/mysqld.pid
    --secure-file-priv=NULL --mysqlx=OFF)

text() { # a value as an SQL string
    local value=${1//\\/\\\\}
    printf "'%s'" "${value//\'/\'\'}"
}

accounts() {
    local root user database
    root=$(text "${MYSQL_ROOT_PASSWORD:-}")
    echo "CREATE USER 'root'@'%' IDENTIFIED BY $root; GRANT ALL ON *.* TO 'root'@'%' WITH GRANT OPTION;"
    if [ -n "${MYSQL_DATABASE:-}" ]; then
        database="\`${MYSQL_DATABASE//\`/\`\`}\`"
        echo "CREATE DATABASE IF NOT EXISTS $database;"
    fi
    if [ -n "${MYSQL_USER:-}" ]; then
        user=$(text "$MYSQL_USER")
        echo "CREATE USER $user@'%' IDENTIFIED BY $(text "${MYSQL_PASSWORD:-}");"
        [ -z "${database:-}" ] || echo "GRANT ALL ON $database.* TO $user@'%';"
    fi
    echo "ALTER USER 'root'@'localhost' IDENTIFIED BY $root;"
}

if [ ! -d "$data/mysql" ]; then
    if [ -z "${MYSQL_ROOT_PASSWORD:-}${MYSQL_ALLOW_EMPTY_PASSWORD:-}" ]; then
        echo "MYSQL_ROOT_PASSWORD or MYSQL_ALLOW_EMPTY_PASSWORD has to be set" >&2
        exit 1
    fi
    chown mysql:mysql "$data"
    "${server[@]}" --initialize-insecure
    # The socket answers now, TCP does not: as in the official image, that is not "ready".
    "${server[@]}" --skip-networking &
    first=$!
    until mysqladmin --socket="$socket" -uroot --silent ping >/dev/null 2>&1; do
        kill -0 "$first" || exit 1
        sleep 0.1
    done
    accounts | mysql --socket="$socket" -uroot
    for file in /docker-entrypoint-initdb.d/*.sql; do
        [ ! -e "$file" ] || MYSQL_PWD=${MYSQL_ROOT_PASSWORD:-} \
            mysql --socket="$socket" -uroot ${MYSQL_DATABASE:+"$MYSQL_DATABASE"} <"$file"
    done
    kill "$first"
    wait "$first"
fi
exec "${server[@]}"
