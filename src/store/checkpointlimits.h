// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "store/choices.h"
#include "store/generations.h"

#include <QDateTime>
#include <QList>
#include <QMap>
#include <QStringList>

namespace devstack {

/// Of one IDA's checkpoints, the names of those that the program made by itself and that are beyond
/// the limits; oldest first. Never the newest whole one, nor what was saved, imported or is the
/// data of a branch. `sizes`: bytes by name; what is not known counts as nothing. `coming`: how
/// many are about to be made. Pure.
QStringList beyondLimits(const QList<Checkpoint> &checkpoints,
                         const CheckpointLimits &limits,
                         const QDateTime &now,
                         const QMap<QString, qint64> &sizes = {},
                         int coming = 0);

/// "the newest 10", "the newest 10 of the last 14 days, up to 2.0 GB".
QString limitsText(const CheckpointLimits &limits);

} // namespace devstack
