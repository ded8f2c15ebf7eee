// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "store/runstate.h"

#include <algorithm>

namespace devstack {

const RunStep *RunState::step(const QString &id) const
{
    const auto found = std::ranges::find(steps, id, &RunStep::id);
    return found == steps.end() ? nullptr : &*found;
}

} // namespace devstack
