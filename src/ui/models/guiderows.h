// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QObject>
#include <QString>

namespace devstack {

/// A page of the guide in its list.
struct GuidePageRow
{
    Q_GADGET
    Q_PROPERTY(QString name MEMBER name)
    Q_PROPERTY(QString title MEMBER title)
public:
    QString name; ///< "first-day"
    QString title;

    const QString &identity() const { return name; }
    bool operator==(const GuidePageRow &) const = default;
};

/// A part of the page that is shown.
struct GuideBlockRow
{
    Q_GADGET
    Q_PROPERTY(QString text MEMBER text)
    Q_PROPERTY(QString html MEMBER html)
    Q_PROPERTY(bool isCode MEMBER isCode)
public:
    QString text; ///< as it is written; of code: as it is typed
    QString html; ///< for the screen; the only colour in it is that of links
    bool isCode = false;
    QString key; ///< page and position

    const QString &identity() const { return key; }
    bool operator==(const GuideBlockRow &) const = default;
};

} // namespace devstack
