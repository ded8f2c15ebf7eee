// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/guard/guardedcall.h"
#include "foreign/guard/guardmap.h"

#include <optional>

namespace devstack {

/// What provisioning scripts ask of the platform with `manage_user NAME EMAIL …` and
/// `create_dot_application …` inside of its container, done the way the provider declares
/// (`register` in its manifest): the script's paths and settings modules are those of one
/// particular image and mean nothing to a light platform.
///
/// Nothing when the provider declares no way, or when `inner` (the command inside of the container)
/// does anything else too: then it runs as the script says. Addresses follow moved ports. Pure.
std::optional<GuardedCall>
platformCall(const GuardMap &map, const GuardContainer &container, const QStringList &inner);

} // namespace devstack
