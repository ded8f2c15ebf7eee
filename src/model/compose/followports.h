// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QMap>
#include <QSet>
#include <QString>

namespace devstack {

/// Where `localhost:PORT` in the texts of one IDA must point now.
struct PortMoves
{
    QMap<int, int> targets; ///< only the ports that changed
    QSet<int> ambiguous; ///< wanted by several other IDAs: left as written
};

/// What followPorts() did.
struct FollowedText
{
    QString text;
    QMap<int, int> moved;
    QSet<int> ambiguous; ///< met in the text, left alone
};

/// `text` with the port of every `localhost:OLD`, `127.0.0.1:OLD`, `0.0.0.0:OLD`, `[::1]:OLD` and
/// `x.localhost:OLD` replaced, percent-encoded ones included. Never touches a longer number or
/// another host's port. Pure.
FollowedText followPorts(const QString &text, const PortMoves &moves);

} // namespace devstack
