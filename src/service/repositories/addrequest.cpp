// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/repositories/addrequest.h"

#include "core/text.h"
#include "git/repositorystate.h"
#include "git/repositoryurl.h"
#include "model/compose/composereader.h"
#include "service/workspaceinternals.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

bool looksLikePath(const QString &what)
{
    return what == u"." || what == u".." || what.startsWith(u'/') || what.startsWith(u"./")
        || what.startsWith(u"../") || what.startsWith(u"~/");
}

bool isBareName(const QString &what)
{
    static const QRegularExpression kName(u"^[A-Za-z0-9][A-Za-z0-9._-]*$"_s);
    return kName.match(what).hasMatch();
}

/// The arguments of one workspace, understood one by one.
class Reader
{
public:
    Reader(const Workspace::Internals &internals,
           const WorkspaceDefinition &definition,
           std::stop_token stop)
        : m_parts(internals)
        , m_definition(definition)
        , m_stop(std::move(stop))
    {
    }

    Result<AddRequest> read(const QString &what) const
    {
        if (looksLikePath(what))
            return fromPath(what);
        if (isBareName(what))
            return fromName(what);
        const auto checked = git::checkedUrl(what);
        if (!checked)
            return checked.error();
        const auto internals = git::parseUrl(*checked);
        if (internals && internals->form == git::UrlParts::Form::Path
            && internals->scheme == u"file" && !checked->contains(u"://"))
            return fromPath(*checked);
        return fromUrl(*checked, git::nameOfUrl(*checked), git::shareableUrl(*checked));
    }

private:
    QString insideWorkspace(const QString &path) const
    {
        return path.startsWith(m_parts.folder + u'/') ? path.mid(m_parts.folder.size() + 1)
                                                      : QString();
    }

    Result<AddRequest> fromPath(const QString &written) const
    {
        QString expanded = written;
        if (expanded.startsWith(u"~/"))
            expanded.replace(0, 1, QDir::homePath());
        const QString path = QFileInfo(expanded).canonicalFilePath();
        if (path.isEmpty() || !QFileInfo(path).isDir())
            return notFound(u"There is no folder “%1”."_s.arg(printable(written)),
                            u"Give the path of a git repository, its URL, or a name."_s);
        if (path == m_parts.folder)
            return invalidInput(u"“%1” is the workspace itself."_s.arg(printable(written)),
                                {},
                                u"Repositories lie in folders below it."_s);
        const QString relative = insideWorkspace(path);
        auto state = git::inspect(path, m_stop);
        // A format that only git itself reads runs like any other; its remote stays unknown.
        if (!state && !relative.isEmpty() && state.error().kind == Error::Kind::InvalidInput) {
            const Error why = state.error();
            state = git::RepositoryState {};
            auto request = takeOver(path, relative, *state);
            if (request)
                request->warning = why;
            return request;
        }
        if (!state) {
            const QString owner = ownerOf(path);
            const bool isApplication
                = !composeFilesIn(path).isEmpty() || QFileInfo(path + u"/Dockerfile"_s).isFile();
            if (!owner.isEmpty() && isApplication)
                return folderOf(owner, path, relative);
            return withOwner(state.error(), owner, relative);
        }
        if (!relative.isEmpty() && state->bare && QFileInfo(path).fileName() == relative) {
            return invalidInput(u"“%1” is a bare repository: it has no files that could run."_s.arg(
                                    printable(written)),
                                {},
                                u"Move it to another folder, remotes/ for example, and add it by "
                                "its path: it is cloned then."_s);
        }
        if (!relative.isEmpty() && !state->bare)
            return takeOver(path, relative, *state);
        return fromUrl(
            path, git::nameOfUrl(path), relative.isEmpty() ? path : QString(u"./"_s + relative));
    }

    /// The repository of the workspace that a folder lies in; empty: none.
    QString ownerOf(const QString &path) const
    {
        for (QString owner = QFileInfo(path).path(); owner.startsWith(m_parts.folder + u'/');
             owner = QFileInfo(owner).path()) {
            if (QFileInfo::exists(owner + u"/.git"_s))
                return owner;
        }
        return {};
    }

    /// The error with the way to run a folder of a repository that lies in the workspace.
    static Error withOwner(Error error, const QString &owner, const QString &relative)
    {
        if (!owner.isEmpty())
            error.hint
                = u"It is a folder of the repository “%1”. Add that, then write “path: %2” at its "
                  u"entry in devstack.yml to run the compose file in the folder."_s.arg(
                      printable(QFileInfo(owner).fileName()), printable(relative));
        return error;
    }

    /// One of several applications in a repository: an IDA whose path is its folder.
    Result<AddRequest>
    folderOf(const QString &owner, const QString &path, const QString &relative) const
    {
        const auto state = git::inspect(owner, m_stop);
        if (!state)
            return state.error();
        auto request = takeOver(path, relative, *state);
        const QString name = QFileInfo(path).fileName();
        const IdaDefinition *other = m_definition.find(name);
        if (!request && other && other->path != path) {
            // Many repositories have a folder “web”.
            const QString longer = QFileInfo(owner).fileName() + u'-' + name;
            request = takeOver(path, relative, *state, longer);
        }
        return request;
    }

    Result<AddRequest> takeOver(const QString &path,
                                const QString &relative,
                                const git::RepositoryState &state,
                                const QString &name = {}) const
    {
        for (const IdaDefinition &ida : m_definition.idas) {
            if (ida.path == path)
                return known(ida);
        }
        AddRequest request;
        request.path = path;
        request.entry.name = name.isEmpty() ? QFileInfo(path).fileName() : name;
        request.entry.repository = git::shareableUrl(state.remote);
        if (relative != request.entry.name)
            request.entry.path = relative;
        const IdaDefinition *other = m_definition.find(request.entry.name);
        if (other && !isOnlyAName(*other))
            return conflict(u"The name “%1” is taken by the repository in %2."_s.arg(
                                request.entry.name, other->path),
                            u"Rename the folder."_s);
        return request;
    }

    Result<AddRequest> fromName(const QString &name) const
    {
        if (const IdaDefinition *ida = m_definition.find(name))
            return known(*ida);
        const QString path = m_parts.folder + u'/' + name;
        if (QFileInfo(path).isDir() && !QFileInfo(path).isSymLink()) {
            if (const auto state = git::inspect(path, m_stop); state && !state->bare)
                return takeOver(path, name, *state);
        }
        const QString pattern = m_definition.file.remotes.value(u"default"_s);
        if (pattern.isEmpty()) {
            return invalidInput(
                u"“%1” is a bare name, and devstack.yml has no default remote."_s.arg(name),
                {m_parts.workspaceFilePath(), 0, 0},
                u"Add remotes: {default: \"https://…/{name}.git\"}, or give the whole URL."_s);
        }
        QString url = pattern;
        url.replace(u"{name}"_s, name);
        if (url.startsWith(u"./") || url.startsWith(u"../"))
            url = QDir::cleanPath(m_parts.folder + u'/' + url);
        const auto checked = git::checkedUrl(url);
        return checked ? fromUrl(*checked, name, {}) : Result<AddRequest>(checked.error());
    }

    /// Something refers to it, and nothing says yet what it is: any repository of that name may be.
    static bool isOnlyAName(const IdaDefinition &ida)
    {
        return !ida.listed && !ida.present && ida.repository.isEmpty();
    }

    /// One that the workspace has, or that an IDA of it needs.
    Result<AddRequest> known(const IdaDefinition &ida) const
    {
        AddRequest request;
        request.listed = ida.listed;
        request.entry.name = ida.name;
        request.entry.repository = git::shareableUrl(ida.repository);
        request.entry.ref = ida.ref;
        request.path = ida.path;
        if (!ida.present)
            request.url = ida.repository;
        if (!ida.present && ida.repository.isEmpty())
            return notFound(u"The repository of “%1” is not known."_s.arg(ida.name),
                            u"Give its URL."_s);
        return request;
    }

    Result<AddRequest>
    fromUrl(const QString &url, const QString &name, const QString &written) const
    {
        const QString identity = git::normalizedUrl(url);
        for (const IdaDefinition &ida : m_definition.idas) {
            if (!ida.repository.isEmpty() && git::normalizedUrl(ida.repository) == identity)
                return known(ida);
        }
        if (!isBareName(name))
            return invalidInput(
                u"“%1” does not yield a folder name."_s.arg(printable(git::printableUrl(url))),
                {},
                u"Clone it by hand into the workspace and add its path."_s);
        const IdaDefinition *other = m_definition.find(name);
        if (other && !isOnlyAName(*other)) {
            return conflict(u"The name “%1” is taken by %2."_s.arg(
                                name,
                                other->repository.isEmpty() ? other->path
                                                            : git::printableUrl(other->repository)),
                            u"Clone it by hand into a folder of another name and add its path."_s);
        }
        AddRequest request;
        request.entry.name = name;
        request.entry.repository = written;
        request.url = url;
        request.path = m_parts.folder + u'/' + name;
        if (const auto place = checkPlace(request, identity); !place)
            return place.error();
        return request;
    }

    /// A clone of the same repository is taken over; anything else in the folder is somebody's.
    Result<> checkPlace(AddRequest &request, const QString &identity) const
    {
        const QFileInfo place(request.path);
        if (!place.exists() && !place.isSymLink())
            return ok();
        const bool isFolder = place.isDir() && !place.isSymLink();
        if (isFolder
            && QDir(request.path).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot))
            return ok();
        const auto state = isFolder ? git::inspect(request.path, m_stop)
                                    : Result<git::RepositoryState>(Error {});
        if (state && git::normalizedUrl(state->remote) == identity) {
            request.url.clear();
            return ok();
        }
        const QString what = !state   ? u"something other than a git repository"_s
            : state->remote.isEmpty() ? u"a repository without a remote"_s
                                      : u"a clone of %1"_s.arg(git::printableUrl(state->remote));
        return conflict(u"The folder %1 is in the way: it holds %2."_s.arg(request.path, what),
                        u"Move it away, or add it by its path."_s);
    }

    const Workspace::Internals &m_parts;
    const WorkspaceDefinition &m_definition;
    std::stop_token m_stop;
};

} // namespace

Result<AddRequest> understandAdd(const Workspace::Internals &internals,
                                 const WorkspaceDefinition &definition,
                                 const QString &what,
                                 std::stop_token stop)
{
    return Reader(internals, definition, std::move(stop)).read(what);
}

} // namespace devstack
