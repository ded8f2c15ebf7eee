// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/guard/guardmap.h"

#include "core/files.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

QJsonArray toArray(const QStringList &list)
{
    return QJsonArray::fromStringList(list);
}

QStringList toList(const QJsonValue &value)
{
    QStringList list;
    for (const auto &item : value.toArray())
        list += item.toString();
    return list;
}

QJsonValue runToJson(const std::optional<ServiceRun> &run)
{
    if (!run)
        return QJsonValue::Null;
    return QJsonObject {{u"service"_s, run->service}, {u"run"_s, toArray(run->run.arguments)}};
}

std::optional<ServiceRun> runFromJson(const QJsonValue &value)
{
    if (!value.isObject())
        return std::nullopt;
    ServiceRun run;
    run.service = value[u"service"_s].toString();
    run.run.arguments = toList(value[u"run"_s]);
    return run;
}

QJsonObject toJson(const GuardContainer &container)
{
    return {{u"ida"_s, container.ida},
            {u"service"_s, container.service},
            {u"name"_s, container.name},
            {u"old"_s, toArray(container.oldNames)}};
}

GuardContainer containerFromJson(const QJsonObject &json)
{
    return {json[u"ida"_s].toString(),
            json[u"service"_s].toString(),
            json[u"name"_s].toString(),
            toList(json[u"old"_s])};
}

QJsonObject toJson(const GuardProject &project)
{
    QJsonObject services;
    for (auto it = project.services.begin(); it != project.services.end(); ++it)
        services.insert(it.key(), it.value());
    return {{u"ida"_s, project.ida},
            {u"checkout"_s, project.checkout},
            {u"command"_s, toArray(project.command)},
            {u"services"_s, services},
            {u"leftOut"_s, toArray(project.leftOut)},
            {u"files"_s, toArray(project.files)},
            {u"note"_s, project.engineNote},
            {u"user"_s, runToJson(project.registerUser)},
            {u"oauth"_s, runToJson(project.registerOauth)}};
}

GuardProject projectFromJson(const QJsonObject &json)
{
    GuardProject project;
    project.ida = json[u"ida"_s].toString();
    project.checkout = json[u"checkout"_s].toString();
    project.command = toList(json[u"command"_s]);
    const QJsonObject services = json[u"services"_s].toObject();
    for (auto it = services.begin(); it != services.end(); ++it)
        project.services.insert(it.key(), it->toString());
    project.leftOut = toList(json[u"leftOut"_s]);
    project.files = toList(json[u"files"_s]);
    project.engineNote = json[u"note"_s].toString();
    project.registerUser = runFromJson(json[u"user"_s]);
    project.registerOauth = runFromJson(json[u"oauth"_s]);
    return project;
}

} // namespace

const GuardContainer *GuardMap::container(const QString &wanted) const
{
    const QString plain = wanted.startsWith(u'/') ? wanted.mid(1) : wanted;
    const GuardContainer *found = nullptr;
    for (const GuardContainer &candidate : containers) {
        if (candidate.name != plain && !candidate.oldNames.contains(plain))
            continue;
        // The own container wins over another IDA's that goes by the same name.
        if (candidate.ida == ida)
            return &candidate;
        if (!found)
            found = &candidate;
    }
    return found;
}

std::optional<QString> GuardMap::realName(const QString &wanted) const
{
    if (const GuardContainer *known = container(wanted))
        return known->name;
    const QString plain = wanted.startsWith(u'/') ? wanted.mid(1) : wanted;
    if (made.contains(plain))
        return plain;
    // A short id is made whole: docker would take it for a name first.
    static const QRegularExpression kId(u"\\A[0-9a-f]{4,64}\\z"_s);
    if (!kId.match(plain).hasMatch())
        return std::nullopt;
    QStringList meant = made;
    meant.removeIf([&](const QString &id) { return id.size() != 64 || !id.startsWith(plain); });
    return meant.size() == 1 ? std::optional(meant.first()) : std::nullopt;
}

const GuardProject *GuardMap::project(const QString &idaName) const
{
    for (const GuardProject &candidate : projects) {
        if (candidate.ida == idaName)
            return &candidate;
    }
    return nullptr;
}

QStringList GuardMap::knownNames() const
{
    QStringList own;
    QStringList others;
    for (const GuardContainer &candidate : containers)
        (candidate.ida == ida ? own : others) += candidate.oldNames;
    own += others;
    own.removeDuplicates();
    return own;
}

Result<> GuardMap::write(const QString &path) const
{
    QJsonArray containersJson;
    for (const GuardContainer &item : containers)
        containersJson += toJson(item);
    QJsonArray unmadeJson;
    for (const GuardContainer &item : unmade)
        unmadeJson += toJson(item);
    QJsonArray projectsJson;
    for (const GuardProject &item : projects)
        projectsJson += toJson(item);
    QJsonObject moves;
    for (auto it = ports.targets.begin(); it != ports.targets.end(); ++it)
        moves.insert(QString::number(it.key()), it.value());
    QJsonObject engineJson;
    for (auto it = engine.begin(); it != engine.end(); ++it)
        engineJson.insert(it.key(), it.value());
    return writeJson(path,
                     {{u"run"_s, run},
                      {u"ida"_s, ida},
                      {u"workspace"_s, workspace},
                      {u"network"_s, network},
                      {u"oldNetworks"_s, toArray(oldNetworks)},
                      {u"docker"_s, docker},
                      {u"make"_s, make},
                      {u"folder"_s, folder},
                      {u"central"_s, central},
                      {u"containers"_s, containersJson},
                      {u"unmade"_s, unmadeJson},
                      {u"projects"_s, projectsJson},
                      {u"ports"_s, moves},
                      {u"engine"_s, engineJson}});
}

Result<GuardMap> GuardMap::read(const QString &path)
{
    const auto json = readJson(path);
    if (!json)
        return json.error();
    GuardMap map;
    map.run = (*json)[u"run"_s].toString();
    map.ida = (*json)[u"ida"_s].toString();
    map.workspace = (*json)[u"workspace"_s].toString();
    map.network = (*json)[u"network"_s].toString();
    map.oldNetworks = toList((*json)[u"oldNetworks"_s]);
    map.docker = (*json)[u"docker"_s].toString();
    map.make = (*json)[u"make"_s].toString();
    map.folder = (*json)[u"folder"_s].toString();
    map.central = (*json)[u"central"_s].toString();
    for (const auto &item : (*json)[u"containers"_s].toArray())
        map.containers += containerFromJson(item.toObject());
    for (const auto &item : (*json)[u"unmade"_s].toArray())
        map.unmade += containerFromJson(item.toObject());
    for (const auto &item : (*json)[u"projects"_s].toArray())
        map.projects += projectFromJson(item.toObject());
    const QJsonObject moves = (*json)[u"ports"_s].toObject();
    for (auto it = moves.begin(); it != moves.end(); ++it)
        map.ports.targets.insert(it.key().toInt(), it->toInt());
    const QJsonObject engine = (*json)[u"engine"_s].toObject();
    for (auto it = engine.begin(); it != engine.end(); ++it)
        map.engine.insert(it.key(), it->toString());
    return map;
}

} // namespace devstack
