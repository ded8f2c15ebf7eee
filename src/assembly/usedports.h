// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "assembly/ports.h"

#include <QJsonObject>
#include <QList>
#include <QString>

namespace devstack {

/// A host port of another IDA that an IDA was started with: it stands in an address in its model
/// ("http://localhost:28001").
struct UsedPort
{
    QString ida; ///< whose port it is
    QString service;
    int container = 0;
    int host = 0;

    bool operator==(const UsedPort &) const = default;
};

/// Such a port that is another one by now.
struct MovedUse
{
    UsedPort used;
    int now = 0;

    /// "the old address of platform/app (port 28001, now 28003)".
    QString text() const;
};

/// The ports of other IDAs that the assembled model of an IDA names. Pure.
QList<UsedPort>
usedPorts(const QString &ida, const QJsonObject &model, const QList<PortChoice> &choices);

/// Those that are other ports now. Pure.
QList<MovedUse> movedUses(const QList<UsedPort> &used, const QList<PortChoice> &choices);

} // namespace devstack
