// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "assembly/subnets.h"

#include <QHostAddress>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

quint32 maskOf(int prefix)
{
    return prefix == 0 ? 0 : ~quint32(0) << (32 - prefix);
}

/// Walks the free subnets in order until `visit` answers false.
template <typename Visit>
void walkFree(const QList<Subnet> &ranges, const QList<Subnet> &taken, int prefix, Visit &&visit)
{
    for (const Subnet &range : ranges) {
        if (prefix < range.prefix)
            continue;
        const quint64 end = quint64(range.address) + range.size();
        Subnet candidate {range.address, prefix};
        quint64 next = range.address;
        while (next + candidate.size() <= end) {
            candidate.address = quint32(next);
            const auto blocker = std::ranges::find_if(
                taken, [&](const Subnet &other) { return candidate.overlaps(other); });
            next += candidate.size();
            if (blocker == taken.end()) {
                if (!visit(candidate))
                    return;
                continue;
            }
            // Behind the blocker at once: a routed /8 must not be walked in steps of 64.
            next = std::max(next,
                            (quint64(blocker->address) + blocker->size() + candidate.size() - 1)
                                / candidate.size() * candidate.size());
        }
    }
}

std::optional<Subnet> firstFree(const QList<Subnet> &ranges, const QList<Subnet> &taken, int prefix)
{
    std::optional<Subnet> first;
    walkFree(ranges, taken, prefix, [&](const Subnet &subnet) {
        first = subnet;
        return false;
    });
    return first;
}

} // namespace

std::optional<Subnet> Subnet::parse(const QString &text)
{
    const QStringList parts = text.split(u'/');
    bool numeric = true;
    const int prefix = parts.size() == 2 ? parts.at(1).toInt(&numeric) : 32;
    const QHostAddress host(parts.first());
    if (parts.size() > 2 || !numeric || prefix < 0 || prefix > 32
        || host.protocol() != QAbstractSocket::IPv4Protocol)
        return std::nullopt;
    return Subnet {host.toIPv4Address() & maskOf(prefix), prefix};
}

QString Subnet::toString() const
{
    return QHostAddress(address).toString() + u'/' + QString::number(prefix);
}

bool Subnet::overlaps(const Subnet &other) const
{
    const quint32 mask = maskOf(std::min(prefix, other.prefix));
    return (address & mask) == (other.address & mask);
}

QList<Subnet> defaultSubnetRanges()
{
    // 10.213.0.0/16, 172.30.0.0/16, 192.168.224.0/20
    return {{0x0AD50000, 16}, {0xAC1E0000, 16}, {0xC0A8E000, 20}};
}

Result<QMap<QString, Subnet>> allocateSubnets(const QList<SubnetWant> &wants,
                                              const QList<Subnet> &ranges,
                                              const QList<Subnet> &taken,
                                              const QMap<QString, Subnet> &remembered)
{
    QList<Subnet> used = taken;
    QMap<QString, Subnet> given;
    const auto give = [&](const SubnetWant &want, const Subnet &subnet) {
        used.append(subnet);
        given.insert(want.network, subnet);
    };
    for (const SubnetWant &want : wants) {
        const auto old = remembered.constFind(want.network);
        if (old == remembered.constEnd() || old->prefix != want.prefix)
            continue;
        if (std::ranges::none_of(used, [&](const Subnet &other) { return old->overlaps(other); }))
            give(want, *old);
    }
    for (const SubnetWant &want : wants) {
        if (given.contains(want.network))
            continue;
        const auto subnet = firstFree(ranges, used, want.prefix);
        if (!subnet) {
            return conflict(
                       u"No address range is left for the network %1."_s.arg(want.network),
                       u"Remove networks that are not needed, or name another range in the settings."_s)
                .because(u"A /%1 subnet is needed; %2 subnets are taken."_s.arg(want.prefix)
                             .arg(used.size()));
        }
        give(want, *subnet);
    }
    return given;
}

int freeSubnets(const QList<Subnet> &ranges, const QList<Subnet> &taken, int prefix)
{
    int count = 0;
    walkFree(ranges, taken, prefix, [&](const Subnet &) { return ++count > 0; });
    return count;
}

} // namespace devstack
