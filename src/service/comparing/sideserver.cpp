// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/comparing/sideserver.h"

#include "service/comparing/questions.h"
#include "service/removal.h"
#include "service/schemas/loaddump.h"
#include "service/snapshots/serveraccounts.h"
#include "service/snapshots/unpacksnapshot.h"
#include "service/workspaceinternals.h"

#include <QUuid>

#include <tuple>

namespace devstack {

using namespace Qt::StringLiterals;

/// Removes what the server wrote; belongs to no generation, so that “clean” offers what a kill
/// leaves.
class SideServer::OwnedVolume
{
public:
    OwnedVolume(Workspace::Internals &internals, const DatabaseServer &server)
        : volume {server.ida,
                  server.volumeKey,
                  u"%1-reading-%2"_s.arg(internals.id,
                                         QUuid::createUuid().toString(QUuid::Id128).left(8)),
                  {},
                  server.image}
        , m_internals(internals)
    {
    }
    ~OwnedVolume()
    {
        std::ignore = removeOwnVolume(m_internals, volume.name, {});
        std::ignore = removeOwnVolume(m_internals, layerOf(volume.name), {});
    }
    Q_DISABLE_COPY_MOVE(OwnedVolume)

    const DataVolume volume;

private:
    Workspace::Internals &m_internals;
};

SideServer::SideServer(Workspace::Internals &internals, const DatabaseServer &server)
    : m_volume(std::make_shared<OwnedVolume>(internals, server))
{
}

Result<> SideServer::start(Workspace::Internals &internals,
                           const DatabaseServer &server,
                           Reporter &reporter,
                           std::stop_token stop)
{
    auto started
        = OwnServer::start(internals, server, m_volume->volume.name, reporter, std::move(stop));
    if (!started)
        return started.error();
    m_server.emplace(std::move(*started));
    m_session.emplace(*internals.engineClient,
                      m_server->container(),
                      server.kind,
                      server.ida + u'/' + server.service);
    return ok();
}

Result<SideServer> SideServer::over(Workspace::Internals &internals,
                                    const DatabaseServer &server,
                                    const DataOrigin &data,
                                    Reporter &reporter,
                                    std::stop_token stop)
{
    SideServer side(internals, server);
    if (const auto made = createDataVolume(internals, side.m_volume->volume, data, stop); !made)
        return made.error();
    if (const auto started = side.start(internals, server, reporter, stop); !started)
        return started.error();
    if (const auto answered = side.session().ask(versionQuestion(server.kind), stop);
        answered || answered.error().kind == Error::Kind::Cancelled)
        return answered ? Result<SideServer>(std::move(side)) : answered.error();
    // Data that was made with other settings has other passwords.
    side.m_session.reset();
    side.m_server.reset();
    const QString &name = side.m_volume->volume.name;
    if (const auto known = makeAccounts(internals, server, name, {}, stop); !known)
        return known.error();
    if (const auto started = side.start(internals, server, reporter, stop); !started)
        return started.error();
    return side;
}

Result<SideServer> SideServer::ofSnapshot(Workspace::Internals &internals,
                                          const DatabaseServer &server,
                                          const QString &reference,
                                          Reporter &reporter,
                                          std::stop_token stop)
{
    SideServer side(internals, server);
    const auto unpacked
        = unpackSnapshot(internals, reference, server, side.m_volume->volume, {}, reporter, stop);
    if (!unpacked)
        return unpacked.error();
    if (const auto started = side.start(internals, server, reporter, stop); !started)
        return started.error();
    return side;
}

Result<SideServer> SideServer::ofDump(Workspace::Internals &internals,
                                      const DatabaseServer &server,
                                      const QString &dump,
                                      Reporter &reporter,
                                      std::stop_token stop)
{
    SideServer side(internals, server);
    if (const auto made = createDataVolume(internals, side.m_volume->volume, {}, stop); !made)
        return made.error();
    if (const auto started = side.start(internals, server, reporter, stop); !started)
        return started.error();
    const auto run = [&](const QStringList &argv, QIODevice *input) {
        return side.m_server->run(argv, input, reporter, stop);
    };
    if (const auto loaded = loadDump(dump, server.kind, LoadInto::Emptied, run, reporter, stop);
        !loaded)
        return loaded.error();
    return side;
}

} // namespace devstack
