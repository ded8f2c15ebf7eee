// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/databases/databaseclient.h"

#include "model/compose/serviceroles.h"

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

// The password goes through the environment, where other processes of the container cannot read it
// off a command line.
constexpr char kMySql[] = R"(client=$(command -v mariadb || command -v mysql) || {
    echo "This container has neither the mariadb nor the mysql client." >&2; exit 127; }
user=${MARIADB_USER:-${MYSQL_USER:-}}
password=${MARIADB_PASSWORD:-${MYSQL_PASSWORD:-}}
if [ -z "$user" ]; then
    user=root
    password=${MARIADB_ROOT_PASSWORD:-${MYSQL_ROOT_PASSWORD:-}}
fi
if [ -n "$password" ]; then export MYSQL_PWD="$password"; fi
database=${MARIADB_DATABASE:-${MYSQL_DATABASE:-}}
exec "$client" --user="$user" ${database:+--database="$database"} "$@")";

constexpr char kPostgres[] = R"(command -v psql >/dev/null || {
    echo "This container has no psql." >&2; exit 127; }
if [ -n "${POSTGRES_PASSWORD:-}" ]; then export PGPASSWORD="$POSTGRES_PASSWORD"; fi
user=${POSTGRES_USER:-postgres}
exec psql --username="$user" --dbname="${POSTGRES_DB:-$user}" "$@")";

constexpr char kMongo[] = R"(client=$(command -v mongosh || command -v mongo) || {
    echo "This container has neither mongosh nor mongo." >&2; exit 127; }
if [ -n "${MONGO_INITDB_ROOT_USERNAME:-}" ]; then
    set -- --username "$MONGO_INITDB_ROOT_USERNAME" --password "${MONGO_INITDB_ROOT_PASSWORD:-}" \
        --authenticationDatabase admin "$@"
fi
exec "$client" "$@")";

} // namespace

QStringList databaseClient(const ServiceEntry &service, const QStringList &arguments)
{
    const char *script = nullptr;
    switch (databaseKindOf(service)) {
    case DatabaseKind::MySql:
        script = kMySql;
        break;
    case DatabaseKind::Postgres:
        script = kPostgres;
        break;
    case DatabaseKind::Mongo:
        script = kMongo;
        break;
    case DatabaseKind::None:
        return {};
    }
    return QStringList {u"sh"_s, u"-c"_s, QString::fromLatin1(script), u"dbshell"_s} + arguments;
}

} // namespace devstack
