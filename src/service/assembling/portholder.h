// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

namespace devstack {

using namespace Qt::StringLiterals;

/// Who listens on a port of this machine: "python3 (pid 4711)"; empty when nobody does, or when the
/// program belongs to another user and may not be asked. Looks in `procFolder` (proc_net(5),
/// proc_pid_fd(5)); never fails.
QString programOnPort(int port,
                      const QString &protocol,
                      const QString &procFolder = u"/proc"_s);

} // namespace devstack
