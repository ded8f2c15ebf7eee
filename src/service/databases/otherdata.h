// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "service/databases/caches.h"
#include "service/provisioning/provisionrun.h"
#include "service/workspace.h"

#include <QStringList>

#include <stop_token>

namespace devstack {

/// Whether a step makes the services of the IDAs run on the data that is named now, and does
/// nothing else: no migration, no seed. Pure.
bool makesDataRun(const Step &step, const QStringList &idas);

/// IDAs that go over to other data.
struct OtherData
{
    QStringList idas;
    QStringList left; ///< the volumes that they had until now
    bool discards = false; ///< nobody wants what is in them any more: no server has to end cleanly
    FlushedCaches *flushed = nullptr; ///< if set: what became of their caches
};

/// Runs the part of an `up` that makes IDAs work on the data that their generations name now.
/// Their caches are emptied. Meanwhile what writes the volumes `left` ends, and what is restarted
/// only because its data is replaced: the new server's start would wait for the old one's end, and
/// so would the applications'. Blocks. Errors: those of ProvisionRun::run().
Result<Plan> runOnOtherData(Workspace::Internals &internals,
                            ProvisionRun &run,
                            const OtherData &other,
                            const ProvisionRun::Part &part,
                            std::stop_token stop);

} // namespace devstack
