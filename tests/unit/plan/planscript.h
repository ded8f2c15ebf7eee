// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "plan/plan.h"
#include "plan/planinput.h"

#include <QStringList>

namespace devstack {

/// A PlanInput from text, one thing a line; what is indented in the tests' tables belongs to the
/// IDA above:
///   ida NAME [absent] [dependency] [external] [off]
///   service NAME [db] [build] [same] [present] [STATE] [changed] [check] [TIE=NAME] [outlived=NAME]
///   volume KEY [exists] · schema KEY SERVICE [snapshot] · bootstrap SERVICE COMMAND
///   [GLOB=DIGEST] · url NAME
///   SERVICE client PROVIDER KIND NAME SERVICE [problem] · seed NAME SERVICE COMMAND [ida=NAME]
///   file NAME SERVICE
///   edge FROM TO [run] [provision] [optional]
PlanInput planInputFrom(const QString &script);

/// What would be observed and recorded after every step of the plan succeeded.
void applySuccess(PlanInput &input, const Plan &plan);

/// "id state (reason) < after after" per step.
QStringList describePlan(const Plan &plan);

/// Only those that are pending, without what they wait for.
QStringList pendingOf(const Plan &plan);

PlanIda &idaOf(PlanInput &input, const QString &name);

} // namespace devstack
