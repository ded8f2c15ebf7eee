// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <unistd.h>

#include <QProcess>
#include <QStringList>

/// Runs a command that only root may run: directly, or through sudo where it asks for no password.
inline bool asRoot(QStringList command)
{
    if (::geteuid() != 0)
        command = QStringList {QStringLiteral("sudo"), QStringLiteral("-n")} + command;
    return QProcess::execute(command.first(), command.mid(1)) == 0;
}
