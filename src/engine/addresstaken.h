// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/error.h"

#include <QString>

namespace devstack {

/// Whether the Engine failed because another program holds a host port. It has no code for that:
/// its words are looked for in the message and the detail.
bool isPortTaken(const Error &error);
/// The same for the subnet of a network.
bool isSubnetTaken(const Error &error);

/// The name that the Engine refused to a container because another one has it; empty: it failed for
/// something else.
QString takenContainerName(const Error &error);

} // namespace devstack
