// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/snapshots/serverdump.h"

#include "assembly/names.h"
#include "core/text.h"
#include "engine/containerfiles.h"
#include "engine/exec.h"
#include "engine/helpercontainer.h"
#include "service/schemas/clientcommand.h"
#include "service/snapshots/onefile.h"
#include "service/workspaceinternals.h"

#include <QRegularExpression>
#include <QStringList>

#include <utility>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// The helper does nothing but wait: the password is in the environment of the dump alone, where
/// nobody who inspects the container reads it.
constexpr char kWait[] = "exec sleep 43200";

/// A line on standard error that tells what was left out begins with it.
const QString kLeftOut = u"devstack-left-out: "_s;

/// Arguments: host, port, user, database, "rows" or "schema", the statement that lists the tables
/// of migrations. MYSQL_PWD is set. What an account may not see of triggers, routines and events
/// is not listed to it, so its rights are asked; where the product refuses one, the others come.
constexpr char kMySqlDump[] = R"sh(set -e
tool=$(command -v mariadb-dump || command -v mysqldump) || {
    echo "This image has neither mariadb-dump nor mysqldump." >&2; exit 127; }
client=$(command -v mariadb || command -v mysql)
host=$1 port=$2 user=$3 database=$4 rows=$5 statement=$6
set -- --no-defaults --protocol=tcp --host="$host" --port="$port" --user="$user"
tables=$("$client" "$@" --batch --skip-column-names --execute="$statement" "$database")
grants=$("$client" "$@" --batch --skip-column-names --execute="SHOW GRANTS" "$database" 2>/dev/null || true)
set -- "$@" --single-transaction --skip-lock-tables --quick --no-tablespaces --hex-blob
case $tool in *mysqldump) set -- "$@" --set-gtid-purged=OFF ;; esac
if [ "$rows" = rows ]; then
    "$tool" "$@" --skip-triggers "$database" > /devstack-dump.sql
else
    "$tool" "$@" --no-data --skip-triggers "$database" > /devstack-dump.sql
    [ -z "$tables" ] || "$tool" "$@" --no-create-info --skip-triggers "$database" $tables >> /devstack-dump.sql
fi
for part in triggers routines events; do
    if "$tool" "$@" --no-create-db --no-create-info --no-data --skip-triggers --"$part" --force "$database" \
        > /devstack-part.sql 2> /devstack-part.err; then
        case $part in
        triggers) right="TRIGGER" ;;
        events) right="EVENT" ;;
        routines) right="SHOW_ROUTINE|SHOW CREATE ROUTINE|.mysql.\\.|SELECT.* ON \\*\\.\\*" ;;
        esac
        printf '%s\n' "$grants" | grep -Eq "ALL PRIVILEGES|$right" \
            || echo "devstack-left-out: $part, if there are any: the account has no right to see them" >&2
    elif grep -Eqi "denied|privilege" /devstack-part.err; then
        sed "s/^/devstack-left-out: $part: /" /devstack-part.err >&2
    else
        cat /devstack-part.err >&2
        exit 1
    fi
    cat /devstack-part.sql >> /devstack-dump.sql
done
)sh";

/// The same; PGPASSWORD and PGDATABASE are set: as an option, a name with "=" would be read as an
/// address.
constexpr char kPostgresDump[] = R"sh(set -e
command -v pg_dump >/dev/null || { echo "This image has no pg_dump." >&2; exit 127; }
host=$1 port=$2 user=$3 rows=$5 statement=$6
set -- --no-password --host="$host" --port="$port" --username="$user"
tables=$(psql -X -q -A -t "$@" --command="$statement")
set -- "$@" --no-owner --no-privileges
if [ "$rows" = rows ]; then exec pg_dump "$@" > /devstack-dump.sql; fi
pg_dump "$@" --schema-only > /devstack-dump.sql
for table in $tables; do
    pg_dump "$@" --data-only --table="$table" >> /devstack-dump.sql
done
)sh";

/// Who could come in lacks rights; who could not has the wrong name, password or address.
QString hintFor(bool isPostgres, const QString &said)
{
    static const QRegularExpression kNoRight(
        u"\\((?:1044|1142|1143|1227|1370)\\)|\\b(?:1044|1142|1143|1227|1370)\\b|permission denied|privilege"_s,
        QRegularExpression::CaseInsensitiveOption);
    if (!kNoRight.match(said).hasMatch())
        return u"Check the address, the user and its password (%1)."_s.arg(
            isPostgres ? u"PGPASSWORD"_s : u"MYSQL_PWD"_s);
    return isPostgres
        ? u"The account needs SELECT on every table and USAGE on every schema of the database."_s
        : u"The account needs SELECT and SHOW VIEW on the database; with TRIGGER, EVENT and the "
          u"right to see routines these come too."_s;
}

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
    spec.command = {QString::fromLatin1(kWait)};
    spec.labels = {{label::kHelper, internals.id}};
    spec.user = u"0:0"_s;
    spec.network = u"host"_s;
    reporter.progress({0, -1, {}, u"reading %1"_s.arg(printable(server.name()))});
    const auto helper = HelperContainer::create(**engine, spec, stop);
    if (!helper)
        return helper.error();
    if (const auto started = helper->start(stop); !started)
        return started.error();
    ExecSpec dump;
    dump.container = helper->id();
    dump.command = {u"sh"_s,
                    u"-c"_s,
                    QString::fromLatin1(isPostgres ? kPostgresDump : kMySqlDump),
                    u"dump"_s,
                    server.host,
                    QString::number(server.port),
                    server.user,
                    server.database,
                    withRows ? u"rows"_s : u"schema"_s,
                    migrationTablesStatement(server.kind)};
    dump.environment = {(isPostgres ? u"PGPASSWORD="_s : u"MYSQL_PWD="_s) + serverPassword(server)};
    if (isPostgres)
        dump.environment += u"PGDATABASE="_s + server.database;
    dump.user = u"0:0"_s;
    dump.captureOutput = false;
    QStringList leftOut;
    const auto ended = runInContainer(**engine, dump, stop, [&](const OutputLine &line) {
        if (line.stream == OutputLine::Stream::Err && line.text.startsWith(kLeftOut))
            leftOut += line.text.mid(kLeftOut.size());
    });
    if (!ended)
        return ended.error();
    if (ended->end == ProcessOutcome::End::Cancelled)
        return cancelled();
    if (!ended->succeeded())
        return failed(u"%1 could not be read (code %2)."_s.arg(printable(server.name()))
                          .arg(ended->exitCode),
                      hintFor(isPostgres, ended->errorTail))
            .because(ended->errorTail);
    for (const QString &what : std::as_const(leftOut))
        reporter.line({OutputLine::Stream::Note,
                       u"Left out of %1: %2"_s.arg(printable(server.name()), printable(what))});
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
