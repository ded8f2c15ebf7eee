// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "store/workspaceid.h"

#include "core/files.h"
#include "core/text.h"
#include "store/workspaceregistry.h"

#include <unistd.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QSet>

#include <cerrno>
#include <cstdio>
#include <system_error>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// Docker limits what is built from it (project_service_1 …) to 63 characters in host names.
constexpr qsizetype kLongestSlug = 24;

QString newId(const QString &name)
{
    const quint32 random = QRandomGenerator::system()->bounded(0x1000000u);
    return slug(name).left(kLongestSlug) + u'-' + u"%1"_s.arg(random, 6, 16, QChar(u'0'));
}

QJsonObject toJson(const QString &id, const QString &path)
{
    return {{u"version"_s, kStateVersion}, {u"id"_s, id}, {u"path"_s, path}};
}

bool isFit(const QString &id)
{
    return !id.isEmpty() && id == slug(id) && id.size() <= kLongestSlug + 7;
}

/// The folder that this one is a copy of; empty: it is an original. The path that the file records
/// is only a claim: who opened which folder is known to the registry.
bool isCopy(const QString &recordedPath,
            const QString &workspaceDir,
            const QString &id,
            const WorkspaceRegistry &registry)
{
    if (!registry.otherOwner(id, workspaceDir).isEmpty())
        return true;
    return !recordedPath.isEmpty() && recordedPath != workspaceDir
        && !isSameFolder(recordedPath, workspaceDir) && toldId(recordedPath) == id;
}

/// The id that the assembled compose files carry as a label (assembly/names.h); empty when there
/// are none, or several.
QString idOfAssembledFiles(const QString &stateFolder)
{
    QSet<QString> ids;
    const QDir folder(stateFolder + u"/idas"_s);
    for (const QString &ida : folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const auto model = readJson(folder.filePath(ida) + u"/compose.json"_s);
        const QJsonObject services = model ? model->value(u"services"_s).toObject() : QJsonObject();
        for (const QJsonValue &service : services) {
            const QJsonObject labels = service.toObject().value(u"labels"_s).toObject();
            if (labels.contains(u"devstack.workspace"_s))
                ids += labels.value(u"devstack.workspace"_s).toString();
        }
    }
    return ids.size() == 1 && isFit(*ids.begin()) ? *ids.begin() : QString();
}

/// The id that the folder had before its file was lost. With no trace of an earlier life in the
/// folder it is a new workspace in an old place.
QString earlierId(const QString &stateFolder,
                  const QString &workspaceDir,
                  bool wasThere,
                  const WorkspaceRegistry &registry)
{
    if (!wasThere && !QDir(stateFolder + u"/idas"_s).exists())
        return {};
    const QString assembled = idOfAssembledFiles(stateFolder);
    for (const QString &id : {registry.idOf(workspaceDir), assembled}) {
        if (isFit(id) && registry.otherOwner(id, workspaceDir).isEmpty())
            return id;
    }
    return {};
}

QString lostText(const QString &path, bool wasThere, const QString &earlier)
{
    const QString what = wasThere ? u"“%1” cannot be read and was set aside"_s : u"“%1” is gone"_s;
    return what.arg(path)
        + (earlier.isEmpty()
               ? u": the workspace gets a new id. Containers and data of the old one stay until "
                 u"you remove them; “docker volume ls --filter label=devstack.workspace” lists its "
                 u"data."_s
               : u": the workspace keeps its id, %1."_s.arg(earlier));
}

/// Gives a complete file its name unless the name is taken. QFile::rename() will not do: it copies
/// over the other file when it finds it in its way between asking and renaming.
std::error_code putIfAbsent(const QString &fresh, const QString &path)
{
    const QByteArray from = QFile::encodeName(fresh);
    const QByteArray to = QFile::encodeName(path);
    if (::link(from.constData(), to.constData()) == 0 || errno == EEXIST) {
        ::unlink(from.constData());
        return {};
    }
    // Some file systems have no hard links; there the last of several wins.
    if (::rename(from.constData(), to.constData()) == 0)
        return {};
    const std::error_code why(errno, std::generic_category());
    ::unlink(from.constData());
    return why;
}

} // namespace

Result<WorkspaceId>
workspaceId(const QString &stateFolder, const QString &workspaceDir, const QString &name)
{
    const QString path = stateFolder + u"/workspace.json"_s;
    const QString canonical = QFileInfo(workspaceDir).canonicalFilePath();
    WorkspaceRegistry registry = WorkspaceRegistry::read();
    // Not remembering is no reason to fail: the folder tells its id itself.
    const auto enter = [&](const QString &id) {
        [[maybe_unused]] const auto done = registry.enter(canonical, id);
    };
    WorkspaceId result;
    std::error_code why;
    for (int attempt = 0; attempt < 3; ++attempt) {
        const auto json = readJson(path);
        if (!json && json.error().kind == Error::Kind::Io)
            return cannotReadNow(json.error()); // another id would be another workspace
        const QString id = json ? json->value(u"id"_s).toString() : QString();
        if (json && isFit(id)) {
            result.id = id;
            const QString recorded = json->value(u"path"_s).toString();
            result.isCopy = isCopy(recorded, canonical, id, registry);
            if (recorded == canonical && !result.isCopy) {
                enter(id);
                return result;
            }
            if (result.isCopy)
                result.id = newId(name);
            if (const auto written = writeJson(path, toJson(result.id, canonical)); !written)
                return written.error();
            enter(result.id);
            return result;
        }
        // Not by asking whether it exists: another process may have made it since.
        const bool wasThere = json || json.error().kind != Error::Kind::NotFound;
        const QString earlier = earlierId(stateFolder, canonical, wasThere, registry);
        // When that fails, putting the new one there says why.
        if (wasThere) {
            [[maybe_unused]] const auto kept = setAside(path);
        }
        if (wasThere || !earlier.isEmpty())
            result.warning = lostText(path, wasThere, earlier);
        // Exactly one of several processes wins; the others read what it wrote.
        const QString fresh
            = path + u".new-%1"_s.arg(QRandomGenerator::system()->generate64(), 0, 16);
        if (const auto written
            = writeJson(fresh, toJson(earlier.isEmpty() ? newId(name) : earlier, canonical));
            !written)
            return written.error();
        why = putIfAbsent(fresh, path);
    }
    const QString reason = QFileInfo(path).isSymLink() ? u"it is a link that leads nowhere"_s
                                                       : QString::fromStdString(why.message());
    return ioError(u"“%1” cannot be written: %2."_s.arg(path, reason),
                   {},
                   u"Check the free space and the permissions of the folder."_s);
}

} // namespace devstack
