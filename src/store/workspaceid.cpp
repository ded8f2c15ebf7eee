// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "store/workspaceid.h"

#include "core/files.h"
#include "core/text.h"

#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <system_error>
#include <unistd.h>

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
    return {{u"version"_s, 1}, {u"id"_s, id}, {u"path"_s, path}};
}

bool isFit(const QString &id)
{
    return !id.isEmpty() && id == slug(id) && id.size() <= kLongestSlug + 7;
}

/// The same folder under two paths (a link, a bind mount) is no copy.
bool isSameFolder(const QString &a, const QString &b)
{
    std::error_code error;
    return std::filesystem::equivalent(QFile::encodeName(a).toStdString(), QFile::encodeName(b).toStdString(), error)
        && !error;
}

bool isCopyOf(const QString &recordedPath, const QString &workspaceDir, const QString &id)
{
    if (recordedPath.isEmpty() || recordedPath == workspaceDir || isSameFolder(recordedPath, workspaceDir))
        return false;
    const auto other = readJson(recordedPath + u"/.devstack/workspace.json"_s);
    return other && other->value(u"id"_s).toString() == id;
}

/// Gives a complete file its name unless the name is taken. QFile::rename() will not do: it copies over
/// the other file when it finds it in its way between asking and renaming.
void putIfAbsent(const QString &fresh, const QString &path)
{
    const QByteArray from = QFile::encodeName(fresh);
    const QByteArray to = QFile::encodeName(path);
    const bool linked = ::link(from.constData(), to.constData()) == 0;
    // Some file systems have no hard links; there the last of several wins.
    if (!linked && errno != EEXIST && ::rename(from.constData(), to.constData()) == 0)
        return;
    ::unlink(from.constData());
}

} // namespace

Result<WorkspaceId> workspaceId(const QString &stateFolder, const QString &workspaceDir, const QString &name)
{
    const QString path = stateFolder + u"/workspace.json"_s;
    const QString canonical = QFileInfo(workspaceDir).canonicalFilePath();
    WorkspaceId result;
    for (int attempt = 0; attempt < 3; ++attempt) {
        const auto json = readJson(path);
        const QString id = json ? json->value(u"id"_s).toString() : QString();
        if (json && isFit(id)) {
            result.id = id;
            const QString recorded = json->value(u"path"_s).toString();
            if (recorded == canonical)
                return result;
            result.isCopy = isCopyOf(recorded, canonical, id);
            if (result.isCopy)
                result.id = newId(name);
            if (const auto written = writeJson(path, toJson(result.id, canonical)); !written)
                return written.error();
            return result;
        }
        // Not by asking whether it exists: another process may have made it since.
        if (json || json.error().kind != Error::Kind::NotFound) {
            QFile::remove(path + u".broken"_s);
            QFile::rename(path, path + u".broken"_s);
            result.warning = u"“%1” cannot be read and was set aside: the workspace gets a new id."_s.arg(path);
        }
        // Exactly one of several processes wins; the others read what it wrote.
        const QString fresh = path + u".new-%1"_s.arg(QRandomGenerator::system()->generate64(), 0, 16);
        if (const auto written = writeJson(fresh, toJson(newId(name), canonical)); !written)
            return written.error();
        putIfAbsent(fresh, path);
    }
    return ioError(u"“%1” cannot be written."_s.arg(path), {}, u"Check the permissions of the folder."_s);
}

} // namespace devstack
