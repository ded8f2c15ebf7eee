// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/observing/seedviews.h"

#include "core/text.h"
#include "plan/reasons.h"
#include "service/definition/workspacedefinition.h"
#include "service/observing/presentdata.h"
#include "service/workspaceinternals.h"

#include <QDir>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

QString seedStep(const QString &ida, const QString &seed, qsizetype number)
{
    return u"seed:%1/%2/%3"_s.arg(ida, seed, QString::number(number));
}

QList<SeedView> seedViews(const WorkspaceDefinition &definition, const AppliedData &applied)
{
    QList<SeedView> views;
    for (const IdaDefinition &ida : definition.idas) {
        for (auto it = ida.manifest.seeds.begin(); it != ida.manifest.seeds.end(); ++it) {
            SeedView view;
            view.ida = ida.name;
            view.name = it.key();
            QStringList targets;
            bool complete = !it->isEmpty();
            bool touched = false;
            for (qsizetype i = 0; i < it->size(); ++i) {
                const ServiceRun &run = it->at(i);
                const QString target = run.ida.isEmpty() ? ida.name : run.ida;
                if (!targets.contains(target))
                    targets += target;
                view.source = QDir(ida.path).relativeFilePath(run.mark.file) + u':'
                    + QString::number(run.mark.line);
                const QString step = seedStep(ida.name, it.key(), i + 1);
                const QDateTime time = applied.time(step, target);
                touched = touched || applied.isTouched(step, target);
                complete &= time.isValid();
                view.applied = std::max(view.applied, time);
            }
            if (!complete)
                view.applied = {};
            view.isPartial = touched && !complete;
            view.target = targets.join(u", "_s);
            views += view;
        }
        for (const KeptFile &file : ida.files) {
            SeedView view {ida.name,
                           file.name,
                           ida.name,
                           applied.time(fileStep(ida.name, file.name), ida.name),
                           u".devstack/idas/%1/files/%2"_s.arg(slug(ida.name), file.name)};
            view.isFile = true;
            view.isPartial = !view.applied.isValid()
                && applied.isTouched(fileStep(ida.name, file.name), ida.name);
            view.afterReset = file.afterReset;
            views += view;
        }
    }
    return views;
}

Result<QList<SeedView>> seeds(Workspace &workspace, const QStringList &names, std::stop_token stop)
{
    const auto definition = readWorkspace(workspace.internals(), stop);
    if (!definition)
        return definition.error();
    const auto idas = definition->selection(names, false);
    if (!idas)
        return idas.error();
    QList<SeedView> all
        = seedViews(*definition, appliedData(workspace.internals(), true, std::move(stop)));
    if (!names.isEmpty())
        all.removeIf([&](const SeedView &seed) { return !idas->contains(seed.ida); });
    return all;
}

} // namespace devstack
