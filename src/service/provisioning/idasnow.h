// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "service/provisioning/provisionround.h"
#include "store/runstate.h"

namespace devstack {

/// What the IDAs of a round are, for its journal: asks nobody, uses what the round looked up.
QList<IdaAtRun> idasNow(const ProvisionRound &round);

} // namespace devstack
