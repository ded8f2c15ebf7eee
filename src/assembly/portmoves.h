// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "assembly/ports.h"
#include "model/manifest.h"

#include <QMap>
#include <QSet>

namespace devstack {

/// Where `localhost:PORT` in the texts of one IDA must point now.
struct PortMoves
{
    QMap<int, int> targets; ///< only the ports that changed
    QSet<int> ambiguous; ///< wanted by several other IDAs: left as written
};

/// The moves as one IDA sees them: its own ports win over those of other IDAs.
PortMoves portMovesFor(const QString &ida, const QList<PortChoice> &choices);

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

/// The manifest with its own URLs and the redirect addresses of its clients following the ports.
/// Pure.
Manifest followPorts(Manifest manifest, const PortMoves &moves);

} // namespace devstack
