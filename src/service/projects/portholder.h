// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

namespace devstack {

using namespace Qt::StringLiterals;

/// The program that listens on a port of this machine: "python3 (pid 4711)"; empty when none does,
/// or when it belongs to another user and cannot be identified. Looks in `procFolder` (proc_net(5),
/// proc_pid_fd(5)); never fails.
QString programOnPort(int port, const QString &protocol, const QString &procFolder = u"/proc"_s);

} // namespace devstack
