// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "store/workspaceregistry.h"

#include "core/files.h"
#include "core/userpaths.h"

#include <QFile>
#include <QJsonObject>

#include <filesystem>
#include <system_error>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

QString registryPath()
{
    return userStateDir() + u"/workspaces.json"_s;
}

} // namespace

WorkspaceRegistry WorkspaceRegistry::read()
{
    WorkspaceRegistry registry;
    const auto json = readJson(registryPath());
    if (!json && json.error().kind == Error::Kind::Io)
        registry.m_unread = json.error();
    const QJsonObject ids = json ? json->value(u"ids"_s).toObject() : QJsonObject();
    for (auto it = ids.begin(); it != ids.end(); ++it)
        registry.m_ids.insert(it.key(), it.value().toString());
    return registry;
}

QString WorkspaceRegistry::otherOwner(const QString &id, const QString &folder) const
{
    for (auto it = m_ids.begin(); it != m_ids.end(); ++it) {
        const bool isOther = it.value() == id && it.key() != folder && toldId(it.key()) == id;
        if (isOther && !isSameFolder(it.key(), folder))
            return it.key();
    }
    return {};
}

Result<> WorkspaceRegistry::enter(const QString &folder, const QString &id)
{
    if (m_unread)
        return cannotReadNow(*m_unread);
    auto ids = m_ids;
    ids.removeIf([&](const auto &entry) { return entry.value() == id; });
    ids.insert(folder, id);
    if (ids == m_ids)
        return ok();
    m_ids = ids;
    QJsonObject json;
    for (auto it = m_ids.cbegin(); it != m_ids.cend(); ++it)
        json.insert(it.key(), it.value());
    return writeJson(registryPath(), {{u"version"_s, 1}, {u"ids"_s, json}});
}

QString toldId(const QString &folder)
{
    const auto json = readJson(folder + u"/.devstack/workspace.json"_s);
    return json ? json->value(u"id"_s).toString() : QString();
}

bool isSameFolder(const QString &a, const QString &b)
{
    std::error_code error;
    return std::filesystem::equivalent(
               QFile::encodeName(a).toStdString(), QFile::encodeName(b).toStdString(), error)
        && !error;
}

} // namespace devstack
