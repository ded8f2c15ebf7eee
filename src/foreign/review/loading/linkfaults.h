// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/review/loading/loadfault.h"
#include "model/compose/composefile.h"

#include <QHash>

namespace devstack {

/// Where else something is declared: "secrets.db_password" → what to do to get it into the stack.
using DeclaredElsewhere = QHash<QString, QString>;

/// Names in a stack that nothing in it answers to, and services that cannot stand together: unknown
/// dependencies, networks, volumes, secrets, configs and models, circles, a container name taken
/// twice, no image. Only services that `profiles` switches on count, as Compose counts them; "*"
/// stands for every profile. Pure.
QList<LoadFault> linkFaults(const ComposeFile &stack,
                            const QStringList &profiles,
                            const DeclaredElsewhere &elsewhere = {});

/// Whether a service counts: it has no profile, or one of these; "*" stands for every one.
bool isSwitchedOn(const YamlNode &service, const QStringList &profiles);

} // namespace devstack
