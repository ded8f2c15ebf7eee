// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "store/generations.h"

#include <QString>

namespace devstack {

/// Letters, digits and “._-”, so that it is the same word in every shell and a file name.
Result<> requireCheckpointName(const QString &name);

/// There is none of that name; the hint has the nearest one.
Error noSuchCheckpoint(const QString &ida, const QString &name, const IdaGenerations &generations);

/// There is one of that name already.
Error checkpointExists(const QString &ida, const QString &name);

} // namespace devstack
