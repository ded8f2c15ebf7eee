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

/// Engine, compose, buildx, memory, disk, address pool, nofile limit, ports, git, credentials, ssh: always
/// all of them, in this order. Works without a workspace; `folder` is where workspaces are to lie
/// (its disk is looked at; empty: the current one). Blocks for at most about 15 s: a check that
/// gets no answer in time says so.
QList<DoctorCheck> doctor(std::stop_token stop, const QString &folder = {});

} // namespace devstack
