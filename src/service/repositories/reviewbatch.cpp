// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/repositories/reviewbatch.h"

#include "core/text.h"
#include "foreign/review/scaffold/besidescaffold.h"
#include "model/manifest/workspacefile.h"
#include "service/definition/composeconfig.h"
#include "service/definition/environmentbeside.h"
#include "service/definition/trustquestions.h"
#include "service/definition/workspacedefinition.h"
#include "service/workspace.h"
#include "service/workspaceinternals.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// An IDA whose folder is there.
struct PresentIda
{
    QString name;
    QString path;
    Manifest overriding; ///< what devstack.yml says for it
    QString environment; ///< what the workspace keeps for it, absolute; empty: nothing
    QStringList composeFiles; ///< that the workspace names, relative to `path`
};

/// The IDAs of a workspace as its file and folders tell: listed ones and those that they name as
/// dependencies.
class WorkspaceFolders
{
public:
    WorkspaceFolders(const QString &folder, const WorkspaceFile &file)
        : m_folder(folder)
    {
        for (const WorkspaceIda &ida : file.idas)
            add(ida);
    }

    void addDependenciesOf(const ReviewSubject &subject)
    {
        for (const Dependency &dependency : subject.compose.manifest.dependencies) {
            WorkspaceIda unlisted;
            unlisted.name = dependency.name;
            add(unlisted);
        }
    }

    const QList<PresentIda> &idas() const { return m_idas; }
    /// The names of IDAs without a folder: they are not cloned.
    const QStringList &absent() const { return m_absent; }

private:
    void add(const WorkspaceIda &ida)
    {
        const QString path = ida.path.isEmpty() ? ida.name : ida.path;
        const QString absolute = QDir::cleanPath(QDir(m_folder).absoluteFilePath(path));
        if (!absolute.startsWith(m_folder + u'/'))
            return;
        if (!QFileInfo(absolute).isDir()) {
            m_absent += ida.name;
            return;
        }
        if (std::ranges::any_of(m_idas,
                                [&](const PresentIda &other) { return other.path == absolute; }))
            return;
        m_idas += {ida.name,
                   absolute,
                   ida.manifest.value_or(Manifest()),
                   environmentBeside(m_folder, ida.name, ida).folder,
                   ida.composeFiles};
    }

    QString m_folder;
    QList<PresentIda> m_idas;
    QStringList m_absent;
};

/// The compose files of trusted IDAs as Compose says, by path. Without a workspace that can be
/// opened, none: check and lint work on any folder.
QHash<QString, ComposeFile> composedIn(const QString &folder, QStringList &notes)
{
    QHash<QString, ComposeFile> composed;
    const auto workspace = Workspace::open(folder);
    if (!workspace)
        return composed;
    Workspace::Internals &internals = (*workspace)->internals();
    const auto definition = readWorkspace(internals, {});
    if (!definition)
        return composed;
    notes = readWithoutCompose(internals, *definition);
    for (const IdaDefinition &ida : definition->idas) {
        if (ida.isComposed())
            composed.insert(QDir::cleanPath(ida.path), ida.compose);
    }
    return composed;
}

std::optional<ComposeFile> valueIn(const QHash<QString, ComposeFile> &composed, const QString &path)
{
    const auto found = composed.constFind(QDir::cleanPath(path));
    return found == composed.constEnd() ? std::nullopt : std::optional(*found);
}

Error notCloned(const QString &ida)
{
    return notFound(u"%1 is not cloned yet."_s.arg(ida),
                    u"“devstack up %1” clones it first."_s.arg(ida));
}

Result<QString> workspaceAround(const QStringList &paths, const QString &asked)
{
    if (!asked.isEmpty())
        return QDir(asked).absolutePath();
    if (const auto found = Workspace::locate(QDir::currentPath()))
        return *found;
    // A repository that lies in a workspace is looked at as part of it, from wherever.
    for (const QString &path : paths) {
        if (const auto found = Workspace::locate(QDir(path).absolutePath()))
            return *found;
    }
    return QString();
}

} // namespace

Result<ReviewBatch>
readForReview(const QStringList &paths, const QString &workspace, std::stop_token stop)
{
    ReviewBatch reviewing;
    if (auto names = KnownNames::read())
        reviewing.surroundings.known = *names;
    else
        reviewing.warnings += names.error().toText();

    const auto folder = workspaceAround(paths, workspace);
    if (!folder)
        return folder.error();
    QList<PresentIda> present;
    QStringList absent;
    QHash<QString, ReviewSubject> read;
    QHash<QString, ComposeFile> composed;
    if (!folder->isEmpty()) {
        composed = composedIn(*folder, reviewing.notes);
        const auto file = readWorkspaceFile(QDir(*folder).filePath(u"devstack.yml"_s));
        if (!file)
            return file.error();
        reviewing.surroundings.workspace = true;
        WorkspaceFolders folders(*folder, *file);
        for (qsizetype i = 0; i < folders.idas().size(); ++i) {
            if (stop.stop_requested())
                return cancelled();
            const PresentIda ida = folders.idas().at(i);
            auto subject = readReviewSubject(
                ida.path, valueIn(composed, ida.path), ida.environment, ida.composeFiles);
            if (!subject)
                continue;
            folders.addDependenciesOf(*subject);
            addToSurroundings(reviewing.surroundings,
                              ida.name,
                              subject->compose,
                              merged(subject->compose.manifest, ida.overriding));
            read.insert(ida.path, *std::move(subject));
        }
        for (const WorkspaceIda &ida : file->idas) {
            for (const QString &name : ida.external ? ida.external->names : QStringList())
                reviewing.surroundings.providers.insert(name, ida.name);
        }
        present = folders.idas();
        absent = folders.absent();
        if (paths.isEmpty() && present.isEmpty())
            reviewing.warnings += absent.isEmpty()
                ? u"No repositories yet. “devstack add URL” adds one, with its dependencies."_s
                : u"No repository is cloned. “devstack up” clones them."_s;
    }

    QStringList wanted;
    for (const QString &path : paths) {
        const bool isFolder = QFileInfo::exists(path);
        const auto named = std::ranges::find(present, path, &PresentIda::name);
        if (!isFolder && named == present.end() && absent.contains(path))
            return notCloned(path);
        wanted += !isFolder && named != present.end() ? named->path : QDir(path).absolutePath();
    }
    if (paths.isEmpty() && folder->isEmpty())
        wanted = {QDir::currentPath()};
    else if (paths.isEmpty())
        std::ranges::transform(present, std::back_inserter(wanted), &PresentIda::path);
    for (const QString &path : wanted) {
        if (stop.stop_requested())
            return cancelled();
        if (const auto known = read.constFind(QDir::cleanPath(path)); known != read.constEnd()) {
            reviewing.subjects += *known;
            continue;
        }
        auto subject = readReviewSubject(path, valueIn(composed, path));
        if (!subject)
            return subject.error();
        reviewing.subjects += *std::move(subject);
    }
    return reviewing;
}

Result<ScaffoldPlan> scaffoldOf(Workspace &workspace, const QString &ida, std::stop_token stop)
{
    const auto definition = readWorkspace(workspace.internals(), stop);
    if (!definition)
        return definition.error();
    const auto known = definition->selection({ida}, false);
    if (!known)
        return known.error();
    const IdaDefinition &found = *definition->find(known->first());
    if (!found.present)
        return notCloned(found.name);
    const auto reviewing = readForReview({found.path}, workspace.folder(), stop);
    if (!reviewing)
        return reviewing.error();
    return planScaffold(reviewing->subjects.first(), reviewing->surroundings.known, stop);
}

Result<ScaffoldPlan> scaffoldBeside(Workspace &workspace, const QString &ida, std::stop_token stop)
{
    const auto plan = scaffoldOf(workspace, ida, stop);
    if (!plan)
        return plan.error();
    const auto definition = readWorkspace(workspace.internals(), stop);
    if (!definition)
        return definition.error();
    const auto known = definition->selection({ida}, false);
    if (!known)
        return known.error();
    const WorkspaceIda entry = definition->file.idas.value(known->first());
    return besideRepository(*plan,
                            workspace.folder(),
                            environmentBeside(workspace.folder(), known->first(), entry).shown);
}

} // namespace devstack
