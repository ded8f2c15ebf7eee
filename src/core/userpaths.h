// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

namespace devstack {

/// Where what belongs to the user, not to a workspace, lives: `$XDG_STATE_HOME/devstack` (log,
/// trust, recent workspaces), by default `~/.local/state/devstack`. XDG Base Directory
/// Specification 0.8.
QString userStateDir();

/// `$XDG_CONFIG_HOME/devstack`: settings.
QString userConfigDir();

/// The data the program ships (the sample workspace, the table of known names), found beside the
/// build or in the installed `share/devstack`. `DEVSTACK_RESOURCES` overrides it.
QString resourcesDir();

} // namespace devstack
