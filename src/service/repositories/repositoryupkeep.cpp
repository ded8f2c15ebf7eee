// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "assembly/names.h"
#include "core/files.h"
#include "engine/containers.h"
#include "git/fetch.h"
#include "model/operation/operation.h"
#include "service/definition/workspacedefinition.h"
#include "service/repositories/folderdeletion.h"
#include "service/repositories/repositories.h"
#include "service/sidebyside.h"
#include "service/workspaceinternals.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// Refuses while containers of the IDA run, or others of the workspace that mount something of
/// `folder` (empty: it stays). An engine that cannot be reached runs none that matter here.
Result<> requireStopped(const Workspace::Internals &internals,
                        const QString &ida,
                        const QString &folder,
                        std::stop_token stop)
{
    const auto engine = internals.engine();
    if (!engine)
        return ok();
    const auto containers = listContainers(
        **engine, {label::filter(label::kWorkspace, internals.id)}, std::move(stop));
    if (!containers)
        return containers.error().kind == Error::Kind::Unavailable ? ok()
                                                                   : Result<>(containers.error());
    int own = 0;
    QStringList users;
    for (const ContainerInfo &container : *containers) {
        const QString owner = container.labels.value(label::kIda);
        if (owner == ida)
            ++own;
        else if (!folder.isEmpty()
                 && std::ranges::any_of(container.mounts, [&](const ContainerMount &mount) {
                        return mount.source == folder || mount.source.startsWith(folder + u'/');
                    }))
            users += owner;
    }
    if (own > 0)
        return conflict(
            u"“%1” still has %2 containers."_s.arg(ida).arg(own),
            u"Take it down first: “devstack down %1” (its data stays; “down --volumes” removes "
            u"that too)."_s.arg(ida));
    users.removeDuplicates();
    if (!users.isEmpty())
        return conflict(u"Containers of %1 use the folder of “%2”."_s.arg(users.join(u", "_s), ida),
                        u"Take them down first: “devstack down %1”."_s.arg(users.join(u' ')));
    return ok();
}

/// Calls `work` for each checkout, several at a time, and collects what failed.
template <typename Work>
Result<> onCheckouts(Workspace &workspace,
                     const QStringList &names,
                     const QString &verb,
                     Reporter &reporter,
                     std::stop_token stop,
                     Work &&work)
{
    const auto definition = readWorkspace(workspace.internals(), stop);
    if (!definition)
        return definition.error();
    const auto chosen = definition->selection(names, names.isEmpty());
    if (!chosen)
        return chosen.error();
    QList<const IdaDefinition *> idas;
    for (const QString &name : *chosen) {
        const IdaDefinition *ida = definition->find(name);
        const bool isThere = std::ranges::any_of(idas, [&](const IdaDefinition *other) {
            return other->checkout == ida->checkout; // several applications of one repository
        });
        if (isThere)
            continue;
        if (ida->git)
            idas += ida;
        else if (!names.isEmpty())
            return notFound(u"“%1” is not cloned."_s.arg(ida->name),
                            u"“devstack add %1” clones it."_s.arg(ida->name));
    }
    std::mutex mutex;
    QStringList failures;
    Error last;
    const auto done = sideBySide(
        idas, stop, reporter, [&](const IdaDefinition *ida, Reporter &own) -> Result<> {
            const Result<> worked = work(*ida, own);
            if (!worked) {
                const std::scoped_lock lock(mutex);
                failures += ida->name + u": "_s + worked.error().toText();
                last = worked.error().within(ida->name);
            }
            return ok();
        });
    if (!done)
        return done;
    if (failures.isEmpty())
        return ok();
    if (failures.size() == 1)
        return last;
    failures.sort();
    return failed(u"%1 of %2 repositories could not be %3."_s.arg(failures.size())
                      .arg(idas.size())
                      .arg(verb))
        .because(failures.join(u'\n'));
}

} // namespace

Result<>
removeRepository(Workspace &workspace, const QString &name, bool deleteFolder, std::stop_token stop)
{
    Workspace::Internals &internals = workspace.internals();
    const auto lock = internals.withState([&](WorkspaceState &state) {
        return state.lock(commandLine({u"remove"_s, name}));
    });
    if (!lock)
        return lock.error();
    const auto definition = readWorkspace(internals, stop);
    if (!definition)
        return definition.error();
    if (const auto known = definition->selection({name}, false); !known)
        return known.error();
    const IdaDefinition *ida = definition->find(name);
    if (!ida->listed && !deleteFolder) {
        const QStringList dependents = definition->graph.dependentsOf(ida->name);
        return invalidInput(u"“%1” is not in devstack.yml: it is there because %2 needs it."_s.arg(
                                ida->name, dependents.join(u", "_s)),
                            {internals.workspaceFilePath(), 0, 0},
                            u"Remove its dependents, or declare the dependency optional."_s);
    }
    const auto folder
        = deleteFolder ? deletableFolder(internals, *definition, *ida) : Result<QString>(QString());
    if (!folder)
        return folder.error();
    if (const auto stopped = requireStopped(internals, ida->name, *folder, stop); !stopped)
        return stopped;

    if (ida->listed) {
        const auto content = readFile(internals.workspaceFilePath(), 16 * 1024 * 1024);
        if (!content)
            return content.error();
        const auto without = withoutIda(*content, ida->name);
        if (!without)
            return without.error();
        if (const auto written = writeFileIn(
                internals.folder, QFileInfo(internals.workspaceFilePath()).fileName(), *without);
            !written)
            return written;
    }
    const auto forgotten = internals.withState([&](WorkspaceState &state) -> Result<> {
        Choices choices = state.choices();
        return choices.idas.remove(ida->name) ? state.save(choices) : ok();
    });
    if (!forgotten)
        return forgotten;
    if (deleteFolder && QFileInfo::exists(*folder) && !QDir(*folder).removeRecursively()) {
        return ioError(
            u"Not everything below %1 could be deleted."_s.arg(*folder),
            {},
            u"Containers may have written files there as another user: delete the rest with sudo."_s);
    }
    return ok();
}

Result<> fetchRepositories(Workspace &workspace,
                           const QStringList &idas,
                           Reporter &reporter,
                           std::stop_token stop)
{
    return onCheckouts(
        workspace,
        idas,
        u"fetched"_s,
        reporter,
        stop,
        [&](const IdaDefinition &ida, Reporter &own) -> Result<> {
            if (ida.git->remote.isEmpty()) {
                own.line({OutputLine::Stream::Note, u"%1: has no remote"_s.arg(ida.name)});
                return ok();
            }
            if (const auto fetched = git::fetch(ida.checkout, own, stop); !fetched)
                return fetched;
            const auto state = git::inspect(ida.checkout, stop);
            own.line({OutputLine::Stream::Note,
                      state && state->behind ? u"%1: fetched, %2 commits behind %3"_s.arg(ida.name)
                                                   .arg(state->behind)
                                                   .arg(state->upstream)
                                             : u"%1: fetched, up to date"_s.arg(ida.name)});
            return ok();
        });
}

Result<> pullRepositories(Workspace &workspace,
                          const QStringList &idas,
                          Reporter &reporter,
                          std::stop_token stop)
{
    const auto lock = workspace.internals().withState([&](WorkspaceState &state) {
        return state.lock(commandLine(QStringList {u"pull"_s} + idas));
    });
    if (!lock)
        return lock.error();
    return onCheckouts(
        workspace,
        idas,
        u"pulled"_s,
        reporter,
        stop,
        [&](const IdaDefinition &ida, Reporter &own) -> Result<> {
            if (!ida.git->remote.isEmpty()) {
                if (const auto fetched = git::fetch(ida.checkout, own, stop); !fetched)
                    return fetched;
            }
            const auto moved = git::fastForward(ida.checkout, stop);
            if (!moved && moved.error().kind == Error::Kind::Conflict) {
                own.line({OutputLine::Stream::Note,
                          u"%1: skipped. %2"_s.arg(ida.name, moved.error().message)});
                return ok();
            }
            if (!moved)
                return moved.error();
            own.line({OutputLine::Stream::Note,
                      moved->commits ? u"%1: %2 new commits, now at %3"_s.arg(ida.name)
                                           .arg(moved->commits)
                                           .arg(moved->after.left(9))
                                     : u"%1: up to date"_s.arg(ida.name)});
            return ok();
        });
}

} // namespace devstack
