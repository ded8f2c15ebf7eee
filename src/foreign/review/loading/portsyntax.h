// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

namespace devstack {

/// Why Compose does not take a port in short form, "127.0.0.1:8080-8090:80-90/udp"; empty: it does.
/// Facts from docker/go-connections (nat.ParsePortSpec).
QString portFault(const QString &text);

/// Whether the text is an IPv4 or IPv6 address.
bool isIpAddress(const QString &text);

} // namespace devstack
