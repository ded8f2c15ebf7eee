// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/snapshots/buildsnapshot.h"

#include "assembly/names.h"
#include "core/text.h"
#include "engine/containers.h"
#include "engine/imageimport.h"
#include "engine/images.h"
#include "engine/registry.h"
#include "service/projects/assemblenow.h"
#include "service/removal.h"
#include "service/schemas/admitdump.h"
#include "service/schemas/clientcommand.h"
#include "service/schemas/loaddump.h"
#include "service/snapshots/ownserver.h"
#include "service/snapshots/serveraccounts.h"
#include "service/snapshots/snapshots.h"
#include "service/volumes/datavolumes.h"
#include "service/workspaceinternals.h"

#include <QFileInfo>
#include <QScopeGuard>
#include <QUuid>

#include <algorithm>
#include <tuple>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// One build: the server, and the volume that becomes the image.
class Build
{
public:
    Build(Workspace::Internals &internals,
          AssembledIda ida,
          DatabaseServer server,
          Reporter &reporter,
          std::stop_token stop)
        : m_internals(internals)
        , m_ida(std::move(ida))
        , m_server(std::move(server))
        , m_reporter(reporter)
        , m_stop(std::move(stop))
    {
        // Belongs to no generation: what a kill leaves, “clean” offers.
        m_volume = {m_server.ida,
                    m_server.volumeKey,
                    u"%1-snapshot-%2"_s.arg(m_internals.id,
                                            QUuid::createUuid().toString(QUuid::Id128).left(8)),
                    {},
                    m_server.image};
    }
    ~Build() { std::ignore = removeOwnVolume(m_internals, m_volume.name, {}); }
    Q_DISABLE_COPY_MOVE(Build)

    Result<BuiltSnapshot> make(const SnapshotRequest &request)
    {
        BuiltSnapshot built;
        built.reference = request.reference;
        const auto product = prepare();
        if (!product)
            return product.error();
        built.labels = labelsFor(request, *product);
        const auto filled = request.dump.isEmpty() ? copyPresent() : makeEmpty();
        if (!filled)
            return filled.error();
        if (const auto done = finishData(request, built.labels); !done)
            return done.error();
        return exportImage(std::move(built));
    }

private:
    /// The image of the service, and which server it has.
    Result<DatabaseProduct> prepare()
    {
        const EngineClient &engine = *m_internals.engineClient;
        const auto image = inspectImage(engine, m_server.image, m_stop);
        if (!image)
            return image.error();
        const auto service
            = std::ranges::find(m_ida.assembly.services, m_server.service, &AssembledService::name);
        if (!*image && service->builds)
            return notFound(
                u"The image of %1/%2 was not built yet."_s.arg(m_server.ida, m_server.service),
                u"Run “devstack build %1”."_s.arg(m_server.ida));
        if (!*image) {
            if (const auto pulled = pullImage(engine, m_server.image, m_reporter, m_stop); !pulled)
                return pulled.error();
        }
        return productOfImage(m_internals, m_server, m_stop);
    }

    SnapshotLabels labelsFor(const SnapshotRequest &request, const DatabaseProduct &product) const
    {
        SnapshotLabels labels;
        labels.ida = m_server.ida;
        labels.service = m_server.service;
        labels.product = product;
        labels.created = QDateTime::currentDateTimeUtc();
        labels.source = request.dump.isEmpty()
            ? u"the data of %1/%2"_s.arg(m_server.ida, m_server.service)
            : u"dump "_s + QFileInfo(request.dump).fileName()
                + (request.sha256.isEmpty() ? QString() : u", sha256 "_s + request.sha256);
        if (m_ida.definition.git)
            labels.commit = m_ida.definition.git->commit;
        return labels;
    }

    Result<> makeEmpty()
    {
        const auto made = createDataVolume(m_internals, m_volume, {}, m_stop);
        return made ? ok() : Result<>(made.error());
    }

    Result<> copyPresent()
    {
        const EngineClient &engine = *m_internals.engineClient;
        const QString present = m_ida.dataVolumes.value(m_server.volumeKey);
        const auto exists = inspectVolume(engine, present, m_stop);
        if (!exists)
            return exists.error();
        if (!*exists)
            return notFound(u"%1/%2 has no data yet."_s.arg(m_server.ida, m_server.service),
                            u"“devstack up %1” makes it."_s.arg(m_server.ida));
        const auto service
            = std::ranges::find(m_ida.assembly.services, m_server.service, &AssembledService::name);
        const auto lock = m_internals.withState(
            [](WorkspaceState &state) { return state.lock(u"schema build"_s); });
        if (!lock)
            return lock.error();
        m_reporter.progress({0, -1, {}, u"copying the data"_s});
        const auto container = inspectContainer(engine, service->container, m_stop);
        const bool runs = container && container->running;
        if (runs) {
            if (const auto paused = pauseContainer(engine, service->container, m_stop); !paused)
                return paused.error();
        }
        const auto goOn = qScopeGuard([&] {
            if (runs)
                std::ignore = unpauseContainer(engine, service->container);
        });
        return copyDataVolume(m_internals, m_volume, present, m_stop);
    }

    /// Loads the dump, counts, takes the accounts out and ends the server cleanly.
    Result<> finishData(const SnapshotRequest &request, SnapshotLabels &labels)
    {
        if (request.dump.isEmpty()) {
            // Nobody knows the passwords of data that was made with other settings.
            if (const auto known = makeAccounts(m_internals, m_server, m_volume.name, m_stop);
                !known)
                return known;
        }
        const auto server
            = OwnServer::start(m_internals, m_server, m_volume.name, m_reporter, m_stop);
        if (!server)
            return server.error();
        const auto run = [&](const QStringList &argv, QIODevice *input) {
            return server->run(argv, input, m_reporter, m_stop);
        };
        labels.hasRows = true;
        if (!request.dump.isEmpty()) {
            const auto loaded = loadDump(request.dump, m_server.kind, run, m_reporter, m_stop);
            if (!loaded)
                return loaded.error();
            labels.hasRows = loaded->hasRows || loaded->isCustomFormat;
        }
        const auto tables = run(tablesCommand(m_server.kind), nullptr);
        if (!tables)
            return tables.error();
        labels.tables = tables->trimmed().toInt();
        const auto name = run(clientCommand(m_server.kind, {u"name"_s}), nullptr);
        if (!name)
            return name.error();
        labels.database = name->trimmed();
        if (const auto dropped = dropAccounts(*server, m_server.kind, m_reporter, m_stop); !dropped)
            return dropped;
        m_reporter.progress({0, -1, {}, u"ending the server cleanly"_s});
        return server->end(m_stop);
    }

    Result<BuiltSnapshot> exportImage(BuiltSnapshot built)
    {
        const EngineClient &engine = *m_internals.engineClient;
        if (const auto clean = cleanFiles(m_internals, m_server, m_volume.name, m_stop); !clean)
            return clean.error();
        HelperSpec spec;
        spec.image = m_server.image;
        spec.mounts = {m_volume.name + u':' + kSnapshotFolder + u":ro"_s};
        spec.labels = {{label::kHelper, m_internals.id}};
        const auto holder = HelperContainer::create(engine, spec, m_stop);
        if (!holder)
            return holder.error();
        const auto id = importImage(
            engine,
            {holder->id(), kSnapshotFolder, built.reference, toLabels(built.labels)},
            [&](qint64 bytes) {
                built.bytes = bytes;
                m_reporter.progress({bytes, -1, u"bytes"_s, u"writing the image"_s});
            },
            m_stop);
        if (!id)
            return id.error();
        built.id = *id;
        return built;
    }

    Workspace::Internals &m_internals;
    AssembledIda m_ida;
    DatabaseServer m_server;
    Reporter &m_reporter;
    std::stop_token m_stop;
    DataVolume m_volume;
};

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
    if (!request.dump.isEmpty()) {
        // Before a server is started for it.
        const SchemaSource source {
            server->service, server->volumeKey, {}, request.dump, request.sha256, {}};
        if (const auto fits = requireChecksum(source, stop); !fits)
            return fits.error();
    }
    SnapshotRequest whole = request;
    whole.reference = *reference;
    Build build(workspace.internals(), std::move(*ida), *server, reporter, stop);
    auto built = build.make(whole);
    if (!built)
        return built;
    if (const auto told = forgetReplaced(workspace, *reference); !told)
        return told.error();
    return built;
}

} // namespace devstack
