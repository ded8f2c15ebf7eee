// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"

#include <QList>
#include <QString>

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
};

QString toString(DoctorCheck::Outcome outcome);

/// Engine, compose, memory, disk, address pool, nofile limit, git, credentials. Works without a workspace.
QList<DoctorCheck> doctor(std::stop_token stop);

} // namespace devstack
