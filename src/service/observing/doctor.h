// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <stop_token>

namespace devstack {

/// One thing about the machine that the program depends on.
struct DoctorCheck
{
    enum class Outcome { Ok, Warning, Problem };
    QString id;
    Outcome outcome = Outcome::Ok;
    QString message;
    QString fix; ///< what the user can do; empty when it is ok
    QStringList
        command {}; ///< what does it, as an argument vector for a terminal; often there is none
};

/// "ok", "warning", "problem".
QString toString(DoctorCheck::Outcome outcome);

/// Engine, compose, buildx, memory, disk, address pool, nofile limit, ports,
/// resets, git, credentials, ssh: in this order, and always all of them but the ports and the
/// resets, which only a workspace has. Works without
/// one; `folder` is the workspace, a folder in it, or the place for workspaces (its disk is
/// checked; empty: the current folder). Blocks for about 15 s at most: a check that times out says
/// so.
QList<DoctorCheck> doctor(std::stop_token stop, const QString &folder = {});

/// The argument vector that starts the Engine of this machine, to be run in a terminal (it may ask
/// for a password); empty when there is nothing here that could be started. Looks at a few files
/// only.
QStringList engineStartCommand();

} // namespace devstack
