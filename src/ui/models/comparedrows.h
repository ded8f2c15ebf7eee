// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QObject>
#include <QString>

namespace devstack {

/// One thing that differs between two runs.
struct ComparedRow
{
    Q_GADGET
    Q_PROPERTY(QString ida MEMBER ida)
    Q_PROPERTY(QString what MEMBER what)
    Q_PROPERTY(QString first MEMBER first)
    Q_PROPERTY(QString second MEMBER second)
    Q_PROPERTY(bool worse MEMBER worse)
    Q_PROPERTY(QString section MEMBER section)
public:
    QString key;
    QString ida; ///< empty: the whole run
    QString what;
    QString first; ///< in the earlier run; "–": it has none
    QString second;
    bool worse = false; ///< it failed, or took longer
    QString section; ///< "How they began"

    const QString &identity() const { return key; }
    bool operator==(const ComparedRow &) const = default;
};

} // namespace devstack
