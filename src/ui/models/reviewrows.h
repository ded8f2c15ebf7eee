// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/text/severity.h"

#include <QList>
#include <QObject>
#include <QString>

namespace devstack {

/// A repository in the table of the definition of done.
struct RepositoryRow
{
    Q_GADGET
    Q_PROPERTY(QString ida MEMBER ida)
    Q_PROPERTY(QList<int> cells MEMBER cells)
    Q_PROPERTY(int failures MEMBER failures)
    Q_PROPERTY(int errors MEMBER errors)
    Q_PROPERTY(int warnings MEMBER warnings)
    Q_PROPERTY(int notes MEMBER notes)
    Q_PROPERTY(QString problem MEMBER problem)
public:
    QString ida;
    QList<int> cells; ///< one for each check: Good, Problem or None
    int failures = 0;
    int errors = 0; ///< findings
    int warnings = 0;
    int notes = 0;
    QString problem; ///< why it could not be looked at

    const QString &identity() const { return ida; }
    bool operator==(const RepositoryRow &) const = default;
};

/// A line that a check rests on.
struct EvidenceRow
{
    Q_GADGET
    Q_PROPERTY(QString key MEMBER key)
    Q_PROPERTY(QString place MEMBER place)
    Q_PROPERTY(QString line MEMBER line)
    Q_PROPERTY(QString file MEMBER file)
public:
    QString key;
    QString place; ///< "docker-compose.yml:12"
    QString line;
    QString file; ///< absolute

    const QString &identity() const { return key; }
    bool operator==(const EvidenceRow &) const = default;
};

/// A finding of lint.
struct FindingRow
{
    Q_GADGET
    Q_PROPERTY(QString key MEMBER key)
    Q_PROPERTY(QString heading MEMBER heading)
    Q_PROPERTY(QString rule MEMBER rule)
    Q_PROPERTY(devstack::severity::Value severity MEMBER severity)
    Q_PROPERTY(QString word MEMBER word)
    Q_PROPERTY(QString place MEMBER place)
    Q_PROPERTY(QString message MEMBER message)
    Q_PROPERTY(QString fix MEMBER fix)
    Q_PROPERTY(QString file MEMBER file)
public:
    QString key;
    QString heading; ///< the IDA, at its first row
    QString rule;
    severity::Value severity = severity::None;
    QString word; ///< of the severity, as the command line prints it
    QString place;
    QString message;
    QString fix;
    QString file; ///< absolute

    const QString &identity() const { return key; }
    bool operator==(const FindingRow &) const = default;
};

} // namespace devstack
