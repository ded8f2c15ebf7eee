// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "store/recentworkspaces.h"

#include "core/files.h"
#include "core/userpaths.h"

#include <QFileInfo>
#include <QJsonArray>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMostRecent = 20;

QString recentPath()
{
    return userStateDir() + u"/recent.json"_s;
}

Result<> write(const QList<RecentWorkspace> &list)
{
    QJsonArray items;
    for (const RecentWorkspace &workspace : list) {
        items.append(QJsonObject {{u"path"_s, workspace.path},
                                  {u"name"_s, workspace.name},
                                  {u"opened"_s, workspace.opened.toString(Qt::ISODate)}});
    }
    return writeJson(recentPath(), {{u"workspaces"_s, items}});
}

} // namespace

QList<RecentWorkspace> recentWorkspaces()
{
    QList<RecentWorkspace> list;
    const auto json = readJson(recentPath());
    const QJsonArray items = json ? json->value(u"workspaces"_s).toArray() : QJsonArray();
    for (const QJsonValue &item : items) {
        const QJsonObject object = item.toObject();
        const QString path = object.value(u"path"_s).toString();
        if (!QFileInfo(path).isDir() || list.size() == kMostRecent)
            continue;
        list.append({path,
                     object.value(u"name"_s).toString(),
                     QDateTime::fromString(object.value(u"opened"_s).toString(), Qt::ISODate)});
    }
    return list;
}

Result<> rememberWorkspace(const QString &path, const QString &name)
{
    const QString canonical = QFileInfo(path).canonicalFilePath();
    if (canonical.isEmpty())
        return notFound(u"“%1” does not exist."_s.arg(path));
    QList<RecentWorkspace> list = recentWorkspaces();
    list.removeIf([&](const RecentWorkspace &workspace) { return workspace.path == canonical; });
    list.prepend({canonical, name, QDateTime::currentDateTimeUtc()});
    return write(list.first(qMin(kMostRecent, list.size())));
}

} // namespace devstack
