// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/snapshots/databaseserver.h"

#include "assembly/names.h"
#include "core/unknownname.h"
#include "engine/helpercontainer.h"
#include "engine/images.h"
#include "service/workspaceinternals.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QMutex>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// A value of the effective file as it means it: Compose reads "$$" as "$".
QString plain(const QJsonValue &value)
{
    return value.toString().replace(u"$$"_s, u"$"_s);
}

QStringList words(const QJsonValue &list)
{
    QStringList result;
    for (const QJsonValue &word : list.toArray())
        result += plain(word);
    return result;
}

bool canBeSnapshot(const AssembledService &service)
{
    return (service.database == DatabaseKind::MySql || service.database == DatabaseKind::Postgres)
        && !service.dataVolumes.isEmpty();
}

QStringList environmentOf(const QJsonObject &service)
{
    QStringList environment;
    const QJsonObject values = service[u"environment"_s].toObject();
    for (auto it = values.begin(); it != values.end(); ++it) {
        if (it.value().isString())
            environment += it.key() + u'=' + plain(it.value());
    }
    return environment;
}

/// A settings file that the repository mounts, read-only; what fills new data is none.
QString settingsMount(const QJsonObject &mount)
{
    const QString target = plain(mount[u"target"_s]);
    const QString source = plain(mount[u"source"_s]);
    const bool isPlain = !source.contains(u':') && !target.contains(u':');
    if (mount[u"type"_s].toString() != u"bind" || !isPlain
        || target.startsWith(u"/docker-entrypoint-initdb.d"))
        return {};
    return u"%1:%2:ro"_s.arg(source, target);
}

} // namespace

Result<QString>
databaseService(const QString &ida, const Assembly &assembly, const QString &service)
{
    QStringList known;
    for (const AssembledService &one : assembly.services) {
        if (canBeSnapshot(one))
            known += one.name;
    }
    if (known.isEmpty())
        return notFound(
            u"%1 has no MySQL, MariaDB or PostgreSQL database with a named volume."_s.arg(ida));
    if (service.isEmpty() && known.size() > 1)
        return invalidInput(u"%1 has several databases."_s.arg(ida),
                            {},
                            u"Name one: %1/%2"_s.arg(ida, known.join(u" or %1/"_s.arg(ida))));
    if (!service.isEmpty() && !known.contains(service))
        return unknownName(ida, u"database"_s, service, known);
    return service.isEmpty() ? known.first() : service;
}

Result<DatabaseServer> databaseServer(const QString &ida,
                                      const Assembly &assembly,
                                      const QString &service,
                                      const QString &volumeKey)
{
    const auto known = databaseService(ida, assembly, service);
    if (!known)
        return known.error();
    const auto found = std::ranges::find(assembly.services, *known, &AssembledService::name);
    const QJsonObject model = assembly.model[u"services"_s].toObject()[found->key].toObject();
    DatabaseServer server;
    server.ida = ida;
    server.service = *known;
    server.kind = found->database;
    server.image = found->image;
    server.entrypoint = words(model[u"entrypoint"_s]);
    server.command = words(model[u"command"_s]);
    server.environment = environmentOf(model);
    server.volumeKey = volumeKey.isEmpty() ? found->dataVolumes.first() : volumeKey;
    for (const QJsonValue &value : model[u"volumes"_s].toArray()) {
        const QJsonObject mount = value.toObject();
        if (mount[u"type"_s].toString() == u"volume"
            && mount[u"source"_s].toString() == server.volumeKey)
            server.folder = plain(mount[u"target"_s]);
        else if (const QString settings = settingsMount(mount); !settings.isEmpty())
            server.binds += settings;
    }
    if (server.folder.isEmpty())
        return notFound(
            u"%1/%2 does not mount the volume “%3”."_s.arg(ida, *known, server.volumeKey));
    return server;
}

namespace {

/// What images were found to hold, by their ids: an image never changes, and asking takes a
/// container. Those who ask at the same time wait for the first one's answer.
struct KnownProducts
{
    QMutex mutex;
    QHash<QString, DatabaseProduct> byImage;
};

KnownProducts &knownProducts()
{
    static KnownProducts one;
    return one;
}

} // namespace

Result<DatabaseProduct>
productOfImage(Workspace::Internals &internals, const DatabaseServer &server, std::stop_token stop)
{
    const auto engine = internals.engine();
    if (!engine)
        return engine.error();
    const auto image = inspectImage(**engine, server.image, stop);
    const QString imageId = image && *image ? (*image)->id : QString();
    const QMutexLocker lock(&knownProducts().mutex);
    const auto known = knownProducts().byImage.constFind(imageId);
    if (known != knownProducts().byImage.cend())
        return *known;
    HelperSpec spec;
    spec.image = server.image;
    spec.entrypoint = {u"sh"_s, u"-c"_s};
    spec.command
        = {u"for name in mariadbd mysqld postgres; do tool=$(command -v $name) || "
           u"tool=$(ls /usr/lib/postgresql/*/bin/$name /usr/sbin/$name 2>/dev/null | head -n 1); "
           u"[ -z \"$tool\" ] || exec \"$tool\" --version; done; exit 127"_s};
    spec.labels = {{label::kHelper, internals.id}};
    const auto ended = runOneOff(**engine, spec, std::move(stop));
    if (!ended)
        return ended.error();
    const auto product = productOf(ended->output);
    if (!product)
        return failed(
                   u"The image %1 does not tell which database server it has."_s.arg(server.image))
            .because(ended->output);
    if (!imageId.isEmpty())
        knownProducts().byImage.insert(imageId, *product);
    return *product;
}

} // namespace devstack
