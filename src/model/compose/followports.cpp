// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "model/compose/followports.h"

#include <QRegularExpression>

namespace devstack {

using namespace Qt::StringLiterals;

FollowedText followPorts(const QString &text, const PortMoves &moves)
{
    // The host must begin a word (or follow an encoded slash) and the number must end there:
    // localhost:1800 is not localhost:18000, mylocalhost is another host.
    static const QRegularExpression pattern(
        u"(?:(?<![\\w.-])|(?<=%2F)|(?<=%2f))"_s
        u"(?:(?:[A-Za-z0-9_-]+\\.)*localhost|127\\.0\\.0\\.1|0\\.0\\.0\\.0|\\[::1\\])"_s
        u"(?::|%3A|%3a)(\\d{1,5})(?!\\d)"_s);
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

} // namespace devstack
