// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/reporter.h"
#include "service/snapshots/databaseserver.h"

#include <stop_token>

namespace devstack {

/// Has the image of the server here, pulled where a registry has it. Error Failed: the repository
/// builds it, and nobody has.
Result<> requireServerImage(Workspace::Internals &internals,
                            const Assembly &assembly,
                            const DatabaseServer &server,
                            Reporter &reporter,
                            std::stop_token stop);

} // namespace devstack
