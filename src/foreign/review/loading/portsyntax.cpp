// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/review/loading/portsyntax.h"

#include <arpa/inet.h>

#include <QStringList>

#include <array>
#include <optional>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

struct PortRange
{
    int first = 0;
    int last = 0;
};

std::optional<PortRange> portRange(const QString &text)
{
    constexpr int kLastPort = 65535;
    const QStringList ends = text.split(u'-');
    bool isFirst = false;
    bool isLast = false;
    const PortRange range {ends.first().toInt(&isFirst), ends.last().toInt(&isLast)};
    const bool valid = ends.size() <= 2 && !text.contains(u' ') && isFirst && isLast
        && range.first >= 0 && range.last <= kLastPort && range.first <= range.last;
    return valid ? std::optional(range) : std::nullopt;
}

} // namespace

bool isIpAddress(const QString &text)
{
    std::array<unsigned char, sizeof(in6_addr)> address {};
    const QByteArray bytes = text.toUtf8();
    return inet_pton(AF_INET, bytes.constData(), address.data()) == 1
        || inet_pton(AF_INET6, bytes.constData(), address.data()) == 1;
}

QString portFault(const QString &text)
{
    const qsizetype slash = text.lastIndexOf(u'/');
    const QString protocol = slash < 0 ? u"tcp"_s : text.sliced(slash + 1).toLower();
    QString rest = slash < 0 ? text : text.first(slash);
    const qsizetype inner = rest.lastIndexOf(u':');
    const QString container = rest.sliced(inner + 1);
    rest = inner < 0 ? QString() : rest.first(inner);
    // What is left is "host" or "address:host"; an address may hold colons itself.
    const qsizetype outer = rest.lastIndexOf(u':');
    const QString host = rest.sliced(outer + 1);
    QString address = outer < 0 ? QString() : rest.first(outer);
    const bool bracketed = address.startsWith(u'[') && address.endsWith(u']');
    if (bracketed)
        address = address.sliced(1, address.size() - 2);
    if (container.isEmpty())
        return u"there is no port of the container in it"_s;
    const bool isAddress = isIpAddress(address) && bracketed == address.contains(u':');
    if (!address.isEmpty() && !isAddress)
        return u"“%1” is no IP address"_s.arg(address);
    if (!protocol.isEmpty() && protocol != u"tcp" && protocol != u"udp" && protocol != u"sctp")
        return u"“%1” is no protocol"_s.arg(protocol);
    const auto inside = portRange(container);
    if (!inside)
        return u"“%1” is no port"_s.arg(container);
    if (host.isEmpty())
        return {};
    const auto outside = portRange(host);
    if (!outside)
        return u"“%1” is no port"_s.arg(host);
    const int few = inside->last - inside->first;
    if (outside->last - outside->first != few && few != 0)
        return u"its two ranges are not of the same length"_s;
    return {};
}

} // namespace devstack
