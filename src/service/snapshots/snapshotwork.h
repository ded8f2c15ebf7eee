// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "store/generations.h"
#include "store/steprecords.h"

#include <QDateTime>
#include <QHash>
#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QString>

#include <optional>

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

/// Data as it was until some moment: the parts that name its volumes, all of them.
struct DataMoment
{
    QMap<QString, QString> volumes; ///< part → identity
    QDateTime until = {}; ///< UTC; invalid: until now
};

/// The same of data in one or several volumes: what it is, and what it began with, newest first.
/// Pure.
SnapshotWork workOn(const QHash<QString, StepRecord> &records, const QList<DataMoment> &data);

/// As a document, and back; nothing when it is of another shape or larger than any work.
QJsonObject toJson(const SnapshotWork &work);
std::optional<SnapshotWork> workFromJson(const QJsonObject &json);

/// What a record has that says that the work was done on these volumes: the parts that are not
/// carried are open. Pure.
QMap<QString, QString> partsOnData(const QMap<QString, QString> &work,
                                   const QMap<QString, QString> &volumes);

/// The text of an image's label, and back; what is no such text means that nothing was done.
QString toLabelText(const SnapshotWork &work);
SnapshotWork snapshotWork(const QString &labelText);

} // namespace devstack
