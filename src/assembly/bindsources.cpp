// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "assembly/bindsources.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QSet>

namespace devstack {

using namespace Qt::StringLiterals;

QStringList mountedPaths(const QJsonObject &resolved)
{
    QSet<QString> paths;
    const QJsonObject services = resolved.value(u"services").toObject();
    for (const QJsonValue &service : services) {
        const QJsonArray mounts = service.toObject().value(u"volumes").toArray();
        for (const QJsonValue &value : mounts) {
            const QJsonObject mount = value.toObject();
            if (mount.value(u"type").toString() == u"bind")
                paths.insert(mount.value(u"source").toString());
        }
    }
    for (const char16_t *section : {u"configs", u"secrets"}) {
        const QJsonObject entries = resolved.value(QStringView(section)).toObject();
        for (const QJsonValue &entry : entries) {
            const QString file = entry.toObject().value(u"file").toString();
            if (!file.isEmpty())
                paths.insert(file);
        }
    }
    QStringList sorted = paths.values();
    sorted.sort();
    return sorted;
}

QString onDisk(QString path)
{
    return path.replace(u"$$"_s, u"$"_s);
}

QMap<QString, PathKind> probePaths(const QStringList &paths)
{
    QMap<QString, PathKind> kinds;
    for (const QString &path : paths) {
        const QFileInfo info(onDisk(path));
        PathKind kind = PathKind::Other;
        if (!info.exists())
            kind = PathKind::Missing;
        else if (info.isDir())
            kind = PathKind::Folder;
        else if (info.isFile())
            kind = PathKind::File;
        kinds.insert(path, kind);
    }
    return kinds;
}

} // namespace devstack
