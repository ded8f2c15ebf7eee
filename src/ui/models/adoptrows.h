// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QObject>
#include <QString>

namespace devstack {

/// An IDA that a central devstack's files describe.
struct AdoptedRow
{
    Q_GADGET
    Q_PROPERTY(QString name MEMBER name)
    Q_PROPERTY(QString services MEMBER services)
    Q_PROPERTY(QString carried MEMBER carried)
    Q_PROPERTY(QString place MEMBER place)
    Q_PROPERTY(bool chosen MEMBER chosen)
public:
    QString name;
    QString services; ///< its own, and those copied for it: "credentials with memcached, mysql80"
    QString carried; ///< "5 commands, 3 in others"; empty: none
    QString place; ///< where its services stand: "docker-compose.yml:162"
    bool chosen = true;

    const QString &identity() const { return name; }
    bool operator==(const AdoptedRow &) const = default;
};

/// What of a central devstack is not carried over.
struct UnclaimedRow
{
    Q_GADGET
    Q_PROPERTY(QString kind MEMBER kind)
    Q_PROPERTY(QString text MEMBER text)
    Q_PROPERTY(QString place MEMBER place)
public:
    QString key;
    QString kind; ///< "service", "command" …
    QString text;
    QString place; ///< "provision.sh:31"

    const QString &identity() const { return key; }
    bool operator==(const UnclaimedRow &) const = default;
};

} // namespace devstack
