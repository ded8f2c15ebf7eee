// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/error.h"

namespace devstack {

/// Whether the Engine failed because another program holds a host port. It has no code for that:
/// its words are looked for in the message and the detail.
bool isPortTaken(const Error &error);
/// The same for the subnet of a network.
bool isSubnetTaken(const Error &error);

} // namespace devstack
