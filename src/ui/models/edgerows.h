// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QObject>
#include <QString>

namespace devstack {

/// A line of a file that shows why an arrow is there.
struct EdgePlaceRow
{
    Q_GADGET
    Q_PROPERTY(QString file MEMBER file)
    Q_PROPERTY(QString place MEMBER place)
    Q_PROPERTY(QString line MEMBER line)
public:
    QString file; ///< absolute
    QString place; ///< "docker-compose.yml:12"
    QString line; ///< its text
    QString key; ///< of these

    const QString &identity() const { return key; }
    bool operator==(const EdgePlaceRow &) const = default;
};

} // namespace devstack
