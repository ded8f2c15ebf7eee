// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "model/compose/composefile.h"
#include "trust/hostaccesscollector.h"

namespace devstack {

/// Judges one file as written by allow-lists (trust/hostaccesskeys.h): what is not known to be
/// harmless becomes a sentence. Mounts, powers, ports and build places are judged from merged
/// services by trust/hostaccess.cpp instead. Private to trust/hostaccess.h.
void addSource(HostAccessCollector &into, const ComposeSource &source);

/// The host variables that the file takes, by name.
void addVariables(HostAccessCollector &into, const ComposeSource &source);

} // namespace devstack
