// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/snapshots/portablefiles.h"

#include "service/removal.h"
#include "service/schemas/clientcommand.h"
#include "service/snapshots/ownserver.h"
#include "service/snapshots/serveraccounts.h"
#include "service/workspaceinternals.h"

#include <QBuffer>
#include <QUuid>

#include <tuple>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// The passwords of the workspace stay in it: what a server wrote once may stay in its files. And
/// its first user has one that is known here, whatever the service does about that.
QStringList withOwnPasswords(const QStringList &environment, DatabaseKind kind)
{
    const QString secret = QUuid::createUuid().toString(QUuid::Id128);
    QStringList own;
    bool hasUser = false;
    for (const QString &entry : environment) {
        const QString name = entry.section(u'=', 0, 0);
        const bool isSecret = name.contains(u"_PASSWORD");
        hasUser = hasUser || name == u"MYSQL_USER" || name == u"MARIADB_USER";
        if (!isSecret)
            own += entry;
    }
    if (kind == DatabaseKind::Postgres)
        return own << u"POSTGRES_PASSWORD="_s + secret;
    own << u"MYSQL_ROOT_PASSWORD="_s + secret;
    if (hasUser)
        own << u"MYSQL_PASSWORD="_s + secret;
    return own;
}

} // namespace

PortableFiles::PortableFiles(Workspace::Internals &internals,
                             DatabaseServer server,
                             Reporter &reporter,
                             std::stop_token stop)
    : m_internals(internals)
    , m_server(std::move(server))
    , m_reporter(reporter)
    , m_stop(std::move(stop))
{
    m_server.environment = withOwnPasswords(m_server.environment, m_server.kind);
    // Belongs to no generation: what a kill leaves, “clean” offers.
    m_volume = {
        m_server.ida,
        m_server.volumeKey,
        u"%1-snapshot-%2"_s.arg(internals.id, QUuid::createUuid().toString(QUuid::Id128).left(8)),
        {},
        m_server.image};
}

PortableFiles::~PortableFiles()
{
    std::ignore = removeOwnVolume(m_internals, m_volume.name, {});
}

Result<DatabaseProduct> PortableFiles::product() const
{
    return productOfImage(m_internals, m_server, m_stop);
}

Result<> PortableFiles::load(const QString &dump)
{
    const auto made = createDataVolume(m_internals, m_volume, {}, m_stop);
    return made ? finish(dump) : Result<>(made.error());
}

Result<> PortableFiles::take(const QString &volume)
{
    return copyDataVolume(m_internals, m_volume, volume, m_stop);
}

Result<> PortableFiles::take(const DataOrigin &origin)
{
    DataOrigin copied = origin;
    copied.canLayer = false;
    const auto made = createDataVolume(m_internals, m_volume, copied, m_stop);
    return made ? ok() : Result<>(made.error());
}

Result<> PortableFiles::finishCopy()
{
    // Nobody knows the passwords of data that was made with other settings.
    if (const auto known = makeAccounts(m_internals, m_server, m_volume.name, {}, m_stop); !known)
        return known;
    return finish({});
}

Result<> PortableFiles::finish(const QString &dump)
{
    {
        const auto server
            = OwnServer::start(m_internals, m_server, m_volume.name, m_reporter, m_stop);
        if (!server)
            return server.error();
        const auto run = [&](const QStringList &argv, QIODevice *input) {
            return server->run(argv, input, m_reporter, m_stop);
        };
        if (!dump.isEmpty()) {
            const auto loaded
                = loadDump(dump, m_server.kind, LoadInto::Emptied, run, m_reporter, m_stop);
            if (!loaded)
                return loaded.error();
        }
        const auto tables = run(tablesCommand(m_server.kind), nullptr);
        if (!tables)
            return tables.error();
        m_tables = tables->trimmed().toInt();
        const auto queries = run(rowQueriesCommand(m_server.kind), nullptr);
        if (!queries)
            return queries.error();
        QBuffer question;
        question.setData(queries->trimmed().replace(u"\n"_s, u" UNION ALL "_s).toUtf8()
                         + " LIMIT 1;\n");
        question.open(QIODevice::ReadOnly);
        const auto rows = queries->trimmed().isEmpty()
            ? Result<QString>(QString())
            : run(clientCommand(m_server.kind, {u"run"_s}), &question);
        if (!rows)
            return rows.error();
        m_hasRows = !rows->trimmed().isEmpty();
        const auto name = run(clientCommand(m_server.kind, {u"name"_s}), nullptr);
        if (!name)
            return name.error();
        m_database = name->trimmed();
        if (const auto dropped = dropAccounts(*server, m_server.kind, m_reporter, m_stop); !dropped)
            return dropped;
        m_reporter.progress({0, -1, {}, u"ending the server cleanly"_s});
        if (const auto ended = server->end(m_stop); !ended)
            return ended;
    }
    return cleanFiles(m_internals, m_server, m_volume.name, m_stop);
}

} // namespace devstack
