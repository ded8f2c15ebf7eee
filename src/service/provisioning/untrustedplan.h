// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "plan/plan.h"
#include "service/definition/trustquestions.h"

namespace devstack {

/// Gives the steps of IDAs that are not trusted their reason, and says as warnings what would have
/// to be trusted.
void markUntrusted(Plan &plan, const QStringList &idas, const QList<TrustQuestion> &questions);

} // namespace devstack
