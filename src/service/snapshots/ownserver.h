// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/reporter.h"
#include "engine/helpercontainer.h"
#include "service/snapshots/databaseserver.h"

#include <QIODevice>
#include <QString>
#include <QStringList>

#include <stop_token>

namespace devstack {

/// The server over a volume of the program's own, without a network, for as long as the object
/// lives. Belongs to one thread.
class OwnServer
{
public:
    /// Starts it and waits until it answers; an empty volume is initialised by the image first.
    static Result<OwnServer> start(Workspace::Internals &internals,
                                   const DatabaseServer &server,
                                   const QString &volume,
                                   Reporter &reporter,
                                   std::stop_token stop);

    /// The id of its container.
    const QString &container() const { return m_container.id(); }
    /// Runs a command in it.
    Result<QString>
    run(const QStringList &argv, QIODevice *input, Reporter &reporter, std::stop_token stop) const;
    /// Ends it so that the next start has nothing to recover. Error Failed: it did not end cleanly.
    Result<> end(std::stop_token stop) const;

private:
    OwnServer(Workspace::Internals &internals, HelperContainer container);
    Workspace::Internals &m_internals;
    HelperContainer m_container;
};

} // namespace devstack
