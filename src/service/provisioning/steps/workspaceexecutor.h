// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "plan/planrunner.h"
#include "service/provisioning/steps/runcontext.h"

namespace devstack {

/// Does the steps of a plan on the real repositories and the real Engine. What they say, errors
/// included, comes out with secrets masked.
class WorkspaceExecutor final : public StepExecutor
{
public:
    /// The context must outlive it.
    explicit WorkspaceExecutor(const RunContext &context);
    Result<StepOutcome>
    execute(const Step &step, Reporter &reporter, std::stop_token stop) override;

private:
    Result<StepOutcome> perform(const Step &step, Reporter &reporter, std::stop_token stop);

    const RunContext &m_context;
};

} // namespace devstack
