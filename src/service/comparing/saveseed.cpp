// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/comparing/saveseed.h"

#include "core/files.h"
#include "core/text.h"
#include "service/comparing/comparedservice.h"
#include "service/comparing/seedstatements.h"
#include "service/provisioning/recordedrun.h"
#include "service/provisioning/tasks.h"

#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostSeedRows = 10000;
const QString kSeedFolder = u"/devstack/seeds"_s; ///< in the container

/// The path of the seed's file: below the checkout, over no link.
Result<QString> seedPath(const QString &checkout, const QString &name)
{
    static const QRegularExpression kName(u"\\A[A-Za-z0-9][A-Za-z0-9._-]{0,99}\\z"_s);
    if (!kName.match(name).hasMatch())
        return invalidInput(u"“%1” cannot be the name of a seed."_s.arg(printable(name)),
                            {},
                            u"Letters, digits and “._-” make one."_s);
    const QString relative = u"seeds/%1.sql"_s.arg(name);
    for (const QString &part : {u"seeds"_s, relative}) {
        if (QFileInfo(checkout + u'/' + part).isSymLink())
            return invalidInput(
                u"%1 is a link: the seed would be written elsewhere."_s.arg(checkout + u'/' + part),
                {},
                u"Choose another name, or make it a folder of its own."_s);
    }
    return confinedPath(checkout, relative);
}

/// The client's call as the shell of the container runs it; Compose reads "$$" as "$".
QString callOfClient(const DatabaseServer &server, bool isMariaDb)
{
    if (server.kind == DatabaseKind::Postgres)
        return u"psql -X -q -v ON_ERROR_STOP=1 -o /dev/null -U $${POSTGRES_USER:-postgres} "
               u"$${POSTGRES_DB:-$${POSTGRES_USER:-postgres}}"_s;
    const auto variable = [&](const QString &name) -> QString {
        for (const QString &prefix : {u"MARIADB_"_s, u"MYSQL_"_s}) {
            const auto has
                = [&](const QString &entry) { return entry.startsWith(prefix + name + u'='); };
            if (std::ranges::any_of(server.environment, has))
                return prefix + name;
        }
        return QString();
    };
    const QString root = variable(u"ROOT_PASSWORD"_s);
    const QString user = variable(u"USER"_s);
    const QString client = isMariaDb ? u"mariadb"_s : u"mysql"_s;
    const QString database = variable(u"DATABASE"_s);
    const QString account = !root.isEmpty() || user.isEmpty() ? u"root"_s : u"$$"_s + user;
    const QString password = root.isEmpty() ? variable(u"PASSWORD"_s) : root;
    return (password.isEmpty() ? QString() : u"MYSQL_PWD=\"$$%1\" "_s.arg(password)) + client
        + u" --binary-mode --default-character-set=utf8mb4 -u "_s + account
        + (database.isEmpty() ? QString() : u" \"$$%1\""_s.arg(database));
}

QString declarationOf(const DatabaseServer &server, bool isMariaDb, const QString &name)
{
    return u"services:\n"
           u"  %1:\n"
           u"    volumes: [\"./seeds:%2:ro\"]  # beside those that it has\n"
           u"x-devstack:\n"
           u"  seeds:\n"
           u"    %3:\n"
           u"      - service: %1\n"
           u"        run: >-\n"
           u"          %4 < %2/%3.sql\n"
           u"        inputs: [seeds/%3.sql]\n"_s.arg(
               server.service, kSeedFolder, name, callOfClient(server, isMariaDb));
}

/// Compares and writes. Call under the workspace's lock.
Result<> writeSeed(Workspace &workspace,
                   const ComparedService &service,
                   const SeedWish &wish,
                   SavedSeed &saved,
                   Reporter &reporter,
                   std::stop_token stop)
{
    auto changes = lockedDataChanges(
        workspace, service, wish.checkpoint, {kMostSeedRows, 0, false}, reporter, std::move(stop));
    if (!changes)
        return changes.error();
    saved.changes = std::move(*changes);
    const SeedStatements seed = seedStatements(service.server.kind, saved.changes);
    saved.rows = seed.rows;
    saved.leftOut = seed.leftOut;
    saved.warnings = seed.warnings;
    for (const QString &warning : seed.warnings)
        reporter.line({OutputLine::Stream::Note, warning});
    if (seed.rows == 0)
        return failed(u"No row changed: there is nothing to save."_s,
                      seed.leftOut.isEmpty() ? QString()
                                             : u"Tables are made by a migration: %1."_s.arg(
                                                 printable(seed.leftOut.join(u", "_s))));
    if (const auto written = writeFile(saved.file, seed.sql); !written)
        return written;
    saved.declaration = declarationOf(service.server, saved.changes.mariaDb, wish.name);
    return ok();
}

} // namespace

Result<SavedSeed> saveSeed(Workspace &workspace,
                           const OperationRequest &request,
                           const SeedWish &wish,
                           Reporter &reporter,
                           std::stop_token stop)
{
    RecordedRun run(workspace, request);
    if (const auto begun = run.begin(); !begun)
        return begun.error();
    const auto service = comparedService(workspace, wish.place, stop);
    if (!service)
        return run.failed(service.error());
    SavedSeed saved;
    const auto path = seedPath(service->ida.definition.path, wish.name);
    if (!path)
        return run.failed(path.error());
    saved.file = *path;
    if (QFileInfo::exists(*path) && !request.confirmed)
        return run.failed(
            unconfirmed(u"Nothing was written."_s).because(u"%1 would be replaced."_s.arg(*path)));
    const QString &ida = service->server.ida;
    const Task task {u"command:%1/save-seed"_s.arg(ida),
                     ida,
                     StepKind::Script,
                     u"Write what changed to seeds/%1.sql"_s.arg(printable(wish.name)),
                     [&](Reporter &listener, std::stop_token ended) {
                         return writeSeed(
                             workspace, *service, wish, saved, listener, std::move(ended));
                     }};
    if (const auto done = runTasks(run, {task}, reporter, std::move(stop)); !done)
        return done.error();
    return saved;
}

} // namespace devstack
