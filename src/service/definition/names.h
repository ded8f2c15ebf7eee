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
enum class NameKind { Ida, Service, Seed, Command };

/// The names that the workspace's files hold, for completion: IDAs; IDAs and "ida/service"; seeds;
/// commands. Reads files only, so it is quick and needs no engine.
Result<QStringList> knownNames(Workspace &workspace, NameKind kind, std::stop_token stop = {});

} // namespace devstack
