// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/snapshots/serveraddress.h"

#include "core/process.h"
#include "core/text.h"

#include <QStandardPaths>
#include <QUrl>

#include <chrono>

namespace devstack {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int kMySqlPort = 3306;
constexpr int kPostgresPort = 5432;

DatabaseKind kindOf(const QString &scheme)
{
    if (scheme == u"mysql" || scheme == u"mariadb")
        return DatabaseKind::MySql;
    return scheme == u"postgres" || scheme == u"postgresql" ? DatabaseKind::Postgres
                                                            : DatabaseKind::None;
}

/// A client takes a word with a dash before it as an option.
bool isWord(const QString &text)
{
    return !text.isEmpty() && !text.startsWith(u'-') && printable(text) == text;
}

} // namespace

QString ServerAddress::name() const
{
    return host + u'/' + database;
}

Result<ServerAddress> serverAddress(const QString &text)
{
    const auto wrong = [](const QString &why) {
        return invalidInput(u"The address of the server cannot be used: %1."_s.arg(why),
                            {},
                            u"It looks like mysql://reader@db.example.org/shop, or postgres://…"_s);
    };
    const QUrl url(text, QUrl::StrictMode);
    ServerAddress address;
    address.kind = kindOf(url.scheme());
    if (!url.isValid() || address.kind == DatabaseKind::None)
        return wrong(u"it begins with none of mysql://, mariadb://, postgres://, postgresql://"_s);
    if (!url.password().isEmpty())
        return invalidInput(
            u"A password in the address would be seen in the list of processes."_s,
            {},
            u"Set %1 instead, or store it: secret-tool store --label devstack devstack-server "
            u"USER@HOST:PORT/DATABASE"_s.arg(
                address.kind == DatabaseKind::Postgres ? u"PGPASSWORD"_s : u"MYSQL_PWD"_s));
    if (url.hasQuery() || url.hasFragment())
        return wrong(u"it has options"_s);
    address.host = url.host();
    address.port = url.port(address.kind == DatabaseKind::Postgres ? kPostgresPort : kMySqlPort);
    address.user = url.userName();
    address.database = url.path().mid(1);
    if (!isWord(address.host))
        return wrong(u"it names no host"_s);
    if (!isWord(address.user))
        return wrong(u"it names no user"_s);
    if (!isWord(address.database) || address.database.contains(u'/'))
        return wrong(u"it names no database"_s);
    return address;
}

QString serverPassword(const ServerAddress &server)
{
    const char *variable = server.kind == DatabaseKind::Postgres ? "PGPASSWORD" : "MYSQL_PWD";
    if (const QString given = qEnvironmentVariable(variable); !given.isEmpty())
        return given;
    const QString program = QStandardPaths::findExecutable(u"secret-tool"_s);
    if (program.isEmpty())
        return {};
    ProcessSpec spec;
    spec.program = program;
    spec.arguments
        = {u"lookup"_s,
           u"devstack-server"_s,
           u"%1@%2:%3/%4"_s.arg(server.user, server.host).arg(server.port).arg(server.database)};
    spec.timeout = 60s; // the keychain may ask to be opened
    const auto found = runProcess(spec);
    return found && found->succeeded() ? QString::fromUtf8(found->standardOutput).trimmed()
                                       : QString();
}

} // namespace devstack
