// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QLatin1StringView>

namespace devstack {

/// The label that tells a schema snapshot from other images; its value is the version of its other
/// labels (snapshots/snapshotlabels.h).
inline constexpr QLatin1StringView kSnapshotLabel {"devstack.snapshot"};

} // namespace devstack
