# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
# What the bootstrap.sh of every sample IDA uses. It runs in the IDA's folder and needs Docker
# Compose alone.
#
# The IDAs call their containers the same and publish the same database port. The one whose
# bootstrap.sh was called keeps these names; those that it needs are started beside it without them.
# shellcheck shell=bash

IDA=$(basename "$PWD")
readonly IDA
readonly chain=${DEVSTACK_BOOTSTRAP_CHAIN:-}  # the IDAs whose bootstrap led to this one

say() { printf '%s: %s\n' "$IDA" "$*" >&2; }

fail() {
    say "$*"
    exit 1
}

compose() { docker compose "$@" </dev/null; }

manage() { compose exec -T app python3 manage.py "$@"; }

# dependency FOLDER/bootstrap.sh: provisions another IDA, unless it is the one that asked for this.
dependency() {
    local folder name
    folder=$(dirname "$1")
    name=$(basename "$folder")
    case " $chain " in *" $name "*) return ;; esac
    if [ ! -x "$1" ]; then
        fail "$1 is missing: clone $(git remote get-url origin | sed "s|[^/]*$|$name.git|") to $folder"
    fi
    say "needs $name"
    DEVSTACK_BOOTSTRAP_CHAIN="$chain $IDA" "$1"
}

# Prints the Compose file that takes away what can exist only once on a machine.
side_by_side() {
    local service
    echo "services:"
    for service in $(compose config --services); do
        case $service in
            app | worker)
                echo "  $service:"
                echo "    container_name: !reset null"
                echo "    environment: {DATABASE_HOST: $IDA.db, REDIS_URL: redis://$IDA.redis:6379/0}"
                ;;
            *)
                echo "  $service:"
                echo "    container_name: !reset null"
                echo "    ports: !reset []"
                echo "    networks: !override {default: {aliases: [$IDA.$service]}}"
                ;;
        esac
    done
}

# within SECONDS WHAT COMMAND...: repeats the command until it succeeds.
within() {
    local limit=$((SECONDS + $1)) what=$2
    shift 2
    until "$@" >/dev/null 2>&1; do
        [ "$SECONDS" -lt "$limit" ] ||
            fail "$what: not within the time; see 'docker compose logs' in $PWD"
        sleep 0.3
    done
}

database_answers() { # over TCP: the socket answers too early during the first start
    # shellcheck disable=SC2016  # expanded in the container
    compose exec -T db sh -c 'MYSQL_PWD="$MYSQL_PASSWORD" \
        mariadb --host=127.0.0.1 --user="$MYSQL_USER" --execute="SELECT 1" "$MYSQL_DATABASE"'
}

healthy() {
    compose exec -T app python3 -c 'import os, urllib.request
urllib.request.urlopen("http://localhost:%s/health/" % os.environ["PORT"], timeout=5)'
}

# Builds and starts this IDA, and brings its schema up to date.
start() {
    docker network inspect devstack_default >/dev/null 2>&1 ||
        docker network create devstack_default >/dev/null
    say "builds and starts"
    if [ -z "$chain" ]; then
        compose up --detach --build --quiet-pull
    else
        side_by_side |
            docker compose --file docker-compose.yml --file - up --detach --build --quiet-pull
    fi
    within 120 "the database does not answer" database_answers
    say "migrates"
    manage migrate --noinput
    within 60 "the application is not healthy" healthy
}

# in_platform ARGUMENTS: a management command of the platform.
in_platform() { (cd ../platform && compose exec -T app python3 manage.py "$@"); }
