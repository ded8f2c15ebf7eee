// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "assembly/subnets.h"

namespace devstack {

/// The destinations in the text of /proc/net/route (hexadecimal, in the host's byte order:
/// proc(5)), without the default route. Lines that are none are skipped.
QList<Subnet> parseRoutes(const QByteArray &text);

/// What the host routes and the IPv4 networks of its interfaces. `exceptInterfaces`: the bridges of
/// the workspace's own networks ("br-1a2b3c4d5e6f"). Where there is no /proc/net/route, the
/// interfaces alone.
QList<Subnet> hostSubnets(const QStringList &exceptInterfaces = {});

} // namespace devstack
