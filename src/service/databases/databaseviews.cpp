// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/databases/databaseviews.h"

#include "model/compose/serviceroles.h"
#include "service/definition/workspacedefinition.h"
#include "service/projects/assemblysummary.h"
#include "service/schemas/fetchdump.h"
#include "service/schemas/schemasource.h"
#include "service/snapshots/snapshots.h"
#include "service/workspaceinternals.h"

#include <QFileInfo>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// What the repository itself names for a database.
const SchemaSource *declaredFor(const IdaDefinition &ida, const QString &service)
{
    const auto found = std::ranges::find(ida.manifest.schema, service, &SchemaSource::service);
    return found == ida.manifest.schema.end() ? nullptr : &*found;
}

QString nameOf(const SchemaSource &source)
{
    return source.snapshot.isEmpty() ? source.dump : source.snapshot;
}

/// The service as it was assembled last; of one that never was, as far as its files say.
AssembledService assembled(const IdaDefinition &ida,
                           const QString &service,
                           const std::optional<AssemblySummary> &summary)
{
    if (const AssembledService *known = summary ? summary->service(service) : nullptr)
        return *known;
    AssembledService guess;
    guess.name = service;
    const SchemaSource *declared = declaredFor(ida, service);
    guess.dataVolumes = {declared ? declared->volume : service};
    return guess;
}

void addSource(DatabaseView &view, const SchemaSource &source)
{
    view.source = nameOf(source);
    view.start
        = source.snapshot.isEmpty() ? DatabaseView::Start::Dump : DatabaseView::Start::Snapshot;
    if (view.start == DatabaseView::Start::Snapshot || isWebDump(source.dump))
        return;
    const QFileInfo file(source.dump);
    view.isHere = file.isFile();
    if (!view.isHere)
        return;
    view.bytes = file.size();
    view.made = file.lastModified().toUTC();
}

void addBase(DatabaseView &view,
             const IdaGenerations &generations,
             const QString &volume,
             const QString &wanted)
{
    const auto base = generations.bases.constFind(volume);
    if (base == generations.bases.cend())
        return;
    view.base = fitsSchema(*base, wanted) ? DatabaseView::Base::Fits : DatabaseView::Base::Older;
    if (!base->ancestors.isEmpty())
        view.keptSince = base->ancestors.first().until;
}

DatabaseView viewOf(const IdaDefinition &ida,
                    const ServiceEntry &entry,
                    const std::optional<AssemblySummary> &summary,
                    const IdaGenerations &generations)
{
    DatabaseView view;
    view.ida = ida.name;
    view.service = entry.name;
    const DatabaseKind kind = databaseKindOf(entry);
    view.takesSchema = kind == DatabaseKind::MySql || kind == DatabaseKind::Postgres;
    view.isChosen = ida.schemas.contains(entry.name);
    if (const SchemaSource *declared = declaredFor(ida, entry.name); declared && view.isChosen)
        view.declared = nameOf(*declared);
    const AssembledService service = assembled(ida, entry.name, summary);
    const QList<SchemaSource> sources = schemaSources(ida, {service});
    if (!sources.isEmpty())
        addSource(view, sources.first());
    if (service.dataVolumes.isEmpty())
        return view;
    const QString &volume = service.dataVolumes.first();
    addBase(
        view, generations, volume, sources.isEmpty() ? QString() : schemaDigest(sources.first()));
    if (summary)
        view.present = mechanismOf(generations.origin(volume));
    return view;
}

void addSnapshot(DatabaseView &view, const QList<SnapshotView> &known)
{
    if (view.start != DatabaseView::Start::Snapshot)
        return;
    const auto found
        = std::ranges::find(known, fullReference(view.source), &SnapshotView::reference);
    if (found == known.end() || !found->isHere)
        return;
    view.isHere = true;
    view.bytes = found->bytes;
    view.made = found->labels.created;
    view.digest = found->digest;
    view.labels = found->labels;
}

} // namespace

Result<DatabaseViews> databaseViews(Workspace &workspace, std::stop_token stop)
{
    Workspace::Internals &internals = workspace.internals();
    const auto definition = readWorkspace(internals, stop);
    if (!definition)
        return definition.error();
    const Generations all
        = internals.withState([](WorkspaceState &state) { return state.generations(); });
    const auto known = snapshots(workspace, stop);
    DatabaseViews views;
    views.engineAnswered = bool(known);
    for (const IdaDefinition &ida : definition->idas) {
        if (!ida.runsHere())
            continue;
        const auto folder = internals.idaFolder(ida.name);
        auto read = folder ? readSummary(*folder) : Result<AssemblySummary>(folder.error());
        const auto summary = read ? std::optional(std::move(*read)) : std::nullopt;
        for (const ServiceEntry &entry : ida.compose.services) {
            if (databaseKindOf(entry) == DatabaseKind::None || !ida.runs(entry))
                continue;
            views.databases += viewOf(ida, entry, summary, all.value(ida.name));
            if (known)
                addSnapshot(views.databases.last(), *known);
        }
    }
    return views;
}

} // namespace devstack
