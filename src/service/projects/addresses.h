// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "assembly/ports.h"
#include "assembly/subnets.h"
#include "service/projects/enginestate.h"

#include <QSet>

namespace devstack {

/// Whether nothing listens there at this moment.
bool isPortFree(const QString &address, int port, const QString &protocol);

/// Under which a chosen port is remembered: "credentials/app/8000/tcp/18150".
QString portKey(const PortWant &want);

/// Whether the port that is remembered under a key is not the one that the file asks for. Pure.
bool isMovedPort(const QString &key, int port);

/// Gives every wanted port a host port: the remembered one while it can be had, then the file's,
/// then another. Asks the machine what is free; writes nothing.
QList<PortChoice> choosePorts(Workspace::Internals &internals,
                              const QList<PortWant> &wants,
                              const EngineState &engine);

/// Gives every network of the workspace a subnet that overlaps neither the Engine's other networks
/// nor the machine's routes nor one of `avoid`; networks that exist keep theirs. Writes nothing.
/// Error: Conflict when the ranges are used up.
Result<QMap<QString, Subnet>> chooseSubnets(Workspace::Internals &internals,
                                            const QList<SubnetWant> &wants,
                                            const EngineState &engine,
                                            const QList<Subnet> &avoid = {});

} // namespace devstack
