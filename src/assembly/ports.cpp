// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "assembly/ports.h"

#include <QHash>
#include <QJsonArray>
#include <QSet>
#include <QStringList>

#include <algorithm>
#include <optional>
#include <tuple>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

bool isWildcard(const QString &address)
{
    return address == u"0.0.0.0" || address == u"::";
}

QString listenAddress(const PortWant &want)
{
    return want.address.isEmpty() ? u"127.0.0.1"_s : want.address;
}

/// First and last port of "3306" or "7000-7005"; nothing for "any".
std::optional<std::pair<int, int>> hostRange(const PortWant &want)
{
    const QStringList ends = want.host.split(u'-');
    const int first = ends.first().toInt();
    const int last = ends.last().toInt();
    if (first <= 0 || last < first || last > 65535)
        return std::nullopt;
    return std::pair {first, last};
}

/// The ports of a workspace while they are given out.
class Allocation
{
public:
    Allocation(const QList<PortWant> &wants,
               const PortProbe &isFree,
               const PortRange &range,
               const PortHolder &holder)
        : m_isFree(isFree)
        , m_holder(holder)
        , m_range(range)
    {
        for (const PortWant &want : wants) {
            if (const auto asked = hostRange(want)) {
                for (int port = asked->first; port <= asked->second && port < asked->first + 1000;
                     ++port)
                    m_asked.insert(port);
            }
        }
    }

    /// Who stands in the way: an IDA, "" for something outside of the workspace, nothing when free.
    std::optional<QString> obstacle(const PortWant &want, int port) const
    {
        const QString address = listenAddress(want);
        for (const PortChoice &given : m_given.value(port)) {
            if (given.want.protocol != want.protocol)
                continue;
            if (given.address == address || isWildcard(given.address) || isWildcard(address))
                return given.want.ida;
        }
        if (!m_isFree(address, port, want.protocol))
            return QString();
        return std::nullopt;
    }

    void give(const PortWant &want, int port, const QString &reason)
    {
        const auto asked = hostRange(want);
        const PortChoice choice {want, listenAddress(want), port, asked ? asked->first : 0, reason};
        if (port > 0)
            m_given[port].append(choice);
        m_choices.insert(want, choice);
    }

    bool isGiven(const PortWant &want) const { return m_choices.contains(want); }

    /// Gives the port that the file asks for; false when it cannot be had.
    bool giveAsked(const PortWant &want)
    {
        const auto asked = hostRange(want);
        for (int port = asked ? asked->first : 0; asked && port <= asked->second; ++port) {
            if (!obstacle(want, port)) {
                give(want, port, {});
                return true;
            }
        }
        return false;
    }

    void giveOther(const PortWant &want)
    {
        const auto asked = hostRange(want);
        const QString reason = asked ? reasonFor(want, asked->first) : QString();
        const int count = m_range.last - m_range.first + 1;
        const int start = (asked ? asked->first : want.container) % 10000 % count;
        for (int step = 0; step < count; ++step) {
            const int port = m_range.first + (start + step) % count;
            if (m_asked.contains(port) || obstacle(want, port))
                continue;
            give(want, port, reason);
            return;
        }
        give(want,
             0,
             u"no port from %1 to %2 is free"_s.arg(m_range.first).arg(m_range.last));
    }

    QString reasonFor(const PortWant &want, int port) const
    {
        const auto holder = obstacle(want, port);
        if (holder && !holder->isEmpty())
            return u"%1 is taken by %2"_s.arg(port).arg(*holder);
        if (holder) {
            const QString program = m_holder ? m_holder(port, want.protocol) : QString();
            return program.isEmpty()
                ? u"%1 is held by another program of this machine"_s.arg(port)
                : u"%1 is held by %2"_s.arg(QString::number(port), program);
        }
        return u"%1 was taken when the port was chosen"_s.arg(port);
    }

    PortChoice choice(const PortWant &want) const
    {
        PortChoice choice = m_choices.value(want);
        if (choice.isMoved() && choice.reason.isEmpty())
            choice.reason = reasonFor(want, choice.original);
        return choice;
    }

private:
    const PortProbe &m_isFree;
    const PortHolder &m_holder;
    PortRange m_range;
    QSet<int> m_asked;
    QHash<int, QList<PortChoice>> m_given;
    QMap<PortWant, PortChoice> m_choices;
};

} // namespace

bool PortWant::operator<(const PortWant &other) const
{
    return std::tie(ida, service, address, host, container, protocol) < std::tie(other.ida,
                                                                                 other.service,
                                                                                 other.address,
                                                                                 other.host,
                                                                                 other.container,
                                                                                 other.protocol);
}

bool PortChoice::isMoved() const
{
    const auto asked = hostRange(want);
    return asked && (host < asked->first || host > asked->second);
}

bool publishesPorts(const QJsonObject &service)
{
    const QString mode = service.value(u"network_mode").toString();
    return mode != u"host" && mode != u"none" && !mode.contains(u':');
}

QList<PortWant> wantedPorts(const QString &ida, const QJsonObject &resolved)
{
    QList<PortWant> wants;
    const QJsonObject services = resolved.value(u"services").toObject();
    for (auto service = services.begin(); service != services.end(); ++service) {
        if (!publishesPorts(service.value().toObject()))
            continue;
        const QJsonArray ports = service.value().toObject().value(u"ports").toArray();
        for (const QJsonValue &value : ports) {
            const QJsonObject port = value.toObject();
            wants.append({ida,
                          service.key(),
                          port.value(u"host_ip").toString(),
                          port.value(u"published").toVariant().toString(),
                          port.value(u"target").toInt(),
                          port.value(u"protocol").toString(u"tcp"_s)});
        }
    }
    return wants;
}

QList<PortChoice> allocatePorts(const QList<PortWant> &wants,
                                const QList<PortChoice> &remembered,
                                const PortProbe &isFree,
                                const PortRange &range,
                                const PortHolder &holder)
{
    QList<PortWant> ordered = wants;
    std::sort(ordered.begin(), ordered.end());
    ordered.erase(std::unique(ordered.begin(), ordered.end()), ordered.end());

    QMap<PortWant, PortChoice> before;
    for (const PortChoice &choice : remembered)
        before.insert(choice.want, choice);

    Allocation allocation(ordered, isFree, range, holder);
    for (const PortWant &want : ordered) {
        const auto old = before.constFind(want);
        if (old != before.constEnd() && old->host > 0 && !allocation.obstacle(want, old->host))
            allocation.give(want, old->host, old->reason);
    }
    for (const PortWant &want : ordered) {
        if (!allocation.isGiven(want))
            allocation.giveAsked(want);
    }
    for (const PortWant &want : ordered) {
        if (!allocation.isGiven(want))
            allocation.giveOther(want);
    }

    QList<PortChoice> choices;
    choices.reserve(ordered.size());
    for (const PortWant &want : ordered)
        choices.append(allocation.choice(want));
    return choices;
}

} // namespace devstack
