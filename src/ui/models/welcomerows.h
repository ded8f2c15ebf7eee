// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/text/severity.h"

#include <QObject>
#include <QString>
#include <QStringList>

namespace devstack {

/// What the doctor says of one thing of this machine.
struct CheckRow
{
    Q_GADGET
    Q_PROPERTY(QString key MEMBER key)
    Q_PROPERTY(devstack::severity::Value outcome MEMBER outcome)
    Q_PROPERTY(QString message MEMBER message)
    Q_PROPERTY(QString fix MEMBER fix)
    Q_PROPERTY(QStringList command MEMBER command)
public:
    QString key;
    severity::Value outcome = severity::None;
    QString message;
    QString fix;
    QStringList command; ///< that fixes it; empty: none

    const QString &identity() const { return key; }
    bool operator==(const CheckRow &) const = default;
};

/// A workspace that was opened before.
struct RecentRow
{
    Q_GADGET
    Q_PROPERTY(QString path MEMBER path)
    Q_PROPERTY(QString name MEMBER name)
public:
    QString path;
    QString name;

    const QString &identity() const { return path; }
    bool operator==(const RecentRow &) const = default;
};

} // namespace devstack
