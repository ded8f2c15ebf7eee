// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "assembly/usedports.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QSet>

namespace devstack {

using namespace Qt::StringLiterals;

QString MovedUse::text() const
{
    return u"the old address of %1/%2 (port %3, now %4)"_s.arg(
        used.ida, used.service, QString::number(used.host), QString::number(now));
}

QList<UsedPort>
usedPorts(const QString &ida, const QJsonObject &model, const QList<PortChoice> &choices)
{
    static const QRegularExpression kAddress(u"(?:localhost|127\\.0\\.0\\.1)(?::|%3A)(\\d{1,5})"_s,
                                             QRegularExpression::CaseInsensitiveOption);
    QSet<int> named;
    const QString text = QString::fromUtf8(QJsonDocument(model).toJson(QJsonDocument::Compact));
    for (auto match = kAddress.globalMatch(text); match.hasNext();)
        named += match.next().captured(1).toInt();
    QList<UsedPort> used;
    for (const PortChoice &choice : choices) {
        if (choice.want.ida != ida && named.contains(choice.host))
            used += {choice.want.ida, choice.want.service, choice.want.container, choice.host};
    }
    return used;
}

QList<MovedUse> movedUses(const QList<UsedPort> &used, const QList<PortChoice> &choices)
{
    QList<MovedUse> moved;
    for (const UsedPort &one : used) {
        int now = 0;
        bool isThere = false; // a service may publish the same port of its container twice
        for (const PortChoice &choice : choices) {
            if (choice.want.ida != one.ida || choice.want.service != one.service
                || choice.want.container != one.container || choice.host <= 0)
                continue;
            now = choice.host;
            isThere = isThere || choice.host == one.host;
        }
        if (now > 0 && !isThere)
            moved += {one, now};
    }
    return moved;
}

} // namespace devstack
