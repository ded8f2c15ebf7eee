// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "service/observing/condition.h"
#include "service/observing/servicereason.h"
#include "service/observing/serviceverdict.h"

namespace devstack {

/// Decides `state`, `health`, `reason` and `next` of an IDA and of its services, by everything else
/// that is known of them.
void judge(IdaView &ida);

/// What is still to be done with what runs; empty: nothing.
QString leftToDo(const IdaView &ida);

} // namespace devstack
