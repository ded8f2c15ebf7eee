// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "service/definition/trustquestions.h"

namespace devstack {

/// Whoever gave --trust agreed to what was shown before, not to what Compose finds behind it:
/// whether of something that this process trusted for it already more that weighs is asked about
/// now: a mount, a device, a right. Labels and the like, which Compose reads from files, do not.
/// Remembers what is asked about as trusted. Any thread. Defined in trustquestions.cpp.
bool isMoreThanShown(Workspace &workspace, const QList<TrustQuestion> &questions);

} // namespace devstack
