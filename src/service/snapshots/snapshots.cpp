// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/snapshots/snapshots.h"

#include "core/text.h"
#include "engine/images.h"
#include "engine/registry.h"
#include "model/manifest/validity.h"
#include "service/definition/workspacedefinition.h"
#include "service/projects/assemblenow.h"
#include "service/removal.h"
#include "service/schemas/clientcommand.h"
#include "service/snapshots/ownserver.h"
#include "service/snapshots/serverimage.h"
#include "service/snapshots/unpacksnapshot.h"
#include "service/workspaceinternals.h"

#include <QScopeGuard>
#include <QUuid>

#include <algorithm>
#include <tuple>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// A snapshot that an IDA names for one of its services.
struct NamedSnapshot
{
    QString ida;
    QString service;
    QString reference;
};

QList<NamedSnapshot> namedSnapshots(const WorkspaceDefinition &definition)
{
    QList<NamedSnapshot> named;
    for (const IdaDefinition &ida : definition.idas) {
        for (auto it = ida.schemas.begin(); it != ida.schemas.end(); ++it) {
            if (!it.value().startsWith(u'/'))
                named += {ida.name, it.key(), fullReference(it.value())};
        }
        for (const SchemaSource &source : ida.manifest.schema) {
            if (!source.snapshot.isEmpty() && !ida.schemas.contains(source.service))
                named += {ida.name, source.service, fullReference(source.snapshot)};
        }
    }
    return named;
}

/// Its digest at a registry where it has one, so that two engineers can compare.
QString registryDigestOf(const ImageInfo &image)
{
    return image.digests.isEmpty() ? image.id : image.digests.first().section(u'@', 1);
}

SnapshotView *findView(QList<SnapshotView> &views, const QString &reference)
{
    const auto found = std::ranges::find(views, reference, &SnapshotView::reference);
    return found == views.end() ? nullptr : &*found;
}

/// Where a snapshot can be tried: at the IDA that names it, else at the one it was made for.
NamedSnapshot placeFor(const WorkspaceDefinition &definition,
                       const SnapshotLabels &labels,
                       const QString &reference)
{
    const QList<NamedSnapshot> named = namedSnapshots(definition);
    const auto user = std::ranges::find(named, fullReference(reference), &NamedSnapshot::reference);
    return user == named.end() ? NamedSnapshot {labels.ida, labels.service, reference} : *user;
}

/// The number of tables that a server finds over the unpacked snapshot.
Result<int> countTables(Workspace::Internals &internals,
                        const DatabaseServer &server,
                        const QString &volume,
                        Reporter &reporter,
                        const std::stop_token &stop)
{
    const auto own = OwnServer::start(internals, server, volume, reporter, stop);
    if (!own)
        return own.error();
    const auto counted = own->run(tablesCommand(server.kind), nullptr, reporter, stop);
    if (!counted)
        return counted.error();
    if (const auto ended = own->end(stop); !ended)
        return ended.error();
    return counted->trimmed().toInt();
}

Result<SnapshotLabels>
requireSnapshot(const EngineClient &engine, const QString &reference, const std::stop_token &stop)
{
    const auto image = inspectImage(engine, reference, stop);
    if (!image)
        return image.error();
    if (!*image)
        return notFound(u"There is no image %1 here."_s.arg(printable(reference)),
                        u"“devstack schema list” shows the snapshots."_s);
    const auto labels = snapshotLabels((*image)->labels);
    return labels
        ? Result<SnapshotLabels>(*labels)
        : invalidInput(u"The image %1 is no schema snapshot."_s.arg(printable(reference)));
}

} // namespace

Result<QString> snapshotReference(const QString &text)
{
    // An upper case name without a dot is a registry to some engines and an error to others.
    const QString first = text.section(u'/', 0, 0);
    const bool isMistaken
        = first != first.toLower() && !first.contains(u'.') && !first.contains(u':');
    if (!isImageReference(text) || text.contains(u'@') || isMistaken)
        return invalidInput(u"“%1” cannot name a snapshot."_s.arg(printable(text)),
                            {},
                            u"Use NAME:TAG, in lower case: registry.example.org/schemas/ida:1"_s);
    return fullReference(text);
}

QString fullReference(const QString &reference)
{
    const bool hasTag = reference.lastIndexOf(u':') > reference.lastIndexOf(u'/');
    return hasTag || reference.contains(u'@') ? reference : reference + u":latest"_s;
}

Result<QList<SnapshotView>> snapshots(Workspace &workspace, std::stop_token stop)
{
    Workspace::Internals &internals = workspace.internals();
    const auto engine = internals.engine();
    if (!engine)
        return engine.error();
    const auto definition = readWorkspace(internals, stop);
    if (!definition)
        return definition.error();
    const auto images = listImages(**engine, {kSnapshotLabel}, stop);
    if (!images)
        return images.error();
    QList<SnapshotView> views;
    for (const ImageInfo &image : *images) {
        const auto labels = snapshotLabels(image.labels);
        if (!labels)
            continue;
        // One that lost its name to a newer one is still there, by its id.
        const QStringList names = image.tags.isEmpty() ? QStringList {image.id} : image.tags;
        for (const QString &name : names)
            views += {name, registryDigestOf(image), image.size, *labels, true, {}};
    }
    for (const NamedSnapshot &named : namedSnapshots(*definition)) {
        const auto image = inspectImage(**engine, named.reference, stop);
        if (!image)
            return image.error();
        const auto labels = *image ? snapshotLabels((*image)->labels) : std::nullopt;
        SnapshotView *view = findView(views, named.reference);
        if (!view) {
            SnapshotView missing;
            missing.reference = named.reference;
            missing.labels.ida = named.ida;
            missing.labels.service = named.service;
            if (labels)
                missing = {
                    named.reference, registryDigestOf(**image), (*image)->size, *labels, true, {}};
            views += missing;
            view = &views.last();
        }
        view->users += named.ida;
    }
    std::ranges::sort(views, {}, &SnapshotView::reference);
    return views;
}

Result<>
pushSnapshot(Workspace &workspace, const QString &text, Reporter &reporter, std::stop_token stop)
{
    const auto reference = snapshotReference(text);
    if (!reference)
        return reference.error();
    const auto engine = workspace.internals().engine();
    if (!engine)
        return engine.error();
    if (const auto is = requireSnapshot(**engine, *reference, stop); !is)
        return is.error();
    return pushImage(**engine, *reference, reporter, std::move(stop));
}

Result<QStringList> pullSnapshot(Workspace &workspace,
                                 const QString &reference,
                                 Reporter &reporter,
                                 std::stop_token stop)
{
    if (!isImageReference(reference))
        return snapshotReference(reference).error();
    const auto engine = workspace.internals().engine();
    if (!engine)
        return engine.error();
    const auto lock = workspace.internals().withState(
        [](WorkspaceState &state) { return state.lock(u"schema pull"_s); });
    if (!lock)
        return lock.error();
    if (const auto pulled = pullImage(**engine, reference, reporter, stop); !pulled)
        return pulled.error();
    if (const auto is = requireSnapshot(**engine, reference, stop); !is)
        return is.error();
    const auto image = inspectImage(**engine, reference, stop);
    if (!image)
        return image.error();
    return forgetReplaced(workspace.internals(), reference, *image ? (*image)->id : QString());
}

Result<QStringList>
forgetReplaced(Workspace::Internals &internals, const QString &reference, const QString &id)
{
    const QString wanted = fullReference(reference);
    return internals.withState([&](WorkspaceState &state) -> Result<QStringList> {
        QStringList idas;
        Generations all = state.generations();
        for (auto it = all.begin(); it != all.end(); ++it) {
            const auto mark = [&](QMap<QString, DataOrigin> &bases) {
                for (DataOrigin &base : bases) {
                    if (fullReference(base.schema) != wanted || base.snapshotId == id)
                        continue;
                    base.schema += u" (replaced)"_s;
                    idas += it.key();
                }
            };
            mark(it.value().bases);
            for (Checkpoint &checkpoint : it.value().checkpoints)
                mark(checkpoint.bases);
        }
        idas.removeDuplicates();
        if (idas.isEmpty())
            return idas;
        const auto saved = state.save(all);
        return saved ? Result<QStringList>(idas) : saved.error();
    });
}

Result<VerifiedSnapshot>
verifySnapshot(Workspace &workspace, const QString &name, Reporter &reporter, std::stop_token stop)
{
    Workspace::Internals &internals = workspace.internals();
    const auto definition = readWorkspace(internals, stop);
    if (!definition)
        return definition.error();
    QString reference = name;
    if (definition->find(name)) {
        const QList<NamedSnapshot> named = namedSnapshots(*definition);
        const auto own = std::ranges::find(named, name, &NamedSnapshot::ida);
        if (own == named.end())
            return notFound(u"The data of %1 begins with no schema snapshot."_s.arg(name),
                            u"“devstack schema list” shows the snapshots."_s);
        reference = own->reference;
    }
    if (!isImageReference(reference))
        return snapshotReference(reference).error();
    const auto labels = presentSnapshot(internals, reference, reporter, stop);
    if (!labels)
        return labels.error();
    const NamedSnapshot place = placeFor(*definition, *labels, reference);
    if (!definition->find(place.ida))
        return notFound(u"The snapshot was made for “%1”, which is not in this workspace."_s.arg(
                            printable(place.ida)),
                        u"Add it, or take the snapshot for another IDA: devstack schema use IDA "_s
                            + reference);
    const auto ida = assembleIda(workspace, place.ida, stop);
    if (!ida)
        return ida.error();
    // A run ends helpers that nobody seems to own.
    const auto lock
        = internals.withState([](WorkspaceState &state) { return state.lock(u"schema verify"_s); });
    if (!lock)
        return lock.error();
    std::ignore = removeHelpers(internals, stop);
    const auto server = databaseServer(place.ida, ida->assembly, place.service);
    if (!server)
        return server.error();
    if (const auto there = requireServerImage(internals, ida->assembly, *server, reporter, stop);
        !there)
        return there.error();
    const DataVolume volume {
        place.ida,
        server->volumeKey,
        u"%1-snapshot-%2"_s.arg(internals.id, QUuid::createUuid().toString(QUuid::Id128).left(8)),
        {},
        server->image};
    const auto cleanUp
        = qScopeGuard([&] { std::ignore = removeOwnVolume(internals, volume.name, {}); });
    const auto unpacked = unpackSnapshot(internals, reference, *server, volume, {}, reporter, stop);
    if (!unpacked)
        return unpacked.error();
    const auto tables = countTables(internals, *server, volume.name, reporter, stop);
    if (!tables)
        return tables.error();
    if (*tables != labels->tables)
        return failed(u"The snapshot %1 has %2 tables instead of %3."_s.arg(printable(reference))
                          .arg(*tables)
                          .arg(labels->tables));
    return VerifiedSnapshot {reference, *labels, place.ida, server->service, *tables};
}

} // namespace devstack
