#!/bin/bash
# SPDX-FileCopyrightText: Devstack contributors
# SPDX-License-Identifier: Apache-2.0
# Provisions the sample the classic way, one IDA after the other with plain Docker Compose and
# shell,
# and prints how long each took: what `devstack up` from nothing is compared with. DIR is a sample
# workspace (its remotes/ are cloned). The same repositories, images, migrations, clients and seeds;
# the waits look every 0.2 s. Everything made is removed, but for images.
set -euo pipefail

usage() {
    echo "usage: classic.sh [--keep] [--port-offset N] DIR" >&2
    echo "  --keep           leaves the stack running, and prints how to remove it" >&2
    echo "  --port-offset N  is added to the published ports (default 2000: beside other stacks)" >&2
    exit 2
}

keep=false offset=2000
while [ $# -gt 1 ]; do
    case $1 in
        --keep) keep=true ;;
        --port-offset) offset=$2; shift ;;
        *) usage ;;
    esac
    shift
done
if [ $# -ne 1 ] || [ ! -d "$1/remotes" ]; then
    usage
fi
remotes=$(cd "$1/remotes" && pwd)
readonly prefix=devstack-classic-$$
work=$(mktemp -d)
readonly work remotes
declare -Ar inside=([platform]=18000 [catalog]=18160 [licences]=18170 [credentials]=18150)
declare -A ports
for ida in "${!inside[@]}"; do
    ports[$ida]=$((inside[$ida] + offset))
done

compose() { # IDA ARGUMENTS...
    local ida=$1
    shift
    docker compose --project-name "$prefix-$ida" --project-directory "$work/$ida" \
        --file "$work/$ida/docker-compose.yml" --file "$work/$ida.override.yml" "$@" </dev/null
}

remove() {
    local ida
    for ida in credentials licences catalog platform; do
        [ ! -e "$work/$ida.override.yml" ] || compose "$ida" down --volumes --timeout 3
    done
    docker network rm "$prefix"
    rm -rf "$work"
}

finish() {
    local code=$?
    if $keep && [ $code -eq 0 ]; then
        echo "kept: projects $prefix-*, network $prefix, files $work"
    else
        [ $code -eq 0 ] || tail -n 30 "$work/log" >&2
        remove >/dev/null 2>&1 || true
    fi
    exit $code
}
trap finish EXIT
trap 'exit 130' INT TERM

now() { date +%s%N; }

seconds() { # SINCE
    local tenths=$((($(now) - $1) / 100000000))
    echo "$((tenths / 10)).$((tenths % 10))"
}

# What an engineer writes by hand to run these files side by side.
override() { # IDA SERVICES...
    local ida=$1 service
    shift
    echo "services:"
    for service in "$@"; do
        echo "  $service:"
        echo "    container_name: !reset null"
        case $service in
            app | worker)
                echo "    environment:"
                echo "      PUBLIC_URL: http://localhost:${ports[$ida]}"
                echo "      PLATFORM_PUBLIC_URL: http://localhost:${ports[platform]}"
                [ "$service" = worker ] ||
                    echo "    ports: !override [\"127.0.0.1:${ports[$ida]}:${inside[$ida]}\"]"
                ;;
            *)
                echo "    ports: !reset []"
                echo "    networks: !override [default]"
                ;;
        esac
    done
    echo "networks:"
    echo "  devstack_default: {name: $prefix, external: true}"
}

within() { # SECONDS COMMAND...
    local limit=$((SECONDS + $1))
    shift
    until "$@" >/dev/null 2>&1; do
        if [ "$SECONDS" -ge "$limit" ]; then
            echo "gave up: $*" >&2
            return 1
        fi
        sleep 0.2
    done
}

database_answers() {
    # shellcheck disable=SC2016  # expanded in the container
    compose "$1" exec -T db sh -c 'MYSQL_PWD="$MYSQL_PASSWORD" \
        mariadb --host=127.0.0.1 --user="$MYSQL_USER" --execute="SELECT 1" "$MYSQL_DATABASE"'
}

healthy() { curl --silent --fail --max-time 5 "http://localhost:${ports[$1]}/health/"; }

manage() { # IDA ARGUMENTS...
    local ida=$1
    shift
    compose "$ida" exec -T app python3 manage.py "$@"
}

start() { # IDA
    git clone --quiet "$remotes/$1.git" "$work/$1"
    # shellcheck disable=SC2046
    override "$1" $(docker compose --project-directory "$work/$1" config --services) \
        >"$work/$1.override.yml"
    compose "$1" build
    compose "$1" up --detach
    within 120 database_answers "$1"
    manage "$1" migrate --noinput
    within 60 healthy "$1"
}

backend_client() { # IDA
    manage platform manage_user "$1_worker" "$1_worker@example.org" --staff
    manage platform create_dot_application --grant-type=client-credentials \
        --client-id="$1-backend-service-key" --client-secret="$1-backend-service-secret" "$1_worker"
}

platform() {
    start platform
    manage platform loaddata base
}

catalog() {
    start catalog
    backend_client catalog
    manage catalog loaddata base
    manage catalog refresh_courses
}

licences() {
    start licences
    backend_client licences
    manage licences loaddata base
}

credentials() {
    start credentials
    backend_client credentials
    manage platform create_dot_application --grant-type=authorization-code \
        --client-id=credentials-sso-key --client-secret=credentials-sso-secret \
        --redirect-uris="http://localhost:${ports[credentials]}/complete/edx-oauth2/" \
        credentials-sso
    manage credentials loaddata base
    manage credentials issue_certificates
}

begin=$(now)
docker network create "$prefix" >/dev/null
for ida in platform catalog licences credentials; do
    since=$(now)
    "$ida" >>"$work/log" 2>&1
    echo "$ida: $(seconds "$since") s"
done
echo "classic: $(seconds "$begin") s"
