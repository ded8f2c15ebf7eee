// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QString>

namespace devstack {

/// A kept older generation of all data volumes of an IDA.
struct Checkpoint
{
    QString name;
    QDateTime created; ///< UTC
    QString reason; ///< "saved", "before reset", …
    QMap<QString, QString> volumes; ///< volume key of the compose file → actual volume name
    bool isProtected = false; ///< `clean` and a later reset leave it alone

    bool operator==(const Checkpoint &) const = default;
};

/// Which generation of its data an IDA uses. A reset does not empty a volume: it goes to the next
/// generation, whose volume has another name, and keeps the old one as a checkpoint.
struct IdaGenerations
{
    QMap<QString, int> current; ///< volume key → generation in use; a missing key is generation 1
    QMap<QString, int>
        highest; ///< volume key → highest ever used, so that a number never comes back
    QList<Checkpoint> checkpoints; ///< oldest first
    /// Volume key → what its volumes are called before "-g1", where the plain name belongs to
    /// another volume.
    QMap<QString, QString> names;

    int generation(const QString &volumeKey) const { return current.value(volumeKey, 1); }
    /// Goes to a generation that was never used and answers it.
    int advance(const QString &volumeKey);
    const Checkpoint *checkpoint(const QString &name) const;

    bool operator==(const IdaGenerations &) const = default;
};

/// By IDA (`generations.json`). A value.
using Generations = QMap<QString, IdaGenerations>;

/// The content of `generations.json`.
QJsonObject toJson(const Generations &generations);
Generations generationsFromJson(const QJsonObject &json);

} // namespace devstack
