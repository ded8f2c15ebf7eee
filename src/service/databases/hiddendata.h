// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "service/workspace.h"

#include <QStringList>

#include <stop_token>

namespace devstack {

/// Ok when the data volumes of the IDAs hold all that containers write below the places where they
/// are mounted. An image whose `VOLUME` lies deeper gets a volume without a name there, and keeps
/// its data in that: a checkpoint would not hold it and a reset would not change it. And a volume
/// that a container still has at a former place too would stay there when other data is mounted.
/// Error Failed with what to do.
Result<> requireNothingHidden(Workspace::Internals &internals,
                              const QStringList &idas,
                              std::stop_token stop);

} // namespace devstack
