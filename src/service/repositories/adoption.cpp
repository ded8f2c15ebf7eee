// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/repositories/adoption.h"

#include "core/filelock.h"
#include "core/files.h"
#include "core/text.h"
#include "core/unknownname.h"
#include "git/repositoryurl.h"
#include "git/scan.h"
#include "model/compose/composereader.h"
#include "model/manifest/workspacefile.h"
#include "model/operation/operation.h"
#include "model/yaml/yamlreader.h"
#include "service/definition/environmentbeside.h"
#include "service/workspace.h"
#include "service/workspaceinternals.h"
#include "store/workspacestate.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <optional>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

const QString kWorkspaceFile = u"devstack.yml"_s;

/// A file that is to be written, with what it holds now.
struct NewFile
{
    QString path; ///< relative to the workspace
    QByteArray content;
};

/// The checkouts beside the central one, and those that were asked for and are not there.
Result<QMap<QString, Neighbour>>
neighboursOf(const QFileInfo &central, const QStringList &asked, std::stop_token stop)
{
    const auto found = git::scan(central.absolutePath(), std::move(stop));
    if (!found)
        return found.error();
    QString centralRemote;
    QMap<QString, Neighbour> neighbours;
    for (const git::FoundRepository &repository : *found) {
        const QString folder = QFileInfo(repository.path).fileName();
        // It is written into a file that is shared: without a login.
        const QString remote
            = repository.state ? git::shareableUrl(repository.state->remote) : QString();
        if (folder == central.fileName())
            centralRemote = remote;
        else
            neighbours.insert(folder, {folder, remote});
    }
    for (const QString &name : asked) {
        if (neighbours.contains(name))
            continue;
        const auto url = git::resolveUrl(centralRemote, u"../"_s + name);
        neighbours.insert(name, {name, url && !centralRemote.isEmpty() ? *url : QString()});
    }
    for (auto it = neighbours.begin(); it != neighbours.end(); ++it)
        it->isWanted = asked.isEmpty() || asked.contains(it.key());
    return neighbours;
}

/// What of the plan is wanted. Error NotFound with the nearest name.
Result<> keepWanted(AdoptPlan &plan, const QStringList &wanted)
{
    if (wanted.isEmpty())
        return ok();
    QStringList names;
    for (const AdoptedIda &ida : std::as_const(plan.idas))
        names += ida.name;
    for (const QString &name : wanted) {
        if (!names.contains(name))
            return unknownName(u"The central devstack"_s, u"checkout"_s, name, names);
    }
    plan.idas.removeIf([&](const AdoptedIda &ida) { return !wanted.contains(ida.name); });
    return ok();
}

Result<QByteArray> workspaceFile(const QString &folder,
                                 const QString &beside,
                                 const AdoptPlan &plan,
                                 const std::stop_token &stop)
{
    const QString path = QDir(folder).filePath(kWorkspaceFile);
    QByteArray content = newWorkspaceFile(Workspace::nameFrom(QFileInfo(folder).fileName()));
    if (QFileInfo::exists(path)) {
        const auto known = readFile(path, kLargestCompose);
        if (!known)
            return known.error();
        content = *known;
    }
    const auto file = parseWorkspaceFile(content, path);
    if (!file)
        return file.error();
    for (const AdoptedIda &ida : plan.idas) {
        if (stop.stop_requested())
            return cancelled();
        if (file->idas.contains(ida.name))
            continue;
        WorkspaceIda entry;
        entry.name = ida.name;
        entry.path = ida.name;
        entry.repository = ida.repository;
        entry.variant = ida.variant;
        if (ida.isOff)
            entry.mode = Mode::Off;
        const QString checkout = QDir(beside).filePath(ida.name);
        // Whoever adopts wants what the central devstack runs.
        if (!composeFilesIn(checkout).isEmpty())
            entry.environment = kEnvironmentsFolder + u'/' + slug(ida.name);
        if (entry.repository.isEmpty() && folder != beside && QFileInfo(checkout).isDir())
            entry.repository = checkout;
        auto changed = withIda(content, entry);
        if (!changed)
            return changed;
        content = *std::move(changed);
    }
    return content;
}

/// The files of the workspace, or which of them says otherwise already.
Result<QList<NewFile>> filesOf(const QString &folder,
                               const QString &beside,
                               const AdoptPlan &plan,
                               const std::stop_token &stop)
{
    QList<NewFile> files;
    for (const AdoptedIda &ida : plan.idas) {
        const QString path = u"%1/%2/docker-compose.yml"_s.arg(kEnvironmentsFolder, slug(ida.name));
        // A folder that is not there yet has no links that lead away.
        const auto confined = QFileInfo::exists(folder)
            ? confinedPath(folder, path)
            : Result<QString>(QDir(folder).filePath(path));
        if (!confined)
            return confined.error();
        if (QFileInfo::exists(*confined)) {
            const auto there = readFile(*confined, kLargestCompose);
            if (there && *there == ida.compose)
                continue;
            return conflict(u"%1 is there already and says otherwise; nothing was written."_s.arg(
                                printable(path)),
                            u"Keep it and leave the IDA out, or move it away and adopt again."_s);
        }
        files += NewFile {path, ida.compose};
    }
    const auto workspace = workspaceFile(folder, beside, plan, stop);
    if (!workspace)
        return workspace.error();
    const auto before = readFile(QDir(folder).filePath(kWorkspaceFile), kLargestCompose);
    if (!before || *before != *workspace)
        files += NewFile {kWorkspaceFile, *workspace};
    return files;
}

/// The workspace's lock, where it is there already.
Result<std::optional<FileLock>> lockOf(const QString &folder, const QString &central)
{
    if (!QFileInfo::exists(QDir(folder).filePath(kWorkspaceFile)))
        return std::optional<FileLock>();
    const auto workspace = Workspace::open(folder);
    if (!workspace)
        return workspace.error();
    auto lock = (*workspace)->internals().withState([&](WorkspaceState &state) {
        return state.lock(commandLine({u"adopt"_s, central}));
    });
    if (!lock)
        return lock.error();
    return std::optional<FileLock>(*std::move(lock));
}

} // namespace

Result<Adoption> adoptCentral(const AdoptRequest &request, std::stop_token stop)
{
    const QFileInfo central(QDir(request.central).canonicalPath());
    if (!central.isDir() || request.central.isEmpty())
        return notFound(u"There is no folder “%1”."_s.arg(printable(request.central)));
    const auto neighbours = neighboursOf(central, request.idas, stop);
    if (!neighbours)
        return neighbours.error();
    const Checkout checkout(central.absoluteFilePath());
    auto plan = planAdoption(checkout, *neighbours, stop);
    if (!plan)
        return plan.error();
    if (const auto kept = keepWanted(*plan, request.idas); !kept)
        return kept.error();
    if (plan->idas.isEmpty())
        return notFound(
            u"No service of %1 mounts a checkout beside it."_s.arg(printable(central.fileName())),
            u"Clone the repositories beside it, or name those that you want: “devstack adopt %1 "
            u"NAME…”."_s.arg(printable(request.central)));
    const QString beside = central.absolutePath();
    for (AdoptedIda &ida : plan->idas) {
        const QStringList own = composeFilesIn(QDir(beside).filePath(ida.name));
        if (!own.isEmpty())
            ida.facts += AdoptedFact {
                u"runs by its environment; without the key “environment” by its own file"_s,
                {ida.name + u'/' + QFileInfo(own.first()).fileName(), 1, 0}};
    }
    const QString folder = request.into.isEmpty() ? beside : QDir(request.into).absolutePath();
    // Held to the end: what is read is what is written over.
    const auto lock = request.dryRun ? Result<std::optional<FileLock>>(std::nullopt)
                                     : lockOf(folder, request.central);
    if (!lock)
        return lock.error();
    const auto files = filesOf(folder, beside, *plan, stop);
    if (!files)
        return files.error();
    Adoption adoption {folder, *std::move(plan), {}};
    for (const NewFile &file : *files) {
        adoption.written += file.path;
        const QString path = QDir(folder).filePath(file.path);
        if (request.dryRun)
            continue;
        if (!QDir().mkpath(QFileInfo(path).absolutePath()))
            return ioError(
                u"“%1” cannot be made."_s.arg(printable(QFileInfo(path).absolutePath())));
        if (const auto written = writeFileIn(folder, file.path, file.content); !written)
            return written.error();
    }
    return adoption;
}

} // namespace devstack
