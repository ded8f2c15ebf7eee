// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"

#include <QStringList>

#include <stop_token>

namespace devstack {

class Workspace;

/// The IDAs that these words mean, by their names in the workspace; empty without words. Error
/// NotFound with the nearest name.
Result<QStringList>
selectedIdas(Workspace &workspace, const QStringList &names, std::stop_token stop);

/// Which names a word of the command line can be.
enum class NameKind { Ida, Service, Seed, Command, Checkpoint };

/// The names that the workspace's files hold, for completion: IDAs; IDAs and "ida/service"; and
/// seeds, declared commands and checkpoints of the IDA. Reads files only, so it is quick and needs
/// no engine.
Result<QStringList>
knownNames(Workspace &workspace, NameKind kind, const QString &ida = {}, std::stop_token stop = {});

} // namespace devstack
