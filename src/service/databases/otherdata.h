// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "service/provisioning/provisionrun.h"
#include "service/workspace.h"

#include <QStringList>

#include <stop_token>

namespace devstack {

/// Whether a step makes the services of the IDAs run on the data that is named now, and does
/// nothing else: no migration, no seed. Pure.
bool makesDataRun(const Step &step, const QStringList &idas);

/// Runs the part of an `up` that makes IDAs work on the data that their generations name now.
/// Meanwhile what writes the volumes `left` ends, and what is restarted only because its data is
/// replaced: the new server's start would wait for the old one's end, and so would the
/// applications'. Blocks. Errors: those of ProvisionRun::run().
Result<Plan> runOnOtherData(Workspace::Internals &internals,
                            ProvisionRun &run,
                            const QStringList &left,
                            const ProvisionRun::Part &part,
                            std::stop_token stop);

} // namespace devstack
