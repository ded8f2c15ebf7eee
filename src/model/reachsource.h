// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "model/composefile.h"
#include "model/reachcollector.h"

namespace devstack {

/// Judges one file as written by allow-lists (model/reachkeys.h): what is not known to be harmless
/// becomes a sentence. Mounts, powers, ports and build places are judged from merged services by
/// model/reach.cpp instead. Private to model/reach.h.
void addSource(ReachCollector &into, const ComposeSource &source);

} // namespace devstack
