// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "store/generations.h"
#include "store/steprecords.h"

#include <QHash>
#include <QMap>
#include <QString>

namespace devstack {

/// Steps whose work is in the data of a snapshot (migrations, clients, seeds): the step's id → what
/// it was done with, as far as that means the same in another workspace.
using SnapshotWork = QMap<QString, QMap<QString, QString>>;

/// Of what a step depends on, what means the same in every workspace: not which volume it worked
/// on, and not how the workspace calls an image that it builds. Pure.
QMap<QString, QString> portableParts(const QMap<QString, QString> &parts);

/// What was done to one volume's data, and to the data that it began with before that moment.
/// `volume`: the part that names the volume, `identity`: its value (plan/reasons.h). Steps that
/// work on the data of several volumes are left out, and so are an engineer's own files. Pure.
SnapshotWork workOn(const QHash<QString, StepRecord> &records,
                    const QString &volume,
                    const QString &identity,
                    const QList<DataAncestor> &ancestors);

/// The text of an image's label, and back; what is no such text means that nothing was done.
QString toLabelText(const SnapshotWork &work);
SnapshotWork snapshotWork(const QString &labelText);

} // namespace devstack
