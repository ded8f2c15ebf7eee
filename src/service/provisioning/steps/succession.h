// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "service/provisioning/steps/runcontext.h"

#include <QString>
#include <QStringList>

#include <stop_token>

namespace devstack {

/// Lets services go on with the data that is theirs now, where nothing else about them is new: the
/// Engine makes a container like the one that they have, over other volumes, which takes a third of
/// the time that Compose takes for it. Where the Engine cannot, the old container is only removed,
/// and Compose makes one. Answers the services that run now; Compose finds them as it would have
/// made them. Blocks. Errors: what the Engine says.
Result<QStringList> goOnWithOtherData(const RunContext &context,
                                      const QString &ida,
                                      const QStringList &services,
                                      std::stop_token stop);

} // namespace devstack
