// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/comparing/schemadiff.h"

#include "core/files.h"
#include "core/text.h"
#include "engine/images.h"
#include "foreign/inspect/checkout.h"
#include "plan/reasons.h"
#include "service/comparing/comparedservice.h"
#include "service/comparing/schemaquestion.h"
#include "service/comparing/sideserver.h"
#include "service/provisioning/provision.h"
#include "service/removal.h"
#include "service/schemas/admitdump.h"
#include "service/schemas/fetchdump.h"
#include "service/schemas/schemasource.h"
#include "service/snapshots/serverimage.h"
#include "service/snapshots/unpacksnapshot.h"
#include "service/volumes/neededvolumes.h"
#include "service/workspaceinternals.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <functional>
#include <optional>
#include <tuple>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

const QString kSchemaFile = u"tables-"_s;

Result<DatabaseSchema> askSchema(const DatabaseSession &session,
                                 std::optional<ServerDialect> &dialect,
                                 const std::stop_token &stop)
{
    const auto server = askDialect(session, stop);
    if (!server)
        return server.error();
    dialect = *server;
    const auto answer = session.ask(schemaQuestion(*server), stop);
    return answer ? readSchema(*server, *answer) : Result<DatabaseSchema>(answer.error());
}

/// A migration of Django by its file: "app/migrations/0001_initial.py" is "app.0001_initial".
QStringList migrationFiles(const QString &checkout)
{
    static const QRegularExpression kFile(
        u"(?:\\A|/)([A-Za-z_][A-Za-z0-9_]*)/migrations/([0-9]{4}_[A-Za-z0-9_]+)\\.py\\z"_s);
    QStringList names;
    for (const QString &file : Checkout(checkout).glob({u"**/migrations/*.py"_s})) {
        if (const auto match = kFile.match(file); match.hasMatch())
            names += match.captured(1) + u'.' + match.captured(2);
    }
    return names;
}

/// The migrations of the checkout that a database lacks. Only applications that it knows count: a
/// checkout has more of them than its settings install.
QStringList pendingFiles(const QStringList &files, const QStringList &applied)
{
    QSet<QString> applications;
    for (const QString &name : applied)
        applications += name.section(u'.', 0, 0);
    QStringList pending;
    for (const QString &name : missingFrom(applied, files)) {
        if (applications.contains(name.section(u'.', 0, 0)))
            pending += name;
    }
    return pending;
}

/// Whether the step ran on the kept data as it would run now. Nothing: it is not known.
std::optional<bool>
ranAsNow(const Step &step, const StepRecords &records, const QString &part, const DataOrigin &base)
{
    const StepRecord *newest = nullptr;
    for (auto it = records.all().cbegin(); it != records.all().cend(); ++it) {
        const StepRecord &record = *it;
        const auto isOf = [&](const DataAncestor &ancestor) {
            return record.parts.value(part) == ancestor.identity && record.time <= ancestor.until;
        };
        if (StepRecords::stepOf(it.key()) == step.id && record.finished
            && std::ranges::any_of(base.ancestors, isOf) && (!newest || newest->time < record.time))
            newest = &record;
    }
    if (!newest)
        return std::nullopt;
    Fingerprint parts = step.parts;
    for (auto it = newest->parts.cbegin(); it != newest->parts.cend(); ++it) {
        if (it.key().startsWith(u"volume:"))
            parts.insert(it.key(), it.value());
    }
    return reasonToRunAgain(*newest, parts).isEmpty();
}

/// Finds the three schemas of one database.
class SchemaComparer
{
public:
    SchemaComparer(Workspace &workspace,
                   const ComparedService &service,
                   Reporter &reporter,
                   std::stop_token stop)
        : m_workspace(workspace)
        , m_internals(workspace.internals())
        , m_service(service)
        , m_reporter(reporter)
        , m_stop(std::move(stop))
    {
    }

    Result<SchemaDiff> compare()
    {
        m_diff.ida = m_service.server.ida;
        m_diff.service = m_service.server.service;
        if (const auto done = findProduction(); !done)
            return done.error();
        if (const auto done = findMigrations(); !done)
            return done.error();
        if (const auto done = findLive(); !done)
            return done.error();
        const QStringList files = migrationFiles(m_service.ida.definition.path);
        QStringList pending = pendingFiles(files, m_schemas.live.migrations);
        if (m_schemas.migrations)
            pending += missingFrom(
                pending, missingFrom(m_schemas.live.migrations, m_schemas.migrations->migrations));
        m_schemas.pending = pending;
        m_diff.pending = pending;
        if (const auto done = judgeMigrations(files); !done)
            return done.error();
        if (m_schemas.production)
            m_diff.behind = missingFrom(m_schemas.production->migrations,
                                        m_schemas.migrations ? m_schemas.migrations->migrations
                                                             : m_schemas.live.migrations);
        m_diff.compared = m_schemas.live.objects.size();
        m_diff.objects = compareSchemas(*m_dialect, m_schemas);
        dropOldFiles();
        return m_diff;
    }

private:
    using Starter = std::function<Result<SideServer>()>;

    /// Before the first server of our own: a run ends helpers that nobody seems to own.
    Result<> takeLock()
    {
        if (m_lock)
            return ok();
        auto lock = m_internals.withState(
            [](WorkspaceState &state) { return state.lock(u"schema diff"_s); });
        if (!lock)
            return lock.error();
        m_lock.emplace(std::move(*lock));
        std::ignore = removeHelpers(m_internals, m_stop);
        return requireServerImage(
            m_internals, m_service.ida.assembly, m_service.server, m_reporter, m_stop);
    }

    /// The schema of data that never changes: kept from last time, else asked of a server.
    Result<DatabaseSchema> unchanging(const QString &identity, const Starter &start)
    {
        const auto folder = m_internals.idaFolder(m_service.server.ida);
        if (!folder)
            return folder.error();
        const QString name = prefix() + digestOf({m_service.server.image, identity}) + u".json"_s;
        m_used += name;
        const QString path = *folder + u'/' + name;
        if (const auto kept = readJson(path, 256 * 1024 * 1024)) {
            if (const auto schema = databaseSchemaFromJson(*kept))
                return *schema;
        }
        if (const auto locked = takeLock(); !locked)
            return locked.error();
        const auto side = start();
        if (!side)
            return side.error();
        const auto schema = askSchema(side->session(), m_dialect, m_stop);
        if (!schema)
            return schema.error();
        // Without the file it is asked again.
        std::ignore = writeJson(path, toJson(*schema));
        return *schema;
    }

    Result<> findProduction()
    {
        const QList<SchemaSource> sources
            = schemaSources(m_service.ida.definition, m_service.ida.assembly.services);
        const auto source = std::ranges::find_if(sources, [&](const SchemaSource &each) {
            return each.service == m_service.server.service
                && each.volume == m_service.server.volumeKey;
        });
        if (source == sources.end()) {
            m_diff.productionNote
                = u"New data begins with no snapshot and no dump: production's schema is not known."_s;
            return ok();
        }
        const auto schema = source->snapshot.isEmpty() ? schemaOfDump(*source)
                                                       : schemaOfSnapshot(source->snapshot);
        if (!schema)
            return source->mark.file.isEmpty() ? schema.error() : schema.error().at(source->mark);
        m_schemas.production = *schema;
        return ok();
    }

    Result<DatabaseSchema> schemaOfSnapshot(const QString &reference)
    {
        m_diff.production = reference;
        auto image = inspectImage(*m_internals.engineClient, reference, m_stop);
        if (!image)
            return image.error();
        if (!*image) {
            m_reporter.progress({0, -1, {}, u"fetching %1"_s.arg(printable(reference))});
            if (const auto there = presentSnapshot(m_internals, reference, m_reporter, m_stop);
                !there)
                return there.error();
            image = inspectImage(*m_internals.engineClient, reference, m_stop);
        }
        if (!image || !*image)
            return notFound(u"The image %1 is missing."_s.arg(printable(reference)));
        return unchanging(u"image "_s + (*image)->id, [&] {
            m_reporter.progress({0, -1, {}, u"reading %1"_s.arg(printable(reference))});
            return SideServer::ofSnapshot(
                m_internals, m_service.server, reference, m_reporter, m_stop);
        });
    }

    Result<DatabaseSchema> schemaOfDump(const SchemaSource &source)
    {
        m_diff.production = nameOfDump(source.dump);
        const QString digest = schemaDigest(source);
        if (digest == unknownDigest())
            return notFound(u"The dump %1 is gone."_s.arg(printable(source.dump)));
        return unchanging(u"dump "_s + digest, [&]() -> Result<SideServer> {
            const auto dump = presentDump(source,
                                          m_service.ida.definition,
                                          m_internals.downloadsFolder(),
                                          m_reporter,
                                          m_stop);
            if (!dump)
                return dump.error();
            m_reporter.progress({0, -1, {}, u"loading %1"_s.arg(m_diff.production)});
            return SideServer::ofDump(m_internals, m_service.server, *dump, m_reporter, m_stop);
        });
    }

    DataOrigin base() const
    {
        return m_service.ida.generations.bases.value(m_service.server.volumeKey);
    }

    Result<> findMigrations()
    {
        const DataOrigin kept = base();
        if (kept.isEmpty()) {
            m_diff.migrationsNote
                = u"No data was kept when it was new: what the migrations give is not known. A "
                  u"“devstack reset %1” keeps it."_s.arg(m_diff.ida);
            return ok();
        }
        QStringList identity = kept.below;
        for (const DataAncestor &ancestor : kept.ancestors)
            identity += ancestor.identity;
        const auto schema = unchanging(u"base "_s + digestOf(identity), [&] {
            m_reporter.progress({0, -1, {}, u"reading the kept data"_s});
            return SideServer::over(m_internals, m_service.server, kept, m_reporter, m_stop);
        });
        if (!schema)
            return schema.error();
        m_schemas.migrations = *schema;
        m_diff.hasMigrations = true;
        return ok();
    }

    Result<> findLive()
    {
        if (!m_service.runs) {
            if (const auto locked = takeLock(); !locked)
                return locked;
            m_diff.liveNote
                = u"%1 does not run: its data was read beside it."_s.arg(m_service.text());
        }
        const auto live = LiveServer::open(m_internals, m_service, m_reporter, m_stop);
        if (!live)
            return live.error();
        const auto schema = askSchema(live->session(), m_dialect, m_stop);
        if (!schema)
            return schema.error();
        m_schemas.live = *schema;
        return ok();
    }

    /// Whether the kept data is what the migrations of the checkout give now.
    Result<> judgeMigrations(const QStringList &files)
    {
        if (!m_schemas.migrations)
            return ok();
        const QStringList &kept = m_schemas.migrations->migrations;
        // Django tells it best.
        if (!kept.isEmpty() && pendingFiles(files, kept).isEmpty()
            && missingFrom(kept, m_schemas.live.migrations).isEmpty())
            return ok();
        const auto current = keptRanAsNow();
        if (!current)
            return current.error();
        if (*current)
            return ok();
        m_schemas.migrationsAreCurrent = false;
        const QDateTime since = m_service.ida.generations.keptSince();
        m_diff.migrationsNote
            = u"The column of the migrations is older than the migrations of the checkout: it is "
              u"the data kept on %1. “devstack reset %2” makes it anew."_s.arg(
                  since.toLocalTime().toString(u"yyyy-MM-dd HH:mm"_s), m_diff.ida);
        return ok();
    }

    Result<bool> keptRanAsNow()
    {
        OperationRequest request;
        request.idas = {m_diff.ida};
        const auto planned = planUp(m_workspace, request, m_stop);
        if (!planned)
            return planned.error();
        const StepRecords records
            = m_internals.withState([](WorkspaceState &state) { return state.stepRecords(); });
        const QString part = volumePart(m_diff.ida, m_service.server.volumeKey);
        return std::ranges::all_of(planned->plan.steps, [&](const Step &step) {
            return step.ida != m_diff.ida || step.kind != StepKind::Bootstrap
                || ranAsNow(step, records, part, base()).value_or(false);
        });
    }

    /// Those of snapshots and data that are not compared any more.
    void dropOldFiles() const
    {
        const auto folder = m_internals.idaFolder(m_service.server.ida);
        if (!folder || !m_lock)
            return;
        for (const QString &name : QDir(*folder).entryList({prefix() + u'*'}, QDir::Files)) {
            if (!m_used.contains(name))
                QFile::remove(*folder + u'/' + name);
        }
    }

    /// What the files of this service's schemas begin with.
    QString prefix() const { return kSchemaFile + digestOf({m_service.server.service}) + u'-'; }

    Workspace &m_workspace;
    Workspace::Internals &m_internals;
    const ComparedService &m_service;
    Reporter &m_reporter;
    std::stop_token m_stop;
    std::optional<FileLock> m_lock;
    std::optional<ServerDialect> m_dialect;
    QSet<QString> m_used; ///< names of files with schemas
    SchemasToCompare m_schemas;
    SchemaDiff m_diff;
};

} // namespace

Result<SchemaDiff>
schemaDiff(Workspace &workspace, const QString &place, Reporter &reporter, std::stop_token stop)
{
    const auto service = comparedService(workspace, place, stop);
    if (!service)
        return service.error();
    return SchemaComparer(workspace, *service, reporter, std::move(stop)).compare();
}

} // namespace devstack
