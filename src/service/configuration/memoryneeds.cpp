// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/configuration/memoryneeds.h"

#include "model/compose/serviceroles.h"

#include <QJsonArray>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMiB = 1024 * 1024;

/// Rough guesses for images that never ran here, on the high side; JVMs by their heap and half of
/// it again. What was seen in earlier runs goes before them.
struct ImageMemory
{
    QStringList images;
    int lean; ///< MiB with the settings of lean.h
    int full; ///< MiB as the image comes
};

const QList<ImageMemory> &imageTable()
{
    static const QList<ImageMemory> kTable {
        {{u"mysql"_s, u"mysql-server"_s, u"mariadb"_s, u"percona"_s, u"percona-server"_s},
         200,
         500},
        {{u"postgres"_s, u"postgis"_s, u"pgvector"_s}, 50, 90},
        {{u"mongo"_s, u"mongodb"_s}, 200, 350},
        {{u"redis"_s, u"valkey"_s, u"memcached"_s, u"nginx"_s, u"traefik"_s}, 20, 30},
        {{u"elasticsearch"_s, u"opensearch"_s}, 600, 1500},
        {{u"kafka"_s, u"cp-kafka"_s, u"cp-server"_s}, 400, 1200},
        {{u"cp-zookeeper"_s, u"zookeeper"_s}, 200, 300},
        {{u"rabbitmq"_s}, 150, 150},
        {{u"minio"_s}, 150, 150},
        {{u"node"_s}, 500, 500},
    };
    return kTable;
}

QString commandText(const QJsonObject &definition)
{
    QStringList words;
    for (const QJsonValue &word : definition.value(u"command"_s).toArray())
        words += word.toString();
    return words.join(u' ');
}

qint64 ofDatabase(DatabaseKind kind, bool lean)
{
    switch (kind) {
    case DatabaseKind::MySql:
        return (lean ? 200 : 500) * kMiB;
    case DatabaseKind::Postgres:
        return (lean ? 50 : 90) * kMiB;
    case DatabaseKind::Mongo:
        return (lean ? 200 : 350) * kMiB;
    case DatabaseKind::None:
        break;
    }
    return 100 * kMiB;
}

} // namespace

qint64 estimatedMemory(const AssembledService &service, const QJsonObject &definition, bool lean)
{
    const QString image = imageName(service.image);
    const QString command = commandText(definition);
    for (const ImageMemory &entry : imageTable()) {
        if (entry.images.contains(image))
            return (lean ? entry.lean : entry.full) * kMiB;
    }
    if (service.role == AssembledService::Role::Database)
        return ofDatabase(service.database, lean);
    if (service.role == AssembledService::Role::Infrastructure)
        return 100 * kMiB;
    // A development server that reloads runs the application twice; front ends build in memory.
    if (command.contains(u"webpack"_s) || command.contains(u"npm "_s))
        return 600 * kMiB;
    if (command.contains(u"runserver"_s))
        return 300 * kMiB;
    return 200 * kMiB;
}

QString memoryKey(const QString &ida, const QString &service, bool lean)
{
    return u"%1/%2/%3"_s.arg(ida, service, lean ? u"lean"_s : u"full"_s);
}

QList<MemoryNeed>
memoryNeeds(const QString &ida, const Assembly &assembly, const MemoryRecords &records, bool lean)
{
    const QJsonObject services = assembly.model.value(u"services"_s).toObject();
    QList<MemoryNeed> needs;
    qint64 remembered = 0;
    qint64 estimated = 0;
    for (const AssembledService &service : assembly.services) {
        MemoryNeed need;
        need.ida = ida;
        need.service = service.name;
        need.bytes = records.value(memoryKey(ida, service.name, lean)).bytes;
        if (need.bytes > 0) {
            need.source = MemoryNeed::Source::Remembered;
            remembered += need.bytes;
        } else {
            need.bytes = estimatedMemory(service, services.value(service.key).toObject(), lean);
            estimated += need.bytes;
        }
        needs += need;
    }
    const std::optional<qint64> declared = assembly.manifest.resources.memory;
    if (!declared || estimated == 0)
        return needs;
    const qint64 left = qMax<qint64>(*declared - remembered, 0);
    for (MemoryNeed &need : needs) {
        if (need.source != MemoryNeed::Source::Estimated)
            continue;
        need.bytes = qint64(double(left) * double(need.bytes) / double(estimated));
        need.source = MemoryNeed::Source::Declared;
    }
    return needs;
}

} // namespace devstack
