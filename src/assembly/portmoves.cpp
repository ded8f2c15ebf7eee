// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "assembly/portmoves.h"

#include <QRegularExpression>

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

FollowedText followPorts(const QString &text, const PortMoves &moves)
{
    // The host must begin a word (or follow an encoded slash) and the number must end there:
    // localhost:1800 is not localhost:18000, mylocalhost is another host.
    static const QRegularExpression pattern(
        QStringLiteral("(?:(?<![\\w.-])|(?<=%2F)|(?<=%2f))"
                       "(?:(?:[A-Za-z0-9_-]+\\.)*localhost|127\\.0\\.0\\.1|0\\.0\\.0\\.0|\\[::1\\])"
                       "(?::|%3A|%3a)(\\d{1,5})(?!\\d)"));
    FollowedText followed;
    if (moves.targets.isEmpty() && moves.ambiguous.isEmpty()) {
        followed.text = text;
        return followed;
    }
    qsizetype copied = 0;
    auto matches = pattern.globalMatch(text);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        const int port = match.capturedView(1).toInt();
        if (moves.ambiguous.contains(port))
            followed.ambiguous.insert(port);
        const auto target = moves.targets.constFind(port);
        if (target == moves.targets.constEnd())
            continue;
        followed.text += QStringView(text).mid(copied, match.capturedStart(1) - copied);
        followed.text += QString::number(*target);
        followed.moved.insert(port, *target);
        copied = match.capturedEnd(1);
    }
    followed.text += QStringView(text).mid(copied);
    return followed;
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
