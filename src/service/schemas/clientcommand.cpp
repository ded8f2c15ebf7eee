// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/schemas/clientcommand.h"

#include "engine/exec.h"

namespace devstack {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// A dump of some GB takes its time; a server that hangs must not hold the workspace for ever.
constexpr std::chrono::milliseconds kLoadLimit = 12h;
constexpr qsizetype kErrorLines = 12;

/// The client's binary mode has no commands of its own (MariaDB and MySQL, mysql --binary-mode).
constexpr char kLoadMySql[] = R"sh(client=$(command -v mariadb || command -v mysql) || {
    echo "This container has neither the mariadb nor the mysql client." >&2; exit 127; }
password=${MARIADB_ROOT_PASSWORD:-${MYSQL_ROOT_PASSWORD:-}}
user=root
if [ -z "$password" ] && [ -n "${MARIADB_USER:-${MYSQL_USER:-}}" ] \
    && [ -z "${MARIADB_ALLOW_EMPTY_ROOT_PASSWORD:-}${MYSQL_ALLOW_EMPTY_PASSWORD:-}" ]; then
    user=${MARIADB_USER:-$MYSQL_USER}
    password=${MARIADB_PASSWORD:-${MYSQL_PASSWORD:-}}
fi
if [ -n "$password" ]; then export MYSQL_PWD="$password"; fi
database=${MARIADB_DATABASE:-${MYSQL_DATABASE:-}}
mode=$1
shift
if [ "$mode" = name ]; then
    printf %s "$database"
    exit 0
fi
if [ "$mode" = empty ]; then
    [ -n "$database" ] || exit 0
    exec "$client" --user="$user" --batch --execute="DROP DATABASE IF EXISTS \`$database\`; CREATE DATABASE \`$database\`"
fi
exec "$client" --user="$user" --batch --raw --skip-column-names --binary-mode --local-infile=0 \
    --max-allowed-packet=1G ${database:+--database="$database"} "$@")sh";

constexpr char kLoadPostgres[] = R"sh(command -v psql >/dev/null || {
    echo "This container has no psql." >&2; exit 127; }
if [ -n "${POSTGRES_PASSWORD:-}" ]; then export PGPASSWORD="$POSTGRES_PASSWORD"; fi
user=${POSTGRES_USER:-postgres}
database=${POSTGRES_DB:-$user}
mode=$1
shift
case $mode in
name)
    printf %s "$database"
    exit 0 ;;
empty)
    if [ "$database" = postgres ]; then other=template1; else other=postgres; fi
    psql -X -q --username="$user" --dbname="$other" \
        --command="DROP DATABASE IF EXISTS \"$database\" WITH (FORCE)" || exit 1
    exec psql -X -q --username="$user" --dbname="$other" \
        --command="CREATE DATABASE \"$database\" OWNER \"$user\"" ;;
restore)
    exec pg_restore --exit-on-error --no-owner --no-privileges --username="$user" --dbname="$database" ;;
esac
# Named as a file, the input's lines are told with an error.
[ $# -gt 0 ] || set -- --file=-
exec psql -X -q -A -t -v ON_ERROR_STOP=1 --username="$user" --dbname="$database" "$@")sh";

const QString kMySqlTables
    = u"SELECT COUNT(*) FROM information_schema.tables WHERE table_type = 'BASE TABLE' AND "
      u"table_schema NOT IN ('mysql', 'information_schema', 'performance_schema', 'sys')"_s;
const QString kPostgresTables
    = u"SELECT COUNT(*) FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"_s;

const QString kMigrationTables
    = u"('django_migrations', 'alembic_version', 'schema_migrations', 'ar_internal_metadata', "
      u"'flyway_schema_history', 'migrations')"_s;
const QString kMySqlRows
    = u"SELECT CONCAT('SELECT 1 FROM (SELECT 1 FROM `', REPLACE(table_schema, '`', '``'), '`.`', "
      u"REPLACE(table_name, '`', '``'), '` LIMIT 1) AS t') FROM information_schema.tables "
      u"WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('mysql', 'information_schema', "
      u"'performance_schema', 'sys') AND table_name NOT IN "_s;
const QString kPostgresRows
    = u"SELECT format('SELECT 1 FROM (SELECT 1 FROM %I.%I LIMIT 1) AS t', schemaname, tablename) "
      u"FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema') AND tablename "
      u"NOT IN "_s;

} // namespace

QStringList clientCommand(DatabaseKind kind, const QStringList &arguments)
{
    const char *script = kind == DatabaseKind::Postgres ? kLoadPostgres : kLoadMySql;
    return QStringList {u"sh"_s, u"-c"_s, QString::fromLatin1(script), u"load"_s} + arguments;
}

QStringList statementCommand(DatabaseKind kind, const QString &statement)
{
    const QString option = kind == DatabaseKind::Postgres ? u"--command="_s : u"--execute="_s;
    return clientCommand(kind, {u"run"_s, option + statement});
}

QStringList tablesCommand(DatabaseKind kind)
{
    return statementCommand(kind, kind == DatabaseKind::Postgres ? kPostgresTables : kMySqlTables);
}

QStringList rowQueriesCommand(DatabaseKind kind)
{
    return statementCommand(
        kind, (kind == DatabaseKind::Postgres ? kPostgresRows : kMySqlRows) + kMigrationTables);
}

QString migrationTablesStatement(DatabaseKind kind)
{
    return (kind == DatabaseKind::Postgres
                ? u"SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND "
                  u"tablename IN "_s
                : u"SELECT table_name FROM information_schema.tables WHERE table_schema = "
                  u"DATABASE() AND table_name IN "_s)
        + kMigrationTables;
}

QStringList pingCommand(DatabaseKind kind)
{
    QString script;
    switch (kind) {
    case DatabaseKind::MySql:
        script
            = u"tool=$(command -v mariadb-admin || command -v mysqladmin) || exit 127; exec "
              u"\"$tool\" --no-defaults --protocol=tcp --host=127.0.0.1 --connect-timeout=2 ping"_s;
        break;
    case DatabaseKind::Postgres:
        script = u"exec pg_isready --host=127.0.0.1 --timeout=2"_s;
        break;
    case DatabaseKind::Mongo:
        script
            = u"tool=$(command -v mongosh || command -v mongo) || exit 127; exec \"$tool\" --quiet "
              u"--host 127.0.0.1 --eval 'db.runCommand({ping: 1}).ok'"_s;
        break;
    case DatabaseKind::None:
        return {};
    }
    return {u"sh"_s, u"-c"_s, script};
}

Result<QString> runInDatabase(const EngineClient &engine,
                              const QString &container,
                              const QString &what,
                              const QStringList &argv,
                              QIODevice *input,
                              Reporter &reporter,
                              std::stop_token stop)
{
    ExecSpec spec;
    spec.container = container;
    spec.command = argv;
    spec.inputDevice = input;
    spec.timeout = kLoadLimit;
    QStringList errors;
    const auto ended = runInContainer(engine, spec, std::move(stop), [&](const OutputLine &line) {
        if (line.stream != OutputLine::Stream::Err)
            return;
        reporter.line(line);
        if (line.text.trimmed() == u"^")
            return; // psql points at a place in the line above
        errors += line.text;
        if (errors.size() > kErrorLines)
            errors.removeFirst();
    });
    if (!ended)
        return ended.error();
    if (ended->succeeded())
        return QString::fromUtf8(ended->standardOutput);
    Error error = ended->toError(u"The client of %1"_s.arg(what));
    if (error.kind == Error::Kind::Failed)
        error.detail = errors.join(u'\n');
    return error;
}

} // namespace devstack
