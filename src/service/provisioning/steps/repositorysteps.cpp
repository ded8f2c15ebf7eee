// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "git/clone.h"
#include "service/provisioning/steps/stepactions.h"

namespace devstack {

using namespace Qt::StringLiterals;

StepResult cloneRepository(const RunContext &context,
                           const Step &step,
                           const CloneAction &action,
                           Reporter &reporter,
                           std::stop_token stop)
{
    const IdaDefinition *ida = context.definition.find(step.ida);
    if (!ida || ida->path.isEmpty())
        return notFound(u"“%1” has no folder in the workspace."_s.arg(step.ida));
    if (action.url.isEmpty()) {
        return notFound(
            u"The folder of “%1” is gone, and its repository is not known."_s.arg(step.ida),
            u"Give it a repository in devstack.yml, or “devstack remove %1”."_s.arg(step.ida));
    }
    git::CloneRequest request;
    request.url = action.url;
    request.ref = action.ref;
    request.destination = ida->checkout;
    const auto outcome = git::clone(request, reporter, stop);
    if (!outcome)
        return outcome.error();
    StepOutcome result;
    result.reason = outcome->branch.isEmpty()
        ? u"at %1"_s.arg(outcome->commit.left(9))
        : u"%1 at %2"_s.arg(outcome->branch, outcome->commit.left(9));
    return result;
}

} // namespace devstack
