// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/text/displaystate.h"

#include <QObject>
#include <QString>
#include <QtQml/qqmlregistration.h>

namespace devstack {

/// A seed and when it was applied.
struct SeedFact
{
    Q_GADGET
    QML_VALUE_TYPE(seedFact)
    Q_PROPERTY(QString name MEMBER name)
    Q_PROPERTY(QString applied MEMBER applied)
    Q_PROPERTY(QString target MEMBER target)
public:
    QString name;
    QString applied; ///< empty: not yet
    QString target; ///< another IDA; empty: its own

    const QString &identity() const { return name; }
    bool operator==(const SeedFact &) const = default;
};

/// Data that was kept.
struct CheckpointFact
{
    Q_GADGET
    QML_VALUE_TYPE(checkpointFact)
    Q_PROPERTY(QString name MEMBER name)
    Q_PROPERTY(QString created MEMBER created)
    Q_PROPERTY(QString reason MEMBER reason)
public:
    QString name;
    QString created;
    QString reason;

    bool operator==(const CheckpointFact &) const = default;
};

/// The data of an IDA.
struct DataRow
{
    Q_GADGET
    Q_PROPERTY(QString ida MEMBER ida)
    Q_PROPERTY(devstack::condition::Value condition MEMBER condition)
    Q_PROPERTY(QString databases MEMBER databases)
    Q_PROPERTY(bool running MEMBER running)
    Q_PROPERTY(bool hasDatabase MEMBER hasDatabase)
    Q_PROPERTY(QString kept MEMBER kept)
    Q_PROPERTY(QString schemas MEMBER schemas)
    Q_PROPERTY(QList<devstack::SeedFact> seeds MEMBER seeds)
    Q_PROPERTY(QList<devstack::CheckpointFact> checkpoints MEMBER checkpoints)
public:
    QString ida;
    condition::Value condition = condition::Unknown;
    QString databases;
    bool running = false;
    bool hasDatabase = false; ///< there is something to reset and to save
    QString
        kept; ///< from when the data is to which a reset goes back; empty: it begins with nothing
    QString schemas; ///< with which a reset begins instead
    QList<SeedFact> seeds;
    QList<CheckpointFact> checkpoints; ///< the newest first

    const QString &identity() const { return ida; }
    bool operator==(const DataRow &) const = default;
};

} // namespace devstack
