// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/snapshots/serverdump.h"

#include "assembly/names.h"
#include "core/text.h"
#include "engine/containerfiles.h"
#include "engine/helpercontainer.h"
#include "service/schemas/clientcommand.h"
#include "service/snapshots/onefile.h"
#include "service/workspaceinternals.h"

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// Arguments: host, port, user, database, "rows" or "schema", the statement that lists the tables
/// of migrations. MYSQL_PWD is set.
constexpr char kMySqlDump[] = R"sh(set -e
tool=$(command -v mariadb-dump || command -v mysqldump) || {
    echo "This image has neither mariadb-dump nor mysqldump." >&2; exit 127; }
client=$(command -v mariadb || command -v mysql)
host=$1 port=$2 user=$3 database=$4 rows=$5 statement=$6
set -- --no-defaults --protocol=tcp --host="$host" --port="$port" --user="$user"
tables=$("$client" "$@" --batch --skip-column-names --execute="$statement" "$database")
set -- "$@" --single-transaction --skip-lock-tables --quick --no-tablespaces --hex-blob
case $tool in *mysqldump) set -- "$@" --set-gtid-purged=OFF ;; esac
if [ "$rows" = rows ]; then
    exec "$tool" "$@" --routines --events --triggers "$database" > /devstack-dump.sql
fi
"$tool" "$@" --no-data --routines --events --triggers "$database" > /devstack-dump.sql
[ -z "$tables" ] || "$tool" "$@" --no-create-info --skip-triggers "$database" $tables >> /devstack-dump.sql
)sh";

/// The same; PGPASSWORD is set.
constexpr char kPostgresDump[] = R"sh(set -e
command -v pg_dump >/dev/null || { echo "This image has no pg_dump." >&2; exit 127; }
host=$1 port=$2 user=$3 database=$4 rows=$5 statement=$6
set -- --no-password --host="$host" --port="$port" --username="$user" --dbname="$database"
tables=$(psql -X -q -A -t "$@" --command="$statement")
set -- "$@" --no-owner --no-privileges
if [ "$rows" = rows ]; then exec pg_dump "$@" > /devstack-dump.sql; fi
pg_dump "$@" --schema-only > /devstack-dump.sql
for table in $tables; do
    pg_dump "$@" --data-only --table="$table" >> /devstack-dump.sql
done
)sh";

} // namespace

Result<> dumpServer(Workspace::Internals &internals,
                    const ServerAddress &server,
                    const QString &image,
                    bool withRows,
                    const QString &path,
                    Reporter &reporter,
                    std::stop_token stop)
{
    const auto engine = internals.engine();
    if (!engine)
        return engine.error();
    const bool isPostgres = server.kind == DatabaseKind::Postgres;
    HelperSpec spec;
    spec.image = image;
    spec.entrypoint = QStringList {u"sh"_s, u"-c"_s};
    spec.command = {QString::fromLatin1(isPostgres ? kPostgresDump : kMySqlDump),
                    u"dump"_s,
                    server.host,
                    QString::number(server.port),
                    server.user,
                    server.database,
                    withRows ? u"rows"_s : u"schema"_s,
                    migrationTablesStatement(server.kind)};
    spec.environment = {(isPostgres ? u"PGPASSWORD="_s : u"MYSQL_PWD="_s) + serverPassword(server)};
    spec.labels = {{label::kHelper, internals.id}};
    spec.user = u"0:0"_s;
    spec.network = u"host"_s;
    reporter.progress({0, -1, {}, u"reading %1"_s.arg(printable(server.name()))});
    const auto helper = HelperContainer::create(**engine, spec, stop);
    if (!helper)
        return helper.error();
    if (const auto started = helper->start(stop); !started)
        return started.error();
    const auto ended = helper->wait(stop);
    if (!ended)
        return ended.error();
    if (ended->exitCode != 0)
        return failed(u"%1 could not be read (code %2)."_s.arg(printable(server.name()))
                          .arg(ended->exitCode),
                      u"Check the address, the user and its password (%1)."_s.arg(
                          isPostgres ? u"PGPASSWORD"_s : u"MYSQL_PWD"_s))
            .because(ended->output);
    return writeOneFile(
        path,
        [&](const EngineClient::BodySink &sink) {
            return readFolder(**engine, helper->id(), u"/devstack-dump.sql"_s, sink, stop);
        },
        [&](qint64 bytes) {
            reporter.progress(
                {bytes, -1, u"bytes"_s, u"reading %1"_s.arg(printable(server.name()))});
        },
        stop);
}

} // namespace devstack
