// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/snapshots/buildsnapshot.h"

#include "assembly/names.h"
#include "core/openfile.h"
#include "core/text.h"
#include "engine/containers.h"
#include "engine/helpercontainer.h"
#include "engine/imageimport.h"
#include "engine/images.h"
#include "engine/volumes.h"
#include "plan/reasons.h"
#include "service/projects/assemblenow.h"
#include "service/removal.h"
#include "service/schemas/admitdump.h"
#include "service/schemas/dumpfile.h"
#include "service/schemas/fetchdump.h"
#include "service/snapshots/portablefiles.h"
#include "service/snapshots/serverdump.h"
#include "service/snapshots/serverimage.h"
#include "service/snapshots/snapshots.h"
#include "service/workspaceinternals.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QScopeGuard>
#include <QUuid>

#include <algorithm>
#include <tuple>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

SnapshotLabels labelsFor(const SnapshotRequest &request,
                         const ServerAddress &from,
                         const AssembledIda &ida,
                         const DatabaseServer &server)
{
    SnapshotLabels labels;
    labels.ida = server.ida;
    labels.service = server.service;
    labels.created = QDateTime::currentDateTimeUtc();
    labels.source = !request.server.isEmpty() ? u"server "_s + from.name()
        : request.dump.isEmpty() ? u"the data of %1/%2"_s.arg(server.ida, server.service)
                                 : u"dump "_s + nameOfDump(request.dump)
            + (request.sha256.isEmpty() ? QString() : u", sha256 "_s + request.sha256);
    if (ida.definition.git)
        labels.commit = ida.definition.git->commit;
    return labels;
}

/// From the present data, while the service stands still for that moment. Answers what was done to
/// it, which nobody has to do again to data that begins with the snapshot.
Result<SnapshotWork> copyPresent(Workspace::Internals &internals,
                                 const AssembledIda &ida,
                                 const DatabaseServer &server,
                                 PortableFiles &files,
                                 const std::stop_token &stop)
{
    const EngineClient &engine = *internals.engineClient;
    const QString present = ida.dataVolumes.value(server.volumeKey);
    const auto exists = inspectVolume(engine, present, stop);
    if (!exists)
        return exists.error();
    if (!*exists)
        return notFound(u"%1/%2 has no data yet."_s.arg(server.ida, server.service),
                        u"“devstack up %1” makes it."_s.arg(server.ida));
    const auto service
        = std::ranges::find(ida.assembly.services, server.service, &AssembledService::name);
    const auto container = inspectContainer(engine, service->container, stop);
    const bool runs = container && container->running;
    if (runs) {
        if (const auto paused = pauseContainer(engine, service->container, stop); !paused)
            return paused.error();
    }
    const auto goOn = qScopeGuard([&] {
        if (runs)
            std::ignore = unpauseContainer(engine, service->container);
    });
    const int generation = ida.generations.generation(server.volumeKey);
    const SnapshotWork work = workOn(
        internals.withState([](WorkspaceState &state) { return state.stepRecords(); }).all(),
        volumePart(server.ida, server.volumeKey),
        volumeIdentity(present, generation, (*exists)->labels.value(label::kIncarnation)),
        ida.generations.origin(server.volumeKey).ancestors);
    const auto taken = files.take(present);
    return taken ? Result<SnapshotWork>(work) : taken.error();
}

} // namespace

Result<BuiltSnapshot> buildSnapshot(Workspace &workspace,
                                    const SnapshotRequest &request,
                                    Reporter &reporter,
                                    std::stop_token stop)
{
    const auto reference = snapshotReference(request.reference);
    if (!reference)
        return reference.error();
    const QString name = request.place.section(u'/', 0, 0);
    auto ida = assembleIda(workspace, name, stop);
    if (!ida)
        return ida.error();
    const auto server
        = databaseServer(ida->definition.name, ida->assembly, request.place.section(u'/', 1));
    if (!server)
        return server.error();
    const auto engine = workspace.internals().engine();
    if (!engine)
        return engine.error();
    ServerAddress from;
    if (!request.server.isEmpty()) {
        const auto address = serverAddress(request.server);
        if (!address)
            return address.error();
        if (address->kind != server->kind)
            return conflict(
                u"%1/%2 is no database of that kind."_s.arg(server->ida, server->service),
                u"Name the service that the data is for."_s);
        from = *address;
    }
    QString dump;
    if (!request.dump.isEmpty()) {
        // Before a server is started for it.
        const SchemaSource source {
            server->service, server->volumeKey, {}, request.dump, request.sha256, {}};
        const auto present = presentDump(
            source, ida->definition, workspace.internals().downloadsFolder(), reporter, stop);
        if (!present)
            return present.error();
        dump = *present;
    }
    Workspace::Internals &internals = workspace.internals();
    // A run ends helpers that nobody seems to own.
    const auto lock
        = internals.withState([](WorkspaceState &state) { return state.lock(u"schema build"_s); });
    if (!lock)
        return lock.error();
    std::ignore = removeHelpers(internals, stop);
    if (const auto there = requireServerImage(internals, ida->assembly, *server, reporter, stop);
        !there)
        return there.error();
    const auto earlier = inspectImage(**engine, *reference, stop);
    if (!earlier)
        return earlier.error();
    if (*earlier && !snapshotLabels((*earlier)->labels))
        return conflict(
            u"The image %1 is no schema snapshot: its name would be lost."_s.arg(*reference),
            u"Choose another name."_s);
    const auto dropped = qScopeGuard([&] {
        if (!request.server.isEmpty())
            QFile::remove(dump);
    });
    if (!request.server.isEmpty()) {
        if (const auto made = makeOwnFolder(internals.downloadsFolder()); !made)
            return made.error();
        dump = internals.downloadsFolder()
            + u"/server-%1.sql"_s.arg(QUuid::createUuid().toString(QUuid::Id128).left(12));
        const auto read
            = dumpServer(internals, from, server->image, request.withRows, dump, reporter, stop);
        if (!read)
            return read.error();
        // It came from elsewhere: held to the rules of any dump.
        const auto facts = inspectDump(
            dump, {server->kind, false, false}, [](qint64) {}, stop);
        if (!facts)
            return facts.error();
    }
    BuiltSnapshot built;
    built.reference = *reference;
    built.labels = labelsFor(request, from, *ida, *server);
    PortableFiles files(internals, *server, reporter, stop);
    const auto product = files.product();
    if (!product)
        return product.error();
    built.labels.product = *product;
    if (dump.isEmpty()) {
        auto work = copyPresent(internals, *ida, *server, files, stop);
        if (!work)
            return work.error();
        built.labels.work = std::move(*work);
    }
    const auto made = dump.isEmpty() ? files.finishCopy() : files.load(dump);
    if (!made)
        return made.error();
    built.labels.tables = files.tables();
    built.labels.hasRows = files.hasRows();
    built.labels.database = files.database();
    HelperSpec spec;
    spec.image = server->image;
    spec.mounts = {files.volume().name + u':' + kSnapshotFolder + u":ro"_s};
    spec.labels = {{label::kHelper, internals.id}};
    const auto holder = HelperContainer::create(**engine, spec, stop);
    if (!holder)
        return holder.error();
    const auto id = importImage(
        **engine,
        {holder->id(), kSnapshotFolder, built.reference, toLabels(built.labels)},
        [&](qint64 bytes) {
            built.bytes = bytes;
            reporter.progress({bytes, -1, u"bytes"_s, u"writing the image"_s});
        },
        stop);
    if (!id)
        return id.error();
    built.id = *id;
    if (*earlier && (*earlier)->id != *id)
        std::ignore = removeReplacedSnapshot(internals, (*earlier)->id, {});
    if (const auto told = forgetReplaced(internals, *reference, built.id); !told)
        return told.error();
    return built;
}

} // namespace devstack
