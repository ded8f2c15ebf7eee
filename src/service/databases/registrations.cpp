// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/databases/registrations.h"

#include "service/projects/assemblysummary.h"
#include "service/workspaceinternals.h"

namespace devstack {

bool changesOneOf(const Step &step, const QStringList &idas)
{
    const auto *action = std::get_if<CommandAction>(&step.action);
    return action && step.kind != StepKind::Bootstrap && idas.contains(action->command.ida);
}

namespace {

/// Whether the IDA has clients or seeds that are for the data of the provider, or scripts that
/// write there.
bool writesInto(const IdaDefinition &ida, const QString &provider)
{
    if (ida.manifest.clients.contains(provider))
        return true;
    if (std::ranges::any_of(ida.calls,
                            [&](const ProviderCall &call) { return call.provider == provider; }))
        return true;
    return std::ranges::any_of(ida.manifest.seeds, [&](const QList<ServiceRun> &runs) {
        return std::ranges::any_of(runs,
                                   [&](const ServiceRun &run) { return run.ida == provider; });
    });
}

} // namespace

QStringList registeredIn(Workspace::Internals &internals,
                         const WorkspaceDefinition &definition,
                         const QStringList &providers)
{
    QStringList dependents;
    for (const QString &provider : providers) {
        for (const QString &name : definition.graph.dependentsOf(provider)) {
            const auto folder = internals.idaFolder(name);
            const IdaDefinition *ida = definition.find(name);
            if (!providers.contains(name) && !dependents.contains(name) && folder
                && writesInto(*ida, provider) && readSummary(*folder))
                dependents += name;
        }
    }
    return dependents;
}

} // namespace devstack
