// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QJsonObject>
#include <QList>
#include <QString>

#include <functional>

namespace devstack {

using namespace Qt::StringLiterals;

/// A host port that a service publishes, as its compose file asks for it; also the identity under
/// which the chosen port is remembered.
struct PortWant
{
    QString ida;
    QString service; ///< as the file names it
    QString address; ///< as the file names it; empty: none
    QString host; ///< "3306", a range "7000-7005", or empty: any
    int container = 0;
    QString protocol = u"tcp"_s;

    bool operator==(const PortWant &) const = default;
    /// By IDA, service and the rest, in the order of the members.
    bool operator<(const PortWant &other) const;
};

/// The host port a service gets, and why it is not the one asked for.
struct PortChoice
{
    PortWant want;
    QString address; ///< where it listens: 127.0.0.1 unless the file names an address
    int host = 0;
    int original = 0; ///< what the file asked for (the first of a range), 0: any
    QString reason; ///< of a move, for people: "3306 is taken by catalog"; empty when not moved

    /// It is not (one of) the file's.
    bool isMoved() const;
    bool operator==(const PortChoice &) const = default;
};

/// Whether nothing outside of the workspace listens there. What the workspace's own containers hold
/// counts as free.
using PortProbe = std::function<bool(const QString &address, int port, const QString &protocol)>;

/// Who listens outside of the workspace, for people: "python3 (pid 4711)", "the container web";
/// empty when that cannot be told.
using PortHolder = std::function<QString(int port, const QString &protocol)>;

/// Where a port that cannot be had moves to; below the range from which Linux takes outgoing ports
/// (32768).
struct PortRange
{
    int first = 20000;
    int last = 29999;
};

/// Whether a resolved service publishes ports by itself: not on the machine's or another
/// container's network.
bool publishesPorts(const QJsonObject &service);

/// The published ports of a model resolved by Compose, in order of service and file.
QList<PortWant> wantedPorts(const QString &ida, const QJsonObject &resolved);

/// Gives every wanted port of a workspace a host port. Pure but for the probe.
///
/// Remembered choices (their reason may be empty) hold while they can be had; then the port of the
/// file goes to the first by name of those who want it; the others, and those that ask for any, get
/// a free one in `range` that looks like the old (3306 → 23306). The same input gives the same
/// choices; what is chosen should be remembered. A want for which the range has no free port left
/// gets host 0 and the reason.
QList<PortChoice> allocatePorts(const QList<PortWant> &wants,
                                const QList<PortChoice> &remembered,
                                const PortProbe &isFree,
                                const PortRange &range = {},
                                const PortHolder &holder = {});

} // namespace devstack
