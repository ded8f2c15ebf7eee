// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/databases/checkpointfile.h"

#include "assembly/names.h"
#include "core/text.h"
#include "core/unknownname.h"
#include "engine/containerfiles.h"
#include "engine/helpercontainer.h"
#include "plan/importeddata.h"
#include "plan/plan.h"
#include "plan/reasons.h"
#include "service/databases/checkpointname.h"
#include "service/databases/nextgeneration.h"
#include "service/projects/assemblenow.h"
#include "service/projects/volumenames.h"
#include "service/removal.h"
#include "service/snapshots/dataarchive.h"
#include "service/snapshots/portablefiles.h"
#include "service/snapshots/serveraccounts.h"
#include "service/snapshots/serverimage.h"
#include "service/snapshots/snapshotwork.h"
#include "service/snapshots/unpacksnapshot.h"
#include "service/volumes/neededvolumes.h"
#include "service/workspaceinternals.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QScopeGuard>
#include <QUuid>

#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>
#include <tuple>
#include <vector>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr int kFormat = 1;

/// The server that writes a data volume.
Result<DatabaseServer> serverOf(const AssembledIda &ida, const QString &key)
{
    for (const AssembledService &service : ida.assembly.services) {
        if (service.dataVolumes.contains(key))
            return databaseServer(ida.definition.name, ida.assembly, service.name, key);
    }
    return notFound(u"No service of %1 writes the volume “%2” any more."_s.arg(ida.definition.name,
                                                                               printable(key)));
}

QJsonObject
entryOf(const PortableFiles &files, const DatabaseProduct &product, const DatabaseServer &server)
{
    return {{u"volume"_s, server.volumeKey},
            {u"service"_s, server.service},
            {u"product"_s, product.name},
            {u"version"_s, product.version},
            {u"database"_s, files.database()},
            {u"tables"_s, files.tables()}};
}

/// What was done to the data of a checkpoint, and to what it began with; nothing where that is not
/// known.
std::optional<SnapshotWork> workOf(const QHash<QString, StepRecord> &records,
                                   const QString &ida,
                                   const IdaGenerations &generations,
                                   const Checkpoint &checkpoint,
                                   const OwnVolumes &existing)
{
    QList<DataMoment> data(1);
    for (auto it = checkpoint.volumes.cbegin(); it != checkpoint.volumes.cend(); ++it) {
        const int generation = generationOf(it.value());
        data.first().volumes.insert(
            volumePart(ida, it.key()),
            volumeIdentity(it.value(), generation, existing.value(it.value())));
        const QList<DataAncestor> ancestors
            = generations.origins.value(it.key()).value(generation).ancestors;
        while (data.size() <= ancestors.size())
            data += DataMoment();
    }
    for (qsizetype depth = 1; depth < data.size(); ++depth) {
        data[depth].volumes = data.first().volumes;
        for (auto it = checkpoint.volumes.cbegin(); it != checkpoint.volumes.cend(); ++it) {
            const QList<DataAncestor> ancestors
                = generations.origins.value(it.key()).value(generationOf(it.value())).ancestors;
            if (depth > ancestors.size())
                continue;
            const DataAncestor &ancestor = ancestors[depth - 1];
            data[depth].volumes.insert(volumePart(ida, it.key()), ancestor.identity);
            if (!data[depth].until.isValid() || ancestor.until < data[depth].until)
                data[depth].until = ancestor.until;
        }
    }
    for (const DataMoment &moment : data) {
        if (std::ranges::any_of(moment.volumes, isOfUnknownWork))
            return std::nullopt;
    }
    return workOn(records, data);
}

/// What the head of a file says was done to its data, as the IDA has it; nothing where it does not
/// say so, or says it of another IDA, whose commands are others.
std::optional<SnapshotWork> workIn(const QJsonObject &head, const QString &ida)
{
    return head[u"ida"_s].toString() == ida && head.contains(u"work"_s)
        ? workFromJson(head[u"work"_s].toObject())
        : std::nullopt;
}

/// Writes down what was done to imported data where it came from.
Result<> noteWork(WorkspaceState &state,
                  const QString &ida,
                  const SnapshotWork &work,
                  const Fingerprint &data)
{
    StepRecords records = state.stepRecords();
    for (auto it = work.cbegin(); it != work.cend(); ++it) {
        // On this data alone: what the step did last here stays as it is.
        const Fingerprint parts = partsOnData(*it, data);
        const auto noted = records.record(StepRecords::nameOnData(it.key(), dataOf(data)),
                                          fingerprintOf(parts),
                                          parts,
                                          std::chrono::milliseconds(0),
                                          {},
                                          {ida});
        if (!noted)
            return noted;
    }
    return ok();
}

/// What the head of a file says of one volume.
SnapshotLabels labelsOf(const QJsonObject &entry)
{
    SnapshotLabels labels;
    labels.service = entry[u"service"_s].toString();
    labels.product = {entry[u"product"_s].toString(), entry[u"version"_s].toString()};
    labels.database = entry[u"database"_s].toString();
    labels.tables = entry[u"tables"_s].toInt();
    return labels;
}

/// One volume of a file, and where it goes.
struct Arrival
{
    QString folder; ///< in the file
    DatabaseServer server;
    DataVolume volume;
};

/// The data volume of the IDA that takes a volume of the file: the one of its name, or the only
/// one.
Result<DatabaseServer>
receiver(const AssembledIda &ida, const QJsonArray &entries, const QString &key)
{
    const QStringList own = ida.dataVolumes.keys();
    if (own.contains(key))
        return serverOf(ida, key);
    if (own.size() == 1 && entries.size() == 1)
        return serverOf(ida, own.first());
    return conflict(u"The file holds the volume “%1”, which %2 does not have."_s.arg(
                        printable(key), ida.definition.name),
                    u"It has: %1."_s.arg(own.join(u", "_s)));
}

Result<QJsonObject> headOf(const QString &file, const DataArchiveContent &content)
{
    const QJsonObject head = QJsonDocument::fromJson(content.head).object();
    QStringList named;
    for (const QJsonValue &entry : head[u"volumes"_s].toArray())
        named += entry.toObject()[u"volume"_s].toString();
    if (head[u"format"_s].toInt() != kFormat)
        return invalidInput(
            u"“%1” was written by another version of Devstack."_s.arg(printable(file)));
    QStringList there = content.folders;
    named.sort();
    there.sort();
    const QJsonValue work = head[u"work"_s];
    const bool isKnownWork
        = work.isUndefined() || (work.isObject() && workFromJson(work.toObject()));
    if (named.isEmpty() || named != there || !isKnownWork)
        return invalidInput(u"“%1” does not hold what its head says."_s.arg(printable(file)));
    return head;
}

/// Fills a new volume with the files, and makes the accounts in it.
Result<> receive(Workspace::Internals &internals,
                 const QString &file,
                 const Arrival &arrival,
                 Reporter &reporter,
                 const std::stop_token &stop)
{
    const EngineClient &engine = *internals.engineClient;
    const auto made = createDataVolume(internals, arrival.volume, {}, stop);
    if (!made)
        return made.error();
    reporter.progress({0, -1, {}, u"unpacking %1"_s.arg(arrival.volume.key)});
    {
        HelperSpec spec;
        spec.image = arrival.server.image;
        spec.mounts = {arrival.volume.name + u':' + arrival.server.folder};
        spec.labels = {{label::kHelper, internals.id}};
        const auto holder = HelperContainer::create(engine, spec, stop);
        if (!holder)
            return holder.error();
        const auto sent = extractInto(
            engine,
            holder->id(),
            arrival.server.folder,
            [&](const EngineClient::BodySink &sink) {
                return readTree(file, arrival.folder, sink, stop);
            },
            stop);
        if (!sent)
            return sent;
    }
    reporter.progress({0, -1, {}, u"making the accounts"_s});
    return makeAccounts(internals, arrival.server, arrival.volume.name, {}, stop);
}

} // namespace

Result<qint64> exportCheckpoint(Workspace &workspace,
                                const QString &name,
                                const QString &checkpointName,
                                const QString &path,
                                Reporter &reporter,
                                std::stop_token stop)
{
    const QString file = QFileInfo(path).absoluteFilePath();
    if (QFileInfo::exists(file))
        return conflict(u"“%1” is there already."_s.arg(printable(file)),
                        u"Name another file, or remove it."_s);
    const auto ida = assembleIda(workspace, name, stop);
    if (!ida)
        return ida.error();
    Workspace::Internals &internals = workspace.internals();
    const auto engine = internals.engine();
    if (!engine)
        return engine.error();
    const Checkpoint *checkpoint = ida->generations.checkpoint(checkpointName);
    if (!checkpoint)
        return noSuchCheckpoint(ida->definition.name, checkpointName, ida->generations);
    // A run ends helpers that nobody seems to own.
    const auto lock = internals.withState(
        [](WorkspaceState &state) { return state.lock(u"checkpoint export"_s); });
    if (!lock)
        return lock.error();
    // What a state file names need not be of this workspace.
    const auto existing = ownVolumes(internals, stop);
    if (!existing)
        return existing.error();
    const auto whole = requireWhole(ida->definition.name, ida->generations, *checkpoint, *existing);
    if (!whole)
        return whole.error();
    std::ignore = removeHelpers(internals, stop);
    std::vector<std::unique_ptr<PortableFiles>> all;
    QStringList folders;
    QJsonArray entries;
    for (auto it = checkpoint->volumes.cbegin(); it != checkpoint->volumes.cend(); ++it) {
        const auto server = serverOf(*ida, it.key());
        if (!server)
            return server.error();
        reporter.progress({0, -1, {}, u"copying %1"_s.arg(it.key())});
        if (const auto there
            = requireServerImage(internals, ida->assembly, *server, reporter, stop);
            !there)
            return there.error();
        auto files = std::make_unique<PortableFiles>(internals, *server, reporter, stop);
        const auto product = files->product();
        if (!product)
            return product.error();
        DataOrigin origin;
        origin.below = contentOf(
            it.value(), ida->generations.origins.value(it.key()).value(generationOf(it.value())));
        if (const auto taken = files->take(origin); !taken)
            return taken.error();
        if (const auto finished = files->finishCopy(); !finished)
            return finished.error();
        entries += entryOf(*files, *product, *server);
        folders += it.key();
        all.push_back(std::move(files));
    }
    DataArchiveWriter writer(file);
    QJsonObject head {{u"format"_s, kFormat},
                      {u"ida"_s, ida->definition.name},
                      {u"name"_s, checkpoint->name},
                      {u"created"_s, checkpoint->created.toString(Qt::ISODate)},
                      {u"volumes"_s, entries}};
    const auto work = workOf(
        internals.withState([](WorkspaceState &state) { return state.stepRecords(); }).all(),
        ida->definition.name,
        ida->generations,
        *checkpoint,
        *existing);
    if (work)
        head.insert(u"work"_s, toJson(*work));
    if (const auto opened = writer.open(QJsonDocument(head).toJson()); !opened)
        return opened.error();
    for (qsizetype i = 0; i < folders.size(); ++i) {
        HelperSpec spec;
        spec.image = all[std::size_t(i)]->volume().image;
        spec.mounts = {all[std::size_t(i)]->volume().name + u":/data:ro"_s};
        spec.labels = {{label::kHelper, internals.id}};
        const auto holder = HelperContainer::create(**engine, spec, stop);
        if (!holder)
            return holder.error();
        const auto added = writer.addTree(folders[i], [&](const DataArchiveWriter::Sink &sink) {
            return readFolder(**engine, holder->id(), u"/data"_s, sink, stop);
        });
        if (!added)
            return added.error();
    }
    if (const auto finished = writer.finish(); !finished)
        return finished.error();
    return QFileInfo(file).size();
}

Result<QString> importCheckpoint(Workspace &workspace,
                                 const QString &idaName,
                                 const QString &path,
                                 const QString &wanted,
                                 Reporter &reporter,
                                 std::stop_token stop)
{
    const QString file = QFileInfo(path).absoluteFilePath();
    const qint64 size = QFileInfo(file).size();
    const auto content = inspectDataArchive(
        file,
        [&](qint64 done) {
            reporter.progress({done, size, u"bytes"_s, u"looking through the file"_s});
        },
        stop);
    if (!content)
        return content.error();
    const auto head = headOf(file, *content);
    if (!head)
        return head.error();
    const QString name = wanted.isEmpty() ? (*head)[u"name"_s].toString() : wanted;
    if (const auto fits = requireCheckpointName(name); !fits)
        return fits.error();
    const auto ida = assembleIda(workspace, idaName, stop);
    if (!ida)
        return ida.error();
    Workspace::Internals &internals = workspace.internals();
    const auto existing = ownVolumes(internals, stop);
    if (!existing)
        return existing.error();
    const auto lock = internals.withState(
        [](WorkspaceState &state) { return state.lock(u"checkpoint import"_s); });
    if (!lock)
        return lock.error();
    const QString &id = ida->definition.name;
    IdaGenerations generations
        = internals.withState([](WorkspaceState &state) { return state.generations(); }).value(id);
    if (generations.checkpoint(name))
        return checkpointExists(id, name);
    const QJsonArray entries = (*head)[u"volumes"_s].toArray();
    const auto work = workIn(*head, id);
    if (!work)
        reporter.line(
            {OutputLine::Stream::Note,
             u"The file does not tell what was done to the data of %1. Once restored, migrations run on it and seeds do not."_s
                 .arg(id)});
    Fingerprint data;
    std::vector<Arrival> arrivals;
    Checkpoint checkpoint {
        name, QDateTime::currentDateTimeUtc(), Checkpoint::kImported.toString(), {}, true};
    for (const QJsonValue &value : entries) {
        const QString key = value.toObject()[u"volume"_s].toString();
        const auto server = receiver(*ida, entries, key);
        if (!server)
            return server.error();
        if (const auto there
            = requireServerImage(internals, ida->assembly, *server, reporter, stop);
            !there)
            return there.error();
        if (const auto suits = requireSuits(
                internals, labelsOf(value.toObject()), *server, QFileInfo(file).fileName(), stop);
            !suits)
            return suits.error();
        const int present = generations.generation(server->volumeKey);
        const int next = advanceToNew(generations, internals.id, id, server->volumeKey, *existing);
        generations.current.insert(server->volumeKey, present);
        const QString volume
            = dataVolumeName(internals.id, id, server->volumeKey, generations, next);
        const QString unique = QUuid::createUuid().toString(QUuid::WithoutBraces);
        const QString incarnation = work ? unique : ofUnknownWork(unique);
        data.insert(volumePart(id, server->volumeKey), volumeIdentity(volume, next, incarnation));
        arrivals.push_back(
            {key, *server, {id, server->volumeKey, volume, incarnation, server->image}});
        checkpoint.volumes.insert(server->volumeKey, volume);
    }
    auto undo = qScopeGuard([&] {
        for (const Arrival &arrival : arrivals)
            std::ignore = removeOwnVolume(internals, arrival.volume.name, {});
    });
    for (const Arrival &arrival : arrivals) {
        if (const auto received = receive(internals, file, arrival, reporter, stop); !received)
            return received.error();
    }
    const auto saved = internals.withState([&](WorkspaceState &state) -> Result<> {
        if (const auto noted = noteWork(state, id, work.value_or(SnapshotWork()), data); !noted)
            return noted;
        Generations all = state.generations();
        all[id].highest = generations.highest;
        all[id].checkpoints += checkpoint;
        return state.save(all);
    });
    if (!saved)
        return saved.error();
    undo.dismiss();
    return name;
}

} // namespace devstack
