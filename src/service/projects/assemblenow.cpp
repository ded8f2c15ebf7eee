// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/projects/assemblenow.h"

#include "service/definition/choiceresolver.h"
#include "service/definition/trustquestions.h"
#include "service/workspaceinternals.h"

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// What the Engine has; without one the ports and subnets are those of the last run.
Result<EngineState> observeOrNothing(Workspace::Internals &internals, std::stop_token stop)
{
    auto engine = observe(internals, stop);
    if (!engine && engine.error().kind == Error::Kind::Cancelled)
        return engine.error();
    return engine ? std::move(engine) : Result<EngineState>(EngineState {});
}

} // namespace

std::optional<Error> obstacleToAssembly(Workspace::Internals &internals,
                                        const WorkspaceDefinition &definition,
                                        const IdaDefinition &ida)
{
    if (!ida.runsHere())
        return notFound(
            u"“%1” does not run here: its mode is %2."_s.arg(ida.name, toString(ida.mode)));
    if (!ida.present)
        return notFound(u"“%1” is not cloned yet."_s.arg(ida.name),
                        u"“devstack up %1” clones it."_s.arg(ida.name));
    if (!ida.problems.isEmpty())
        return ida.problems.first();
    if (const auto settled = requireSettled(definition, {ida.name}); !settled)
        return settled.error();
    if (const auto questions = questionsFor(internals, definition, {ida.name});
        !questions.isEmpty())
        return trustError(questions);
    return std::nullopt;
}

Result<AssembledWorkspace> assembleNow(Workspace::Internals &internals,
                                       const WorkspaceDefinition &definition,
                                       const QStringList &idas,
                                       std::stop_token stop)
{
    const auto engine = observeOrNothing(internals, stop);
    if (!engine)
        return engine.error();
    return assembleWorkspace(internals, definition, idas, *engine, false, stop);
}

Result<AssembledIda> assembleIda(Workspace &workspace, const QString &name, std::stop_token stop)
{
    Workspace::Internals &internals = workspace.internals();
    auto definition = readWorkspace(internals, stop);
    if (!definition)
        return definition.error();
    const auto known = definition->selection({name}, false);
    if (!known)
        return known.error();
    if (const auto isNewer = askCompose(internals, *definition, *known, stop); !isNewer)
        return isNewer.error();
    const IdaDefinition &ida = *definition->find(known->first());
    if (const auto found = obstacleToAssembly(internals, *definition, ida))
        return *found;
    const auto assembled = assembleNow(internals, *definition, {ida.name}, stop);
    if (!assembled)
        return assembled.error();
    if (!assembled->failed.isEmpty())
        return assembled->failed.first();
    return AssembledIda {ida,
                         assembled->idas.value(ida.name),
                         assembled->dataVolumes.value(ida.name),
                         assembled->generations.value(ida.name)};
}

} // namespace devstack
