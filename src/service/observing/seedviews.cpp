// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/observing/seedviews.h"

#include "service/definition/workspacedefinition.h"
#include "service/workspaceinternals.h"

#include <QDir>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// The id that the planner gives a step of a seed; they are counted from 1.
QString seedStep(const QString &ida, const QString &seed, qsizetype number)
{
    return u"seed:%1/%2/%3"_s.arg(ida, seed, QString::number(number));
}

} // namespace

QList<SeedView> seeds(Workspace &workspace, const WorkspaceDefinition &definition)
{
    const auto records = workspace.internals().withState(
        [](WorkspaceState &state) { return state.stepRecords().all(); });
    QList<SeedView> views;
    for (const IdaDefinition &ida : definition.idas) {
        for (auto it = ida.manifest.seeds.begin(); it != ida.manifest.seeds.end(); ++it) {
            SeedView view;
            view.ida = ida.name;
            view.name = it.key();
            QStringList targets;
            bool complete = !it->isEmpty();
            for (qsizetype i = 0; i < it->size(); ++i) {
                const ServiceRun &run = it->at(i);
                const QString target = run.ida.isEmpty() ? ida.name : run.ida;
                if (!targets.contains(target))
                    targets += target;
                view.source = QDir(ida.path).relativeFilePath(run.mark.file) + u':'
                    + QString::number(run.mark.line);
                const auto record = records.constFind(seedStep(ida.name, it.key(), i + 1));
                if (record == records.constEnd() || !record->finished)
                    complete = false;
                else
                    view.applied = std::max(view.applied, record->time);
            }
            if (!complete)
                view.applied = {};
            view.target = targets.join(u", "_s);
            views += view;
        }
    }
    return views;
}

Result<QList<SeedView>> seeds(Workspace &workspace, const QStringList &names)
{
    const auto definition = readWorkspace(workspace.internals(), {});
    if (!definition)
        return definition.error();
    const auto idas = definition->selection(names, false);
    if (!idas)
        return idas.error();
    QList<SeedView> all = seeds(workspace, *definition);
    if (!names.isEmpty())
        all.removeIf([&](const SeedView &seed) { return !idas->contains(seed.ida); });
    return all;
}

} // namespace devstack
