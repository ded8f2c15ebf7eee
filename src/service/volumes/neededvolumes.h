// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "service/workspace.h"
#include "store/generations.h"

#include <QSet>
#include <QString>
#include <QStringList>

#include <stop_token>

namespace devstack {

/// The generation that a data volume's name tells; 1 for a name that tells none.
int generationOf(const QString &volume);

/// The volumes that hold the present data of an IDA, its checkpoints, what its resets go back to,
/// and everything that lies below these. Pure.
QSet<QString>
neededVolumes(const QString &workspaceId, const QString &ida, const IdaGenerations &generations);

/// The volumes that only this checkpoint needs: those that go with it. Pure.
QStringList volumesOnlyOf(const QString &workspaceId,
                          const QString &ida,
                          const IdaGenerations &generations,
                          const QString &checkpoint);

/// What is left of the record when all data goes: the checkpoints that the engineer wants kept, and
/// what they lie over. Pure.
IdaGenerations onlyKept(const IdaGenerations &generations);
/// The same, with the present data in generations that were never used. Pure.
IdaGenerations begunAnew(const IdaGenerations &generations);

/// The volumes that the checkpoints need, present data aside. Pure.
QSet<QString> checkpointVolumes(const IdaGenerations &generations);

/// Whether a volume held data of the IDA that nothing needs any more. Pure.
bool isLeftOver(const QString &volume,
                const QString &workspaceId,
                const QString &ida,
                const QString &key,
                const IdaGenerations &generations);

/// Forgets a checkpoint and removes the volumes that only it needs. Call under the workspace's
/// lock. One that is not known is success.
Result<> removeCheckpoint(Workspace::Internals &internals,
                          const QString &ida,
                          const QString &name,
                          std::stop_token stop);

} // namespace devstack
