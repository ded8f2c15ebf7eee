// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "model/compose/webport.h"

#include "model/compose/serviceroles.h"

#include <QRegularExpression>
#include <QSet>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// Numbers by which programs are known that do not speak HTTP.
bool speaksOtherwise(int port)
{
    static const QSet<int> kOthers {
        20,    21,    22,    23,    25,    53,    69,    110,   123,   143,   161,   162,   179,
        389,   445,   465,   514,   543,   587,   601,   636,   853,   873,   989,   990,   992,
        993,   995,   1025,  1080,  1194,  1433,  1434,  1521,  1723,  1883,  2022,  2049,  2181,
        2222,  2375,  2376,  2379,  2380,  2525,  3268,  3306,  3389,  3478,  4222,  4369,  5044,
        5060,  5061,  5140,  5222,  5269,  5349,  5432,  5433,  5671,  5672,  6222,  6379,  6380,
        6432,  6514,  6667,  8883,  9042,  9092,  9093,  9300,  10514, 11211, 11300, 16379, 24224,
        25672, 26257, 26379, 27017, 27018, 27019, 28015, 29015, 33060, 50000, 61613, 61616, 61614,
    };
    return kOthers.contains(port);
}

bool isWebWord(const QString &word)
{
    static const QRegularExpression kWeb(
        u"(?:\\A|[-_.])(?:https?|web|www|ui|h2c?|grpc-web|wss?|websockets?|frontend|api)"
        u"(?:\\z|[-_.])"_s,
        QRegularExpression::CaseInsensitiveOption);
    return kWeb.match(word).hasMatch();
}

/// A number, or the first one of a range; -1 for a variable or nothing.
int firstNumber(const QString &port)
{
    bool isNumber = false;
    const int number = port.section(u'-', 0, 0).toInt(&isNumber);
    return isNumber ? number : -1;
}

/// The ports that a text of the given form names.
QSet<int> portsIn(const QString &text, const QRegularExpression &form)
{
    QSet<int> ports;
    auto matches = form.globalMatch(text);
    while (matches.hasNext())
        ports += matches.next().captured(1).toInt();
    return ports;
}

/// The port that the health test asks with HTTP; 80 where the URL names none.
QSet<int> healthPorts(const ServiceEntry &service)
{
    static const QRegularExpression kUrl(
        u"https?://(?:localhost|127\\.0\\.0\\.1|0\\.0\\.0\\.0|\\[::1\\])(?::(\\d{1,5}))?"_s);
    QSet<int> ports = portsIn(service.healthcheck.join(u' '), kUrl);
    if (ports.remove(0))
        ports += 80;
    return ports;
}

/// How likely a port speaks HTTP; below zero: it does not.
int likelihood(const ServiceEntry &service,
               const PortMapping &port,
               const QSet<int> &asked,
               const QSet<int> &listened)
{
    static const QSet<int> kUsual {
        80, 3000, 4200, 5000, 5173, 8000, 8008, 8080, 8081, 8088, 8888, 9000, 9090};
    const int inside = firstNumber(port.container);
    if (!port.protocol.isEmpty() && port.protocol != u"tcp")
        return -1;
    if (!port.appProtocol.isEmpty())
        return isWebWord(port.appProtocol) ? 6 : -1;
    if (isWebWord(port.name))
        return 5;
    if (asked.contains(inside))
        return 4;
    if (speaksOtherwise(inside))
        return -1;
    if (listened.contains(inside))
        return 3;
    // A range is for many connections, not for one address; a port with another name is something
    // else.
    const bool isRange = port.container.contains(u'-');
    if (!port.name.isEmpty() || isRange)
        return 0;
    const ServiceRole role = roleOf(service);
    const bool isStore
        = role == ServiceRole::Database || role == ServiceRole::Cache || role == ServiceRole::Queue;
    if (isStore)
        return -1;
    return kUsual.contains(inside) || inside == firstNumber(port.host) ? 2 : 1;
}

} // namespace

const PortMapping *webPort(const ServiceEntry &service)
{
    static const QRegularExpression kListens(
        u"(?:runserver|--bind|-b|--port|-p|--http|--listen)[ =]\\S*?:?(\\d{2,5})\\b"_s);
    const QSet<int> asked = healthPorts(service);
    const QSet<int> listened = portsIn((service.entrypoint + service.command).join(u' '), kListens);
    const PortMapping *best = nullptr;
    int bestLikelihood = -1;
    for (const PortMapping &port : service.ports) {
        bool isNumber = false;
        const bool isPublished = port.host.toUShort(&isNumber) > 0 && isNumber;
        const int own = isPublished ? likelihood(service, port, asked, listened) : -1;
        if (own > bestLikelihood) {
            best = &port;
            bestLikelihood = own;
        }
    }
    return best;
}

} // namespace devstack
