// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/databases/retention.h"

#include "service/databases/checkpoints.h"
#include "service/volumes/neededvolumes.h"
#include "service/workspaceinternals.h"
#include "store/checkpointlimits.h"

namespace devstack {

using namespace Qt::StringLiterals;

QStringList removeBeyondLimits(Workspace &workspace, const QStringList &idas, std::stop_token stop)
{
    Workspace::Internals &internals = workspace.internals();
    const auto [limits, all] = internals.withState([](WorkspaceState &state) {
        return std::pair(state.choices().checkpoints, state.generations());
    });
    // The Engine takes its time to measure, so it is asked only where sizes count.
    QMap<QString, QMap<QString, qint64>> sizes;
    if (limits.bytes) {
        if (const auto measured = checkpoints(workspace, idas, stop)) {
            for (const CheckpointView &view : measured->checkpoints)
                sizes[view.ida].insert(view.name, view.bytes);
        }
    }
    QStringList gone;
    for (const QString &ida : idas) {
        const QStringList names = beyondLimits(
            all.value(ida).checkpoints, limits, QDateTime::currentDateTimeUtc(), sizes.value(ida));
        for (const QString &name : names) {
            if (removeCheckpoint(internals, ida, name, stop))
                gone += u"%1: %2"_s.arg(ida, name);
        }
    }
    return gone;
}

} // namespace devstack
