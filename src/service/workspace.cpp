// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/workspace.h"

#include "core/files.h"
#include "core/text.h"
#include "git/repositoryurl.h"
#include "git/scan.h"
#include "model/manifest/validity.h"
#include "model/manifest/workspacefile.h"
#include "service/workspaceinternals.h"
#include "store/recentworkspaces.h"

#include <QDir>
#include <QFileInfo>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {
constexpr QLatin1StringView kFileName {"devstack.yml"};
}

Result<const EngineClient *> Workspace::Internals::engine() const
{
    if (!endpoint)
        return endpoint.error();
    return &*engineClient;
}

Result<Compose> Workspace::Internals::compose() const
{
    if (!endpoint)
        return endpoint.error();
    return Compose(*endpoint, QProcessEnvironment::systemEnvironment(), composeLock());
}

QString Workspace::Internals::composeLock() const
{
    return folder + u"/.devstack/compose.lock"_s;
}

QString Workspace::Internals::workspaceFilePath() const
{
    return folder + u'/' + kFileName;
}

QString Workspace::Internals::downloadsFolder()
{
    return withState([](WorkspaceState &held) { return held.folder(); }) + u"/dumps"_s;
}

Result<QString> Workspace::Internals::idaFolder(const QString &ida)
{
    return withState([&](WorkspaceState &use) { return use.folderFor(ida); });
}

Workspace::Workspace(std::unique_ptr<Internals> internals)
    : m_parts(std::move(internals))
{
}

Workspace::~Workspace() = default;

Result<std::shared_ptr<Workspace>> Workspace::open(const QString &folder)
{
    const QString absolute = QFileInfo(folder).canonicalFilePath();
    if (absolute.isEmpty() || !QFileInfo(absolute).isDir())
        return notFound(u"There is no folder “%1”."_s.arg(folder));
    const QString path = absolute + u'/' + kFileName;
    if (!QFileInfo::exists(path)) {
        return notFound(
            u"“%1” is not a workspace: it has no devstack.yml."_s.arg(absolute),
            u"“devstack init %1” makes it one; “devstack sample DIR” creates one to try."_s.arg(
                absolute));
    }
    const auto file = readWorkspaceFile(path);
    if (!file)
        return file.error();
    auto internals = std::make_unique<Internals>();
    internals->folder = absolute;
    internals->name = file->name.isEmpty() ? QFileInfo(absolute).fileName() : file->name;
    auto state = WorkspaceState::open(absolute, internals->name);
    if (!state)
        return state.error();
    internals->state = std::move(*state);
    internals->id = internals->state->id();
    EndpointPreference demand;
    demand.context = internals->state->choices().engineContext;
    internals->endpoint = Endpoint::resolve(demand);
    if (internals->endpoint)
        internals->engineClient.emplace(*internals->endpoint);
    // Remembering is a convenience of the welcome page: a home folder that cannot be written is no
    // reason to fail.
    [[maybe_unused]] const auto remembered = rememberWorkspace(absolute, internals->name);
    return std::shared_ptr<Workspace>(new Workspace(std::move(internals)));
}

Result<QString> Workspace::locate(const QString &start)
{
    QDir folder(start);
    do {
        if (folder.exists(kFileName))
            return folder.absolutePath();
    } while (folder.cdUp());
    return notFound(
        u"There is no workspace here: no devstack.yml in “%1” or above."_s.arg(
            QDir(start).absolutePath()),
        u"Name one with --workspace DIR, make one with “devstack init”, or try “devstack sample "
        u"DIR”."_s);
}

QString Workspace::nameFrom(const QString &text)
{
    if (isName(text))
        return text;
    const QString plain = plainName(text);
    return isName(plain) ? plain : u"workspace"_s;
}

Result<QStringList> Workspace::init(const QString &folder, const QString &name)
{
    const QString path = folder + u'/' + kFileName;
    if (QFileInfo::exists(path)) {
        return conflict(u"“%1” is a workspace already."_s.arg(folder)).at({path, 0, 0});
    }
    QByteArray content = newWorkspaceFile(nameFrom(name));
    QStringList found;
    if (QFileInfo(folder).isDir()) {
        const auto repositories = git::scan(folder);
        if (!repositories)
            return repositories.error();
        for (const git::FoundRepository &repository : *repositories) {
            WorkspaceIda ida;
            ida.name = QFileInfo(repository.path).fileName();
            if (repository.state)
                ida.repository = git::shareableUrl(repository.state->remote);
            const auto extended = withIda(content, ida);
            if (!extended)
                return extended.error();
            content = *extended;
            found += ida.name;
        }
    }
    if (const auto written
        = writeFileIn(QFileInfo(path).absolutePath(), QFileInfo(path).fileName(), content);
        !written)
        return written.error();
    return found;
}

QString Workspace::folder() const
{
    return m_parts->folder;
}

QString Workspace::name() const
{
    return m_parts->name;
}

QString Workspace::id() const
{
    return m_parts->id;
}

QStringList Workspace::warnings() const
{
    return m_parts->withState([](WorkspaceState &state) { return state.warnings(); });
}

QString Workspace::runsFolder() const
{
    return m_parts->withState([](WorkspaceState &state) { return state.runsFolder(); });
}

} // namespace devstack
