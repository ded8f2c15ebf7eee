// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/text/displaystate.h"

#include <QObject>
#include <QString>
#include <QStringList>

namespace devstack {

/// A service of the selected IDA.
struct ServiceRow
{
    Q_GADGET
    Q_PROPERTY(QString name MEMBER name)
    Q_PROPERTY(devstack::condition::Value condition MEMBER condition)
    Q_PROPERTY(QString word MEMBER word)
    Q_PROPERTY(QString ports MEMBER ports)
    Q_PROPERTY(QString memory MEMBER memory)
    Q_PROPERTY(QString address MEMBER address)
    Q_PROPERTY(bool made MEMBER made)
    Q_PROPERTY(bool database MEMBER database)
public:
    QString name;
    condition::Value condition = condition::Unknown;
    QString word; ///< the condition in one word
    QString ports;
    QString memory; ///< empty: unknown
    QString address; ///< where its first port is published ("localhost:18150"); empty: none is
    bool made = false; ///< it has a container
    bool database = false;

    const QString &identity() const { return name; }
    bool operator==(const ServiceRow &) const = default;
};

/// An IDA that the selected one needs, or that needs it.
struct EdgeRow
{
    Q_GADGET
    Q_PROPERTY(QString name MEMBER name)
    Q_PROPERTY(QString purpose MEMBER purpose)
    Q_PROPERTY(bool declared MEMBER declared)
    Q_PROPERTY(QStringList evidence MEMBER evidence)
public:
    QString name;
    QString purpose;
    bool declared = false; ///< otherwise inferred from files
    QStringList evidence; ///< lines "file:line  text"

    const QString &identity() const { return name; }
    bool operator==(const EdgeRow &) const = default;
};

/// A declared command of the selected IDA.
struct NamedCommandRow
{
    Q_GADGET
    Q_PROPERTY(QString name MEMBER name)
    Q_PROPERTY(QString purpose MEMBER purpose)
    Q_PROPERTY(bool tty MEMBER tty)
public:
    QString name;
    QString purpose;
    bool tty = false; ///< wants a terminal; the others are runs

    const QString &identity() const { return name; }
    bool operator==(const NamedCommandRow &) const = default;
};

/// What is wrong with the files of the selected IDA.
struct ProblemRow
{
    Q_GADGET
    Q_PROPERTY(QString message MEMBER message)
    Q_PROPERTY(QString hint MEMBER hint)
public:
    QString message; ///< with its place before it
    QString hint;

    const QString &identity() const { return message; }
    bool operator==(const ProblemRow &) const = default;
};

/// A compose file that could run the IDA, where none is found by itself.
struct ComposeChoiceRow
{
    Q_GADGET
    Q_PROPERTY(QString files MEMBER files)
    Q_PROPERTY(QString reason MEMBER reason)
public:
    QString files; ///< with ":" between several
    QString reason; ///< "builds the repository or mounts it (app)"

    const QString &identity() const { return files; }
    bool operator==(const ComposeChoiceRow &) const = default;
};

/// A Make target or a script that the repository offers.
struct ScriptRow
{
    Q_GADGET
    Q_PROPERTY(QString name MEMBER name)
    Q_PROPERTY(QString purpose MEMBER purpose)
    Q_PROPERTY(QString place MEMBER place)
    Q_PROPERTY(bool runnable MEMBER runnable)
public:
    QString name;
    QString purpose;
    QString place; ///< "Makefile:31"
    bool runnable = true; ///< a pattern needs a name first

    const QString &identity() const { return name; }
    bool operator==(const ScriptRow &) const = default;
};

} // namespace devstack
