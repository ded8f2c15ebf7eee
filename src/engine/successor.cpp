// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "engine/successor.h"

#include "engine/images.h"

#include <QJsonArray>
#include <QSet>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// A mode that names another container, whose life the new one would have to share.
bool livesInAnother(const QJsonObject &host)
{
    for (const QString &key : {u"NetworkMode"_s, u"IpcMode"_s, u"PidMode"_s}) {
        if (host.value(key).toString().startsWith(u"container:"))
            return true;
    }
    return !host.value(u"VolumesFrom"_s).toArray().isEmpty()
        || !host.value(u"Links"_s).toArray().isEmpty();
}

/// "VOLUME:/path[:options]" with another volume.
QString withOther(const QString &bind, const QMap<QString, QString> &volumes)
{
    const qsizetype end = bind.indexOf(u':');
    const QString name = bind.left(end);
    return end > 0 && volumes.contains(name) ? volumes.value(name) + bind.mid(end) : bind;
}

QJsonArray binds(const QJsonArray &before, const QMap<QString, QString> &volumes)
{
    QJsonArray after;
    for (const QJsonValue &bind : before)
        after.append(withOther(bind.toString(), volumes));
    return after;
}

QJsonArray mounts(const QJsonArray &before, const QMap<QString, QString> &volumes)
{
    QJsonArray after;
    for (const QJsonValue &value : before) {
        QJsonObject mount = value.toObject();
        const QString source = mount.value(u"Source"_s).toString();
        if (mount.value(u"Type"_s).toString() == u"volume" && volumes.contains(source))
            mount.insert(u"Source"_s, volumes.value(source));
        after.append(mount);
    }
    return after;
}

/// Where something is mounted because the container was asked to, by target.
QSet<QString> askedTargets(const QJsonObject &host)
{
    QSet<QString> targets;
    const QJsonArray binds = host.value(u"Binds"_s).toArray();
    for (const QJsonValue &bind : binds)
        targets += bind.toString().section(u':', 1, 1);
    const QJsonArray mounts = host.value(u"Mounts"_s).toArray();
    for (const QJsonValue &mount : mounts) {
        // Without a source the Engine made a volume, which nothing here names.
        if (!mount.toObject().value(u"Source"_s).toString().isEmpty())
            targets += mount.toObject().value(u"Target"_s).toString();
    }
    return targets;
}

bool hasUnnamedVolumes(const QJsonObject &inspected, const QJsonObject &host)
{
    const QSet<QString> asked = askedTargets(host);
    const QJsonArray mounted = inspected.value(u"Mounts"_s).toArray();
    return std::ranges::any_of(mounted, [&](const QJsonValue &value) {
        const QJsonObject mount = value.toObject();
        return mount.value(u"Type"_s).toString() == u"volume"
            && !asked.contains(mount.value(u"Destination"_s).toString());
    });
}

/// What the container asked of a network, without what the Engine gave it there.
QJsonObject wishOf(const QJsonObject &network, const QString &shortId)
{
    QJsonObject wish;
    for (const QString &key : {u"IPAMConfig"_s, u"Links"_s, u"DriverOpts"_s, u"GwPriority"_s}) {
        if (network.contains(key))
            wish.insert(key, network.value(key));
    }
    QJsonArray aliases;
    const QJsonArray before = network.value(u"Aliases"_s).toArray();
    for (const QJsonValue &alias : before) {
        if (alias.toString() != shortId)
            aliases.append(alias);
    }
    wish.insert(u"Aliases"_s, aliases);
    return wish;
}

EngineRequest post(const QByteArray &path)
{
    EngineRequest request;
    request.method = "POST";
    request.path = path;
    return request;
}

} // namespace

std::optional<Successor> successorOf(const QJsonObject &inspected,
                                     const QMap<QString, QString> &volumes)
{
    const QString id = inspected.value(u"Id"_s).toString();
    const QString shortId = id.left(12);
    QJsonObject body = inspected.value(u"Config"_s).toObject();
    QJsonObject host = inspected.value(u"HostConfig"_s).toObject();
    if (shortId.isEmpty() || body.isEmpty() || host.isEmpty() || livesInAnother(host)
        || hasUnnamedVolumes(inspected, host) || !body.value(u"MacAddress"_s).toString().isEmpty())
        return std::nullopt;
    if (body.value(u"Hostname"_s).toString() == shortId)
        body.remove(u"Hostname"_s);
    host.insert(u"Binds"_s, binds(host.value(u"Binds"_s).toArray(), volumes));
    if (const QJsonArray before = host.value(u"Mounts"_s).toArray(); !before.isEmpty())
        host.insert(u"Mounts"_s, mounts(before, volumes));
    body.insert(u"HostConfig"_s, host);

    Successor successor;
    successor.name = inspected.value(u"Name"_s).toString().mid(1);
    successor.imageId = inspected.value(u"Image"_s).toString();
    const QString main = host.value(u"NetworkMode"_s).toString();
    QJsonObject joined; // Engines before API 1.44 take one with the container
    const QJsonObject networks
        = inspected.value(u"NetworkSettings"_s).toObject().value(u"Networks"_s).toObject();
    for (auto it = networks.begin(); it != networks.end(); ++it) {
        const QJsonObject wish = wishOf(it.value().toObject(), shortId);
        if (it.key() == main)
            joined.insert(main, wish);
        else
            successor.networks.insert(it.key(), wish);
    }
    body.insert(u"NetworkingConfig"_s, QJsonObject {{u"EndpointsConfig"_s, joined}});
    successor.body = body;
    return successor;
}

Result<std::optional<Successor>> successorOf(const EngineClient &engine,
                                             const QString &container,
                                             const QMap<QString, QString> &volumes,
                                             std::stop_token stop)
{
    EngineRequest request;
    request.path = apiPath("/containers/", container, "/json");
    const auto answer = engine.call(request, stop);
    if (!answer)
        return answer.error();
    auto successor = successorOf(answer->object(), volumes);
    if (!successor)
        return successor;
    const auto image
        = inspectImage(engine, successor->body.value(u"Image"_s).toString(), std::move(stop));
    if (!image)
        return image.error();
    if (!*image || (*image)->id != successor->imageId)
        return std::optional<Successor>();
    return successor;
}

Result<>
startSuccessor(const EngineClient &engine, const Successor &successor, std::stop_token stop)
{
    EngineRequest create = post("/containers/create");
    create.query.append({"name", successor.name});
    create.body = successor.body;
    const auto created = engine.call(create, stop);
    if (!created)
        return created.error();
    const QString id = (*created)[u"Id"_s].toString();
    for (auto it = successor.networks.cbegin(); it != successor.networks.cend(); ++it) {
        EngineRequest join = post(apiPath("/networks/", it.key(), "/connect"));
        join.body = QJsonObject {{u"Container"_s, id}, {u"EndpointConfig"_s, it.value()}};
        if (const auto joined = engine.call(join, stop); !joined)
            return joined.error();
    }
    EngineRequest start = post(apiPath("/containers/", id, "/start"));
    start.timeout = std::chrono::minutes(1);
    const auto started = engine.call(start, std::move(stop));
    return started ? ok() : Result<>(started.error());
}

} // namespace devstack
