// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "service/workspace.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <stop_token>

/// What a process that was killed leaves under way, and how the next one meets it (decision 20).
namespace devstack {

/// Waits until no `docker compose` of a run that was killed changes the workspace any more. `say`
/// is told, once, when that takes a while. Call under the workspace's lock. Blocks; errors:
/// Conflict after a quarter of an hour, with what to end; Cancelled.
Result<> awaitKilledCompose(Workspace::Internals &internals,
                            const std::function<void(const QString &)> &say,
                            std::stop_token stop);

/// Remembers on disk, while it lives, that these containers are being stopped: the Engine goes on
/// with that when the one who asked is killed, and calls them running until they have ended.
class StopsUnderWay
{
public:
    /// `containers` are ids; empty: nothing is remembered.
    StopsUnderWay(Workspace::Internals &internals, QStringList containers);
    StopsUnderWay(const StopsUnderWay &) = delete;
    StopsUnderWay &operator=(const StopsUnderWay &) = delete;
    ~StopsUnderWay();

    /// Nobody saw the end of it, because it was cancelled: it stays remembered.
    void leave();

private:
    QString m_folder;
    QStringList m_containers;
};

/// Waits for the stops that a client began and did not see the end of, because it was killed or
/// cancelled: until then the Engine calls their containers running, and a plan would count on them.
/// Without any it asks no Engine. Call under the workspace's lock.
Result<> finishStops(Workspace::Internals &internals, std::stop_token stop);

/// Compose replaces a container by one with another name (the first twelve digits of the old one's
/// id before it), which it renames at the end. What was killed in between is removed while the old
/// one is there, else it is given its name. Call under the workspace's lock, when nothing of
/// Compose works on the workspace.
Result<> endHalfReplacements(Workspace::Internals &internals, std::stop_token stop);

} // namespace devstack
