// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/snapshots/serveraccounts.h"

#include "assembly/names.h"
#include "engine/helpercontainer.h"
#include "service/schemas/clientcommand.h"
#include "service/workspaceinternals.h"

#include <QBuffer>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

// Given to `sh -c` as root in the database's image. Values come from its environment only.

/// Defines "serve OPTION…", which starts the server over the folder, with the options of the
/// service, and ends it cleanly once it would let somebody in.
constexpr char kServeMySql[] = R"sh(folder=$1
shift
server=$(command -v mariadbd || command -v mysqld) || { echo "There is no server." >&2; exit 127; }
[ -d "$folder/mysql" ] || { echo "These are no files of a MySQL or MariaDB server." >&2; exit 1; }
if [ "$(stat -c %u "$folder" "$folder/mysql" | sort -u)" != "$(id -u mysql)" ]; then
    chown -R mysql:mysql "$folder"
fi
case ${1:-} in
-*) ;;
*mysqld | *mariadbd) shift ;;
*) set -- ;;
esac
# What MySQL would look for where its packages make it, and images do not always.
own=
"$server" --version | grep -qi mariadb || own="--secure-file-priv=NULL --mysqlx=OFF"
work=$(mktemp -d)
failed() { tail -n 20 "$work/log.err" >&2; exit 1; }
serve() {
    chown -R mysql:mysql "$work"
    # shellcheck disable=SC2086  # options without blanks
    "$server" "$@" $own --user=mysql --datadir="$folder" --socket="$work/s" --pid-file="$work/pid" \
        --log-error="$work/log.err" --innodb-fast-shutdown=0 --skip-networking --skip-log-bin >/dev/null 2>&1 &
    pid=$!
    waited=0
    until grep -q "ready for connections" "$work/log.err" 2>/dev/null; do
        kill -0 "$pid" 2>/dev/null || failed
        # Half an hour of recovery is more than any development data needs.
        [ $((waited += 1)) -lt 36000 ] || { kill "$pid"; failed; }
        sleep 0.05
    done
    kill "$pid"
    wait "$pid" || failed
    rm -rf "$work" "$folder/ib_buffer_pool"
}
)sh";

/// The statements run inside the server's own start, before it lets anybody in: nobody knows the
/// password that the files have. One that fails ends the server.
constexpr char kMySqlAccounts[] = R"sh(
say() { printf '%s\n' "$*"; } # echo of some shells reads backslashes
text() { printf "'"; printf %s "$1" | sed "s/\\\\/\\\\\\\\/g; s/'/''/g"; printf "'"; }
name() { printf '`'; printf %s "$1" | sed 's/`/``/g'; printf '`'; }
pattern() { printf '`'; printf %s "$1" | sed 's/`/``/g; s/[_%]/\\&/g'; printf '`'; }
account() { # NAME HOST PASSWORD
    say "CREATE USER IF NOT EXISTS $(text "$1")@$(text "$2") IDENTIFIED BY $(text "$3");"
    say "ALTER USER $(text "$1")@$(text "$2") IDENTIFIED BY $(text "$3");"
}
password=${MARIADB_ROOT_PASSWORD:-${MYSQL_ROOT_PASSWORD:-}}
open=${MARIADB_ALLOW_EMPTY_ROOT_PASSWORD:-${MYSQL_ALLOW_EMPTY_PASSWORD:-}}
secret=${MARIADB_PASSWORD:-${MYSQL_PASSWORD:-}}
host=${MARIADB_ROOT_HOST:-${MYSQL_ROOT_HOST:-%}}
database=${MARIADB_DATABASE:-${MYSQL_DATABASE:-}}
user=${MARIADB_USER:-${MYSQL_USER:-}}
{
    # Without a password that is asked for, nobody comes in as root: not from the network, and not
    # without the rights of the server's own user.
    if [ -n "$password$open" ]; then
        account root "$host" "$password"
        say "GRANT ALL ON *.* TO 'root'@$(text "$host") WITH GRANT OPTION;"
    else
        password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
    fi
    [ -z "$database" ] || say "CREATE DATABASE IF NOT EXISTS $(name "$database");"
    if [ -n "$user" ] && [ "$user" != root ] && [ -n "$secret" ]; then
        account "$user" % "$secret"
        if [ -n "$database" ]; then
            say "GRANT ALL ON $(pattern "$database").* TO $(text "$user")@'%';"
            # The database that tests of the application make.
            say "GRANT ALL ON $(pattern "test_$database").* TO $(text "$user")@'%';"
        fi
    fi
    account root localhost "$password"
} >"$work/accounts.sql"
serve "$@" --init-file="$work/accounts.sql")sh";

/// Where the second volume is, and what fills it once the server has ended.
constexpr QLatin1StringView kCopyFolder {"/devstack-copy"};
constexpr char kRememberFolder[] = R"sh(whole=$1
)sh";
constexpr char kCopyFolderOver[] = R"sh(
cp -a "$whole/." /devstack-copy/ && chown "$(stat -c %u:%g "$whole")" /devstack-copy \
    && chmod "$(stat -c %a "$whole")" /devstack-copy)sh";

/// What MySQL wrote down for replicas holds each row that was loaded: no copy needs it, and the
/// server opens the last file at each start, which over a layer copies it.
constexpr char kMySqlSettle[] = R"sh(serve "$@"
rm -f "$folder"/binlog.[0-9]* "$folder/binlog.index")sh";

/// Defines "single FILE", which runs the statements of a file in a server that nobody can reach,
/// and ends it cleanly. A statement that it refuses is not told: it may hold a password.
constexpr char kSinglePostgres[] = R"sh(folder=${PGDATA:-$1}
[ -f "$folder/PG_VERSION" ] || folder=$1
[ -f "$folder/PG_VERSION" ] || { echo "These are no files of a PostgreSQL server." >&2; exit 1; }
server=$(command -v postgres || ls /usr/lib/postgresql/*/bin/postgres 2>/dev/null | tail -n 1)
[ -n "$server" ] || { echo "There is no server." >&2; exit 127; }
if [ "$(stat -c %u "$folder" "$folder/PG_VERSION" | sort -u)" != "$(id -u postgres)" ]; then
    chown -R postgres:postgres "$folder"
fi
chmod go-rwx "$folder"
rm -f "$folder/postmaster.pid"
work=$(mktemp -d)
as_postgres() {
    if command -v setpriv >/dev/null; then
        setpriv --reuid=postgres --regid=postgres --init-groups -- "$@"
    else
        su postgres -s /bin/sh -c 'exec "$0" "$@"' "$@"
    fi
}
single() {
    chown -R postgres "$work"
    as_postgres "$server" --single -j -c log_min_error_statement=panic -D "$folder" template1 <"$1" >"$work/log" 2>&1 \
        || { tail -n 20 "$work/log" >&2; exit 1; }
}
)sh";

constexpr char kPostgresAccounts[] = R"sh(
# With -j a statement ends with a semicolon and an empty line, so that values may have line ends.
say() { printf '%s;\n\n' "$*"; }
text() { printf "'"; printf %s "$1" | sed "s/'/''/g"; printf "'"; }
name() { printf '"'; printf %s "$1" | sed 's/"/""/g'; printf '"'; }
user=${POSTGRES_USER:-postgres}
database=${POSTGRES_DB:-$user}
secret=NULL
[ -z "${POSTGRES_PASSWORD:-}" ] || secret=$(text "$POSTGRES_PASSWORD")
{
    say "SET standard_conforming_strings = on"
    say "DO \$devstack\$ BEGIN CREATE ROLE $(name "$user"); EXCEPTION WHEN duplicate_object THEN NULL; END \$devstack\$"
    say "ALTER ROLE $(name "$user") SUPERUSER LOGIN PASSWORD $secret"
} >"$work/accounts.sql"
single "$work/accounts.sql"
if grep -q -E 'ERROR|FATAL|PANIC' "$work/log"; then tail -n 20 "$work/log" >&2; exit 1; fi
# One that is there is no fault.
say "CREATE DATABASE $(name "$database") OWNER $(name "$user")" >"$work/database.sql"
single "$work/database.sql"
rm -rf "$work")sh";

constexpr char kPostgresSettle[] = R"sh(single /dev/null
rm -rf "$work")sh";

constexpr char kCleanFiles[]
    = R"sh(find "$1" -maxdepth 1 -type f \( -name ib_buffer_pool -o -name '*.pid' \
    -o -name auto.cnf -o -name '*.pem' -o -name 'binlog.[0-9]*' -o -name binlog.index \) -exec rm -f {} +
find "$1" -maxdepth 2 -type f \( -name postmaster.pid -o -name postmaster.opts \) -exec rm -f {} +)sh";

/// Every account but the server's own, and the passwords of these.
const QString kMySqlUsers
    = u"SELECT CONCAT('DROP USER ', QUOTE(User), '@', QUOTE(Host), ';') FROM mysql.user "
      u"WHERE Host <> '' AND NOT (User = 'root' AND Host = 'localhost') AND User NOT IN "
      u"('mariadb.sys', 'mysql.sys', 'mysql.session', 'mysql.infoschema', 'mysql', 'healthcheck')"_s;
const QString kPostgresRoles
    = u"SELECT format('ALTER ROLE %I PASSWORD NULL;', rolname) FROM pg_authid "
      u"WHERE rolpassword IS NOT NULL AND rolname <> current_user"_s;

QByteArray endOf(DatabaseKind kind)
{
    return kind == DatabaseKind::Postgres
        ? QByteArray("ALTER ROLE CURRENT_USER PASSWORD NULL;\nCHECKPOINT;\n")
        : QByteArray("SET GLOBAL innodb_fast_shutdown = 0;\n"
                     "ALTER USER 'root'@'localhost' IDENTIFIED BY '';\n");
}

Result<> runScript(Workspace::Internals &internals,
                   const DatabaseServer &server,
                   const QString &volume,
                   const QString &script,
                   const QStringList &arguments,
                   const QStringList &furtherMounts,
                   const QString &what,
                   std::stop_token stop)
{
    const auto engine = internals.engine();
    if (!engine)
        return engine.error();
    HelperSpec spec;
    spec.image = server.image;
    spec.entrypoint = {u"sh"_s, u"-c"_s};
    spec.command = QStringList {script, u"devstack"_s, server.folder} + arguments;
    spec.environment = server.environment;
    spec.mounts
        = QStringList {volume + u':' + server.folder + u":nocopy"_s} + server.binds + furtherMounts;
    spec.user = u"0:0"_s;
    spec.labels = {{label::kHelper, internals.id}};
    const auto ended = runOneOff(**engine, spec, std::move(stop));
    if (!ended)
        return ended.error().within(what);
    return ended->exitCode == 0
        ? ok()
        : Result<>(failed(u"%1 failed."_s.arg(what)).because(ended->output));
}

/// The same with a start and an end of the server, as the script says what is between them.
Result<> runServer(Workspace::Internals &internals,
                   const DatabaseServer &server,
                   const QString &volume,
                   const char *script,
                   const QString &copy,
                   const QString &what,
                   std::stop_token stop)
{
    const bool isPostgres = server.kind == DatabaseKind::Postgres;
    const QString served
        = QLatin1StringView(isPostgres ? kSinglePostgres : kServeMySql) + QLatin1StringView(script);
    return runScript(
        internals,
        server,
        volume,
        copy.isEmpty()
            ? served
            : QLatin1StringView(kRememberFolder) + served + QLatin1StringView(kCopyFolderOver),
        isPostgres ? QStringList() : server.command,
        copy.isEmpty() ? QStringList() : QStringList {copy + u':' + kCopyFolder + u":nocopy"_s},
        what,
        std::move(stop));
}

} // namespace

Result<>
dropAccounts(const OwnServer &server, DatabaseKind kind, Reporter &reporter, std::stop_token stop)
{
    const auto statements = server.run(
        statementCommand(kind, kind == DatabaseKind::Postgres ? kPostgresRoles : kMySqlUsers),
        nullptr,
        reporter,
        stop);
    if (!statements)
        return statements.error();
    QBuffer script;
    script.setData(statements->toUtf8() + endOf(kind));
    script.open(QIODevice::ReadOnly);
    const auto done = server.run(clientCommand(kind, {u"run"_s}), &script, reporter, stop);
    return done ? ok() : Result<>(done.error());
}

Result<> makeAccounts(Workspace::Internals &internals,
                      const DatabaseServer &server,
                      const QString &volume,
                      const QString &copy,
                      std::stop_token stop)
{
    return runServer(internals,
                     server,
                     volume,
                     server.kind == DatabaseKind::Postgres ? kPostgresAccounts : kMySqlAccounts,
                     copy,
                     u"Making the accounts of %1/%2"_s.arg(server.ida, server.service),
                     std::move(stop));
}

Result<> settleFiles(Workspace::Internals &internals,
                     const DatabaseServer &server,
                     const QString &volume,
                     std::stop_token stop)
{
    return runServer(internals,
                     server,
                     volume,
                     server.kind == DatabaseKind::Postgres ? kPostgresSettle : kMySqlSettle,
                     {},
                     u"Ending the server of %1/%2 cleanly"_s.arg(server.ida, server.service),
                     std::move(stop));
}

Result<> cleanFiles(Workspace::Internals &internals,
                    const DatabaseServer &server,
                    const QString &volume,
                    std::stop_token stop)
{
    return runScript(internals,
                     server,
                     volume,
                     QString::fromLatin1(kCleanFiles),
                     {},
                     {},
                     u"Cleaning the files of %1/%2"_s.arg(server.ida, server.service),
                     std::move(stop));
}

} // namespace devstack
