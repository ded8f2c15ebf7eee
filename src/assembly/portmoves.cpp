// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "assembly/portmoves.h"

namespace devstack {

PortMoves portMovesFor(const QString &ida, const QList<PortChoice> &choices)
{
    QMap<int, QSet<int>> own;
    QMap<int, QSet<int>> others;
    for (const PortChoice &choice : choices) {
        if (choice.original == 0 || choice.host == 0 || choice.want.protocol != u"tcp")
            continue;
        (choice.want.ida == ida ? own : others)[choice.original].insert(choice.host);
    }

    PortMoves moves;
    const auto decide = [&moves](int original, const QSet<int> &hosts) {
        if (hosts.size() > 1)
            moves.ambiguous.insert(original);
        else if (*hosts.begin() != original)
            moves.targets.insert(original, *hosts.begin());
    };
    for (auto it = own.cbegin(); it != own.cend(); ++it)
        decide(it.key(), it.value());
    for (auto it = others.cbegin(); it != others.cend(); ++it) {
        if (!own.contains(it.key()))
            decide(it.key(), it.value());
    }
    return moves;
}

Manifest followPorts(Manifest manifest, const PortMoves &moves)
{
    for (Url &url : manifest.urls) {
        url.url = followPorts(url.url, moves).text;
        url.health = followPorts(url.health, moves).text;
    }
    for (ClientNeeds &needs : manifest.clients) {
        for (ClientOauth &client : needs.oauth) {
            for (QString &uri : client.redirectUris)
                uri = followPorts(uri, moves).text;
        }
    }
    return manifest;
}

} // namespace devstack
