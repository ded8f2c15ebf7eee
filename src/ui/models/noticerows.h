// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QObject>
#include <QString>

namespace devstack {

/// Something that happened, as it stands below the bell.
struct NoticeRow
{
    Q_GADGET
    Q_PROPERTY(QString key MEMBER key)
    Q_PROPERTY(QString title MEMBER title)
    Q_PROPERTY(QString text MEMBER text)
    Q_PROPERTY(QString when MEMBER when)
    Q_PROPERTY(bool bad MEMBER bad)
    Q_PROPERTY(bool fresh MEMBER fresh)
    Q_PROPERTY(bool leads MEMBER leads)
public:
    QString key;
    QString title;
    QString text; ///< may be empty
    QString when; ///< "18:24"
    bool bad = false;
    bool fresh = false; ///< nobody has looked since
    bool leads = false; ///< there is a place that shows more
    QString run; ///< the run that it is about
    QString ida; ///< the IDA that it is about

    const QString &identity() const { return key; }
    bool operator==(const NoticeRow &) const = default;
};

} // namespace devstack
