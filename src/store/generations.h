// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"

#include <QDateTime>
#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QString>

namespace devstack {

/// Data that other data began with. What was done to it until then is in the other data too.
struct DataAncestor
{
    QString identity; ///< plan/reasons.h, volumeIdentity()
    QDateTime until; ///< UTC

    bool operator==(const DataAncestor &) const = default;
};

/// What a generation begins with instead of an empty volume.
struct DataOrigin
{
    /// Volumes that nobody writes any more, each hiding what it shares with the next. One that is
    /// called “…-layer” has its content in its folder “upper”.
    QStringList below;
    QList<DataAncestor> ancestors; ///< newest first
    /// The Engine can mount what is written as a layer over it; false: it has to be copied.
    bool canLayer = false;
    QString schema; ///< digest of the dump, or name of the snapshot, that it began with; or empty
    QString snapshotId; ///< of the image that had the name then; empty: it was no snapshot

    bool isEmpty() const { return below.isEmpty(); }
    /// What is written lies in a volume of its own over `below`; else it is an own copy of it.
    bool isLayered() const;
    bool operator==(const DataOrigin &) const = default;
};

/// An empty layer that was made ahead of the reset that writes into it.
struct SpareLayer
{
    QString layer; ///< the volume, named for the generation that comes next
    QString lower; ///< the volume whose owner and rights it has

    bool operator==(const SpareLayer &) const = default;
};

/// A kept older generation of all data volumes of an IDA.
struct Checkpoint
{
    QString name;
    QDateTime created; ///< UTC
    QString reason; ///< "saved", "before reset", …
    QMap<QString, QString> volumes; ///< volume key of the compose file → actual volume name
    bool isProtected = false; ///< `clean` and a later reset leave it alone
    /// The git branch whose data it is, which goes back to it; empty: none's.
    QString branch = {};
    /// Of a branch: volume key → what a reset of its data goes back to.
    QMap<QString, DataOrigin> bases = {};

    /// The engineer wants it kept: only deleting it by name destroys it.
    bool isKept() const { return isProtected || reason == kSaved; }
    /// Data that a reset began to make and never finished: nobody wants it back.
    bool isHalfMade() const { return reason == kHalfMade; }

    static constexpr QStringView kSaved = u"saved";
    static constexpr QStringView kImported = u"imported";
    static constexpr QStringView kBeforeReset = u"before reset";
    static constexpr QStringView kHalfMade = u"before reset, half-made";

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
    /// Volume key → generation → what it began with; one that is missing began empty.
    QMap<QString, QMap<int, DataOrigin>> origins;
    /// Volume key → what a reset goes back to; a missing key goes back to an empty volume.
    QMap<QString, DataOrigin> bases;
    QMap<QString, SpareLayer> spares; ///< volume key → the layer that the next reset writes into
    QString branch; ///< the git branch whose data the present data is; empty: nobody asked yet

    DataOrigin origin(const QString &volumeKey) const
    {
        return origins.value(volumeKey).value(generation(volumeKey));
    }
    /// From when the data is to which a reset goes back; invalid: it begins with nothing.
    QDateTime keptSince() const;
    int generation(const QString &volumeKey) const { return current.value(volumeKey, 1); }
    /// Goes to a generation that was never used and answers it.
    int advance(const QString &volumeKey);
    const Checkpoint *checkpoint(const QString &name) const;
    /// What is kept as the data of a git branch; null: nothing is.
    const Checkpoint *ofBranch(const QString &branch) const;

    bool operator==(const IdaGenerations &) const = default;
};

/// The checkpoint with the data as it was before the reset that began at `since`, which undoes that
/// reset; null: it kept none, or other data was brought back since then.
const Checkpoint *keptByReset(const QList<Checkpoint> &checkpoints, const QDateTime &since);

/// The volume that holds what is written over others: "NAME-layer".
QString layerOf(const QString &volume);

/// What a generation is made of, for those that begin with it: its own volume or layer first. Pure.
QStringList contentOf(const QString &volume, const DataOrigin &origin);

/// By IDA (`generations.json`). A value.
using Generations = QMap<QString, IdaGenerations>;

/// The content of `generations.json`.
QJsonObject toJson(const Generations &generations);
/// Error InvalidInput: a newer version, or a value that is not of its type; it names the first one.
/// Nothing is taken in part: what is written next would lose the rest.
Result<Generations> generationsFromJson(const QJsonObject &json);

} // namespace devstack
