// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "plan/plan.h"
#include "service/snapshots/snapshotwork.h"

#include <QMutex>
#include <QSet>

#include <functional>
#include <optional>

namespace devstack {

/// What steps of one run tell later ones: what the snapshots that the run unpacked brought along,
/// and to which data something was done since. Any thread may call it.
class RunMemory
{
public:
    /// The data of the volume (plan/reasons.h, volumePart()) begins with a snapshot that holds this
    /// work; the volume `copy` has the same content, empty: none has.
    void began(const QString &volume, const SnapshotWork &work, const QString &copy);
    /// The work of a bootstrap, client or seed step is in the data already.
    bool isBrought(const Step &step) const;
    /// Call before the step does anything to the data that it names.
    void worksOn(const Step &step);
    /// The volume that has what the data begins with, as long as no step did anything to the data;
    /// empty: there is none.
    QString copyOfUntouched(const QString &volume) const;
    /// Whether this Engine mounts layers: tried once in a run.
    bool canLayer(const std::function<bool()> &tryIt);

private:
    struct Begun
    {
        SnapshotWork work;
        QString copy;
    };
    mutable QMutex m_mutex;
    QMap<QString, Begun> m_begun; ///< by volume
    QSet<QString> m_touched; ///< volumes
    QMutex m_trial;
    std::optional<bool> m_canLayer;
};

} // namespace devstack
