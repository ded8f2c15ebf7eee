// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "service/definition/workspacedefinition.h"

#include <QStringList>

namespace devstack {

/// What an IDA's files let it reach beyond its own containers: the host (hostAccessOf() with the
/// values of variables), variables of the host that its manifest takes as secrets, addresses that
/// are not its own and that this program asks for its health, names of the internet that it answers
/// to, and other IDAs ("run commands in r", "register users and clients in r", "register superusers
/// in r"). Sorted.
QStringList reachOfFiles(const WorkspaceDefinition &definition, const IdaDefinition &ida);

/// The commands, images, settings and sources of data that devstack.yml carries, one sentence each,
/// sorted: "seed base of a, in app: make seed". A long one is cut and ends with a hash of the
/// whole, so that no changed command reads like the one that was agreed to.
QStringList commandsOfWorkspace(const WorkspaceFile &file);

} // namespace devstack
