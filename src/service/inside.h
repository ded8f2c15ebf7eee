// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/process.h"
#include "core/result.h"
#include "service/workspace.h"

#include <QStringList>

#include <stop_token>

namespace devstack {

/// Where to go in: an IDA and one of its services (empty: the primary one).
struct ServiceTarget
{
    QString ida;
    QString service;

    /// "ida" or "ida/service".
    static ServiceTarget parse(const QString &text);
};

/// The vector that runs `command` in the running container of a service, with a terminal when `tty`.
/// Error kind NotFound when there is no such service, Unavailable when it does not run.
Result<QStringList> execCommand(Workspace &workspace,
                                const ServiceTarget &target,
                                const QStringList &command,
                                bool tty,
                                std::stop_token stop);

/// The vector that opens an interactive shell: the manifest's `shell` command, else bash or sh.
Result<QStringList> shellCommand(Workspace &workspace,
                                 const ServiceTarget &target,
                                 std::stop_token stop);

/// The vector of a command that the manifest declares (or of a reserved verb with a sensible default:
/// dbshell, migrate), with `arguments` appended.
Result<QStringList> declaredCommand(Workspace &workspace,
                                    const QString &ida,
                                    const QString &name,
                                    const QStringList &arguments,
                                    bool tty,
                                    std::stop_token stop);

} // namespace devstack
