// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/provisioning/exclusions.h"

#include "service/observing/missingdependency.h"
#include "service/provisioning/provisionround.h"

#include <algorithm>
#include <optional>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// What keeps an IDA from running, as far as its files tell.
std::optional<Error> problemOf(const WorkspaceDefinition &definition, const IdaDefinition &ida)
{
    if (!ida.runsHere())
        return std::nullopt;
    if (!ida.problems.isEmpty())
        return ida.problems.first();
    return missingDependency(definition, ida);
}

Step leftOutStep(const QString &ida, StepState state, const QString &reason)
{
    Step step;
    step.id = u"start:"_s + ida;
    step.ida = ida;
    step.kind = StepKind::Start;
    step.title = u"Start"_s;
    step.state = state;
    step.reason = reason;
    return step;
}

} // namespace

QMap<QString, Error> problemsOf(const WorkspaceDefinition &definition, const QStringList &idas)
{
    QMap<QString, Error> problems;
    for (const QString &name : idas) {
        if (const auto problem = problemOf(definition, *definition.find(name)))
            problems.insert(name, *problem);
    }
    return problems;
}

QMap<QString, Error> obstaclesToCloning(const WorkspaceDefinition &definition,
                                        const QStringList &idas)
{
    QMap<QString, Error> obstacles;
    for (const QString &name : idas) {
        const IdaDefinition &ida = *definition.find(name);
        if (!ida.runsHere() || ida.present)
            continue;
        if (!ida.problems.isEmpty())
            obstacles.insert(name, ida.problems.first());
        else if (ida.repository.isEmpty())
            obstacles.insert(
                name,
                notFound(
                    u"The folder of “%1” is gone, and its repository is not known."_s.arg(name),
                    u"Give it a repository in devstack.yml, or “devstack remove %1”."_s.arg(name)));
    }
    return obstacles;
}

Result<>
leaveOut(ProvisionRound &run, const QStringList &asked, const QMap<QString, Error> &problems)
{
    if (problems.isEmpty())
        return ok();
    for (auto it = problems.begin(); it != problems.end(); ++it) {
        const QString where = it->where.toString();
        Step step
            = leftOutStep(it.key(),
                          StepState::Failed,
                          where.isEmpty() ? it->message : QString(where + u": "_s + it->message));
        step.detail = it->detail;
        step.hint = it->hint;
        run.leftOut += step;
        run.idas.removeAll(it.key());
    }
    for (bool changed = true; changed;) {
        changed = false;
        for (const DependencyEdge &edge : run.definition.graph.edges()) {
            const auto isTo = [&](const Step &step) { return step.ida == edge.to; };
            if (!edge.declared || edge.optional || !run.idas.contains(edge.from)
                || std::ranges::none_of(run.leftOut, isTo))
                continue;
            run.leftOut += leftOutStep(
                edge.from, StepState::Skipped, u"needs “%1”, which cannot run"_s.arg(edge.to));
            run.idas.removeAll(edge.from);
            changed = true;
        }
    }
    const bool isAnythingLeft = std::ranges::any_of(run.idas, [&](const QString &name) {
        const IdaDefinition *ida = run.definition.find(name);
        return ida->runsHere()
            && (asked.isEmpty() ? ida->listed
                                : asked.contains(name) || asked.contains(ida->otherName));
    });
    return isAnythingLeft ? ok() : Result<>(problems.first());
}

} // namespace devstack
