// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/text/displaystate.h"

#include <QObject>
#include <QString>

namespace devstack {

/// A service, an IDA or everything, whose log can be followed.
struct LogSourceRow
{
    Q_GADGET
    Q_PROPERTY(QString source MEMBER source)
    Q_PROPERTY(QString label MEMBER label)
    Q_PROPERTY(int depth MEMBER depth)
    Q_PROPERTY(devstack::condition::Value condition MEMBER condition)
public:
    QString source; ///< "*": everything; "ida" or "ida/service"
    QString label;
    int depth = 0; ///< 1: a service below its IDA
    condition::Value condition = condition::Unknown;

    const QString &identity() const { return source; }
    bool operator==(const LogSourceRow &) const = default;
};

/// A place or a command that was found.
struct SearchRow
{
    Q_GADGET
    Q_PROPERTY(QString key MEMBER key)
    Q_PROPERTY(QString label MEMBER label)
    Q_PROPERTY(QString detail MEMBER detail)
    Q_PROPERTY(QString glyph MEMBER glyph)
public:
    QString key;
    QString label;
    QString detail;
    QString glyph; ///< an icon

    const QString &identity() const { return key; }
    bool operator==(const SearchRow &) const = default;
};

} // namespace devstack
