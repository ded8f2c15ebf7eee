// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QString>

#include <optional>

namespace devstack {

/// An IPv4 network: its first address and prefix length.
struct Subnet
{
    quint32 address = 0;
    int prefix = 32;

    /// "10.213.0.64/26"; host bits are cleared; nothing when it is none.
    static std::optional<Subnet> parse(const QString &text);
    QString toString() const;
    bool isNull() const { return address == 0; }
    bool overlaps(const Subnet &other) const;
    quint64 size() const { return quint64(1) << (32 - prefix); }
    bool operator==(const Subnet &) const = default;
};

/// A private network of an IDA: at most 60 containers.
inline constexpr int kPrivatePrefix = 26;
/// The network that the IDAs of a workspace share: at most 252 containers.
inline constexpr int kWorkspacePrefix = 24;

/// A network that needs a subnet.
struct SubnetWant
{
    QString network; ///< the Engine's name for it
    int prefix = kPrivatePrefix;
};

/// Ranges to take subnets from when the user names none; three unlike ones, so that a VPN that
/// routes one leaves another.
QList<Subnet> defaultSubnetRanges();

/// Gives every network a subnet that overlaps nothing taken (the Engine's other networks, the
/// host's routes and addresses; not the workspace's own) and nothing given. Remembered ones are
/// kept while they do not overlap. Error: Conflict when the ranges are used up.
Result<QMap<QString, Subnet>> allocateSubnets(const QList<SubnetWant> &wants,
                                              const QList<Subnet> &ranges,
                                              const QList<Subnet> &taken,
                                              const QMap<QString, Subnet> &remembered = {});

/// How many more networks of the prefix the ranges can hold; for the doctor.
int freeSubnets(const QList<Subnet> &ranges,
                const QList<Subnet> &taken,
                int prefix = kPrivatePrefix);

} // namespace devstack
