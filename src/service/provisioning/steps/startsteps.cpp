// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "assembly/names.h"
#include "engine/addresstaken.h"
#include "engine/volumes.h"
#include "service/provisioning/steps/stepactions.h"
#include "service/removal.h"

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// Says what to do about what Docker only says happened.
Error explained(Error error)
{
    if (isPortTaken(error))
        error.hint = u"Another program has taken the port. Run the same command again: the port "
                     u"moves to a free one."_s;
    return error;
}

/// Removes containers that lost a network: Compose would take them as they are, or fail to start
/// them.
Result<> removeStranded(const RunContext &context,
                        const QString &ida,
                        const QStringList &services,
                        std::stop_token stop)
{
    const Assembly &assembly = *context.assembly(ida);
    for (const AssembledService &service : assembly.services) {
        const ContainerInfo *container
            = context.engine.container(context.internals.id, ida, service.name);
        if (!container || !services.contains(service.name)
            || !lacksNetwork(context.engine, *container, assembly.model, service.key))
            continue;
        const auto removed = removeOwnContainer(context.internals, container->id, true, stop);
        if (!removed && removed.error().kind != Error::Kind::NotFound)
            return removed;
    }
    return ok();
}

} // namespace

StepResult makeVolume(const RunContext &context,
                      const Step &step,
                      const VolumeAction &action,
                      std::stop_token stop)
{
    const auto made = createVolume(*context.internals.engineClient,
                                   action.volume,
                                   {{label::kWorkspace, context.internals.id},
                                    {label::kIda, step.ida},
                                    {label::kVolume, action.key},
                                    {label::kIncarnation, action.incarnation}},
                                   {},
                                   stop);
    if (!made)
        return made.error();
    return StepOutcome {};
}

StepResult startServices(const RunContext &context,
                         const Step &step,
                         const StartAction &action,
                         Reporter &reporter,
                         std::stop_token stop)
{
    const auto target = context.compose(step.ida);
    if (!target)
        return target.error();
    for (const AssemblyNote &note : context.assembly(step.ida)->notes) {
        if (note.level == AssemblyNote::Level::Problem
            && (note.service.isEmpty() || action.services.contains(note.service))) {
            return failed(
                u"%1: %2"_s.arg(note.service.isEmpty() ? step.ida : note.service, note.what),
                note.why);
        }
    }
    if (const auto removed = removeStranded(context, step.ida, action.services, stop); !removed)
        return removed.error();
    ComposeUp up;
    up.services = context.keys(step.ida, action.services);
    up.noDependencies = true;
    if (const auto started = target->compose.up(target->project, up, reporter, stop); !started)
        return explained(started.error());
    if (!action.restart.isEmpty()) {
        if (const auto restarted = target->compose.restart(
                target->project, context.keys(step.ida, action.restart), reporter, {}, stop);
            !restarted)
            return restarted.error();
    }
    return StepOutcome {};
}

} // namespace devstack
