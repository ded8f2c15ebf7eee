// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/text/displaystate.h"
#include "ui/text/severity.h"

#include <QObject>
#include <QString>
#include <QStringList>

namespace devstack {

/// An IDA in the list of the configuration page.
struct ConfiguredIda
{
    Q_GADGET
    Q_PROPERTY(QString name MEMBER name)
    Q_PROPERTY(devstack::condition::Value condition MEMBER condition)
    Q_PROPERTY(QString detail MEMBER detail)
    Q_PROPERTY(bool conflict MEMBER conflict)
public:
    QString name;
    condition::Value condition = condition::Unknown;
    QString detail;
    bool conflict = false; ///< demands on it that contradict each other

    const QString &identity() const { return name; }
    bool operator==(const ConfiguredIda &) const = default;
};

/// Demands on the shown IDA that contradict each other, with the commands that settle it.
struct ConflictRow
{
    Q_GADGET
    Q_PROPERTY(QString key MEMBER key)
    Q_PROPERTY(QString text MEMBER text)
    Q_PROPERTY(QStringList commands MEMBER commands)
    Q_PROPERTY(QStringList labels MEMBER labels)
public:
    QString key;
    QString text;
    QStringList commands;
    QStringList labels; ///< of the commands, in their order

    const QString &identity() const { return key; }
    bool operator==(const ConflictRow &) const = default;
};

/// A value of the configuration and where it comes from.
struct ValueRow
{
    Q_GADGET
    Q_PROPERTY(QString key MEMBER key)
    Q_PROPERTY(QString heading MEMBER heading)
    Q_PROPERTY(QString service MEMBER service)
    Q_PROPERTY(QString name MEMBER name)
    Q_PROPERTY(QString value MEMBER value)
    Q_PROPERTY(QString before MEMBER before)
    Q_PROPERTY(QString origin MEMBER origin)
    Q_PROPERTY(QString place MEMBER place)
    Q_PROPERTY(int line MEMBER line)
    Q_PROPERTY(QString why MEMBER why)
public:
    QString key;
    QString heading; ///< of the group, at its first row
    QString service;
    QString name;
    QString value;
    QString before; ///< empty: it was not replaced
    QString origin;
    QString place; ///< "docker-compose.yml:12"
    int line = 0; ///< in the original file; 0: none
    QString why;

    const QString &identity() const { return key; }
    bool operator==(const ValueRow &) const = default;
};

/// A note of the rewrite of the compose file.
struct NoteRow
{
    Q_GADGET
    Q_PROPERTY(QString key MEMBER key)
    Q_PROPERTY(devstack::severity::Value level MEMBER level)
    Q_PROPERTY(QString service MEMBER service)
    Q_PROPERTY(QString what MEMBER what)
    Q_PROPERTY(QString why MEMBER why)
    Q_PROPERTY(int originalRow MEMBER originalRow)
    Q_PROPERTY(int effectiveRow MEMBER effectiveRow)
public:
    QString key;
    severity::Value level = severity::None;
    QString service;
    QString what;
    QString why;
    int originalRow = 0;
    int effectiveRow = 0;

    const QString &identity() const { return key; }
    bool operator==(const NoteRow &) const = default;
};

/// A command that would free memory.
struct ProposalRow
{
    Q_GADGET
    Q_PROPERTY(QString command MEMBER command)
    Q_PROPERTY(QString proposal MEMBER proposal)
    Q_PROPERTY(QString frees MEMBER frees)
public:
    QString command;
    QString proposal;
    QString frees; ///< empty: unknown

    const QString &identity() const { return command; }
    bool operator==(const ProposalRow &) const = default;
};

} // namespace devstack
