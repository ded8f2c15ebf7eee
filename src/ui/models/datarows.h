// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/text/displaystate.h"
#include "ui/text/severity.h"

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
    Q_PROPERTY(bool partial MEMBER partial)
    Q_PROPERTY(QString target MEMBER target)
    Q_PROPERTY(QString source MEMBER source)
    Q_PROPERTY(bool isFile MEMBER isFile)
public:
    QString name;
    QString applied; ///< when; "in part"; empty: not yet
    bool partial = false; ///< it began and did not finish: part of it may be in the data
    QString target; ///< another IDA; empty: its own
    QString source; ///< "docker-compose.yml:41"
    bool isFile = false; ///< one of the engineer's own, kept in the workspace

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
    Q_PROPERTY(QString size MEMBER size)
    Q_PROPERTY(bool isProtected MEMBER isProtected)
public:
    QString name;
    QString created;
    QString reason;
    QString size; ///< on disk; "–": not known
    bool isProtected = false;

    const QString &identity() const { return name; }
    bool operator==(const CheckpointFact &) const = default;
};

/// A database and with what its data begins.
struct DatabaseFact
{
    Q_GADGET
    Q_PROPERTY(QString service MEMBER service)
    Q_PROPERTY(QString source MEMBER source)
    Q_PROPERTY(QString facts MEMBER facts)
    Q_PROPERTY(QString standing MEMBER standing)
    Q_PROPERTY(devstack::severity::Value severity MEMBER severity)
    Q_PROPERTY(QString choice MEMBER choice)
    Q_PROPERTY(bool isName MEMBER isName)
    Q_PROPERTY(bool chosen MEMBER chosen)
    Q_PROPERTY(bool takesSchema MEMBER takesSchema)
public:
    QString service;
    QString source; ///< a snapshot's name, a dump's file name, or in words that it has neither
    bool isName = false; ///< `source` is a name
    QString facts; ///< what is known of it, a line each
    QString standing; ///< how the present base stands to it, one sentence
    severity::Value severity = severity::None;
    QString choice; ///< who decided, one sentence; empty: nobody had to
    bool chosen = false; ///< by this engineer
    bool takesSchema = false;

    const QString &identity() const { return service; }
    bool operator==(const DatabaseFact &) const = default;
};

/// The data of an IDA, as a row of the table.
struct DataRow
{
    Q_GADGET
    Q_PROPERTY(QString ida MEMBER ida)
    Q_PROPERTY(devstack::condition::Value condition MEMBER condition)
    Q_PROPERTY(QString source MEMBER source)
    Q_PROPERTY(QString facts MEMBER facts)
    Q_PROPERTY(QString standing MEMBER standing)
    Q_PROPERTY(devstack::severity::Value severity MEMBER severity)
    Q_PROPERTY(bool isName MEMBER isName)
    Q_PROPERTY(bool hasDatabase MEMBER hasDatabase)
    Q_PROPERTY(QString seeds MEMBER seeds)
    Q_PROPERTY(QString checkpoints MEMBER checkpoints)
public:
    QString ida;
    condition::Value condition = condition::Unknown;
    QString source; ///< of its first database
    bool isName = false; ///< `source` is a name
    QString facts; ///< one line
    QString standing; ///< a word or two
    severity::Value severity = severity::None;
    bool hasDatabase = false; ///< there is something to reset and to save
    QString seeds; ///< those that were applied
    QString checkpoints; ///< "3 · 41 MB"

    const QString &identity() const { return ida; }
    bool operator==(const DataRow &) const = default;
};

} // namespace devstack
