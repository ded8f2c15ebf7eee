// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/repositories/folderdeletion.h"

#include "core/files.h"
#include "core/text.h"
#include "git/gitstores.h"
#include "git/unsharedwork.h"
#include "service/definition/environmentbeside.h"
#include "service/repositories/repositories.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

bool isWithin(const QString &path, const QString &folder)
{
    return path == folder || path.startsWith(folder + u'/');
}

/// With links resolved, where it is there.
QString resolvedPath(const QString &path)
{
    const QString canonical = QFileInfo(path).canonicalFilePath();
    return canonical.isEmpty() ? QDir::cleanPath(path) : canonical;
}

Error keepsFolder(const QString &ida, const QString &why)
{
    return conflict(u"The folder of “%1” is not deleted: %2"_s.arg(ida, why),
                    u"Remove it without --delete; the folder stays."_s);
}

/// The other IDAs whose files are in the folder, or around it.
QStringList
sharers(const WorkspaceDefinition &definition, const IdaDefinition &ida, const QString &folder)
{
    QStringList names;
    for (const IdaDefinition &other : definition.idas) {
        if (other.name == ida.name)
            continue;
        QStringList places = other.composeFiles;
        if (!other.environmentFolder.isEmpty())
            places += other.environmentFolder;
        if (other.present)
            places += {other.path, other.checkout};
        const bool isThere = std::ranges::any_of(
            places, [&](const QString &place) { return isWithin(resolvedPath(place), folder); });
        if (isThere || (other.present && isWithin(folder, resolvedPath(other.path))))
            names += other.name;
    }
    return names;
}

/// Checkouts that stop working without the folder: worktrees of it, and those of the workspace that
/// keep git data in it or take objects from there.
QStringList borrowers(const Workspace::Internals &internals,
                      const WorkspaceDefinition &definition,
                      const QString &folder)
{
    QStringList found = git::linkedWorktrees(folder);
    QStringList others;
    for (const QFileInfo &entry :
         QDir(internals.folder).entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name))
        others += entry.filePath();
    for (const IdaDefinition &other : definition.idas)
        others += other.checkout;
    for (const QString &other : std::as_const(others)) {
        const bool borrows = std::ranges::any_of(
            git::gitStores(other), [&](const QString &store) { return isWithin(store, folder); });
        if (borrows)
            found += resolvedPath(other);
    }
    found.removeIf([&](const QString &other) { return isWithin(other, folder); });
    found.sort();
    found.removeDuplicates();
    return found;
}

/// Committed and stashed work that exists only there, a line each.
QStringList unsharedLines(const QString &folder, const git::UnsharedWork &work, bool hasRemote)
{
    QStringList lines;
    if (hasRemote && work.commits > 0)
        lines += u"%1%2 of its local branches %3 in no branch of a remote: on %4."_s.arg(
            work.more ? u"More than "_s : QString(),
            counted(work.commits, u"commit"_s, u"commits"_s),
            work.commits == 1 ? u"is"_s : u"are"_s,
            printable(work.branches.isEmpty() ? folder : work.branches.join(u", "_s)));
    if (hasRemote && !work.neverPushed.isEmpty())
        lines += u"Never pushed: %1."_s.arg(printable(work.neverPushed.join(u", "_s)));
    if (work.stashes > 0)
        lines += u"It has %1."_s.arg(counted(work.stashes, u"stash"_s, u"stashes"_s));
    return lines;
}

} // namespace

Result<QString> deletableFolder(const Workspace::Internals &internals,
                                const WorkspaceDefinition &definition,
                                const IdaDefinition &ida)
{
    if (ida.path != ida.checkout)
        return keepsFolder(ida.name,
                           u"it is a part of the repository in “%1”."_s.arg(
                               QDir(internals.folder).relativeFilePath(ida.checkout)));
    const QString relative = QDir(internals.folder).relativeFilePath(ida.path);
    const auto path = confinedPath(internals.folder, relative);
    const QString plain = QDir::cleanPath(internals.folder + u'/' + relative);
    // Different with links resolved: a link in the way, and what it leads to may be used elsewhere.
    if (ida.path.isEmpty() || !path || *path != plain || QFileInfo(plain).isSymLink()
        || plain == internals.folder || relative.startsWith(u".devstack"))
        return keepsFolder(ida.name, u"it is a link or lies outside of the workspace."_s);
    const QString folder = resolvedPath(plain);
    const QString environments
        = resolvedPath(internals.folder + u'/' + kEnvironmentsFolder.toString());
    if (isWithin(folder, environments) || isWithin(environments, folder))
        return keepsFolder(ida.name, u"the workspace keeps its environments there."_s);
    if (const QStringList names = sharers(definition, ida, folder); !names.isEmpty())
        return keepsFolder(ida.name, u"files of %1 lie there too."_s.arg(names.join(u", "_s)));
    if (const QStringList names = borrowers(internals, definition, folder); !names.isEmpty())
        return keepsFolder(ida.name,
                           u"its git data are needed by %1."_s.arg(printable(names.join(u", "_s))));
    return plain;
}

Result<QStringList>
deletionConsequences(Workspace &workspace, const QString &name, std::stop_token stop)
{
    const auto definition = readWorkspace(workspace.internals(), stop);
    if (!definition)
        return definition.error();
    if (const auto known = definition->selection({name}, false); !known)
        return known.error();
    const IdaDefinition &ida = *definition->find(name);
    const auto folder = deletableFolder(workspace.internals(), *definition, ida);
    if (!folder)
        return folder.error();
    QStringList lines {u"This deletes the folder %1 with everything in it."_s.arg(*folder)};
    if (!ida.present)
        return lines;
    const bool hasRemote = ida.git && !ida.git->remote.isEmpty();
    if (!hasRemote)
        lines += u"It has no remote: this is the only copy."_s;
    const auto work = git::unsharedWork(*folder, stop);
    if (work)
        lines += unsharedLines(*folder, *work, hasRemote);
    else if (work.error().kind == Error::Kind::Cancelled)
        return work.error();
    else if (ida.git || QFileInfo::exists(*folder + u"/.git"_s))
        lines += work.error().message;
    if (ida.git && ida.git->dirty())
        lines += u"It has changes that were not committed."_s;
    if (ida.git && ida.git->untracked > 0)
        lines += u"It has %1 that git does not know."_s.arg(
            counted(ida.git->untracked, u"file or folder"_s, u"files or folders"_s));
    if (const QStringList others = git::checkoutsBelow(*folder); !others.isEmpty())
        lines += u"In it lie other checkouts, whose work was not looked at: %1."_s.arg(
            printable(others.join(u", "_s)));
    return lines;
}

} // namespace devstack
