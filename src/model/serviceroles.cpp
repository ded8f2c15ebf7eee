// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "model/serviceroles.h"

#include "core/enumnames.h"

#include <QRegularExpression>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// Whether one of the words is part of the name: "bitnami/mysql-server", "pgvector",
/// "edxops/elasticsearch".
bool namesOne(const QString &image, const QStringList &words)
{
    return std::ranges::any_of(words, [&](const QString &word) { return image.contains(word); });
}

/// Programs that watch or administer a store and are not the store: "mysqld-exporter", "pgadmin",
/// "redis-commander".
bool isCompanion(const QString &image)
{
    return namesOne(image,
                    {u"exporter"_s,
                     u"admin"_s,
                     u"commander"_s,
                     u"express"_s,
                     u"backup"_s,
                     u"proxy"_s,
                     u"insight"_s,
                     u"dashboard"_s});
}

bool isWorkerCommand(const ServiceEntry &service)
{
    static const QRegularExpression kWorker(
        u"\\bcelery\\b.*\\b(?:worker|beat)\\b|\\b(?:rqworker|rqscheduler|qcluster|run_huey|"
        u"dramatiq|sidekiq)\\b"
        "|\\brq\\s+worker\\b|\\bconsume_events\\b|\\b\\w*consumer\\w*\\b"_s,
        QRegularExpression::DotMatchesEverythingOption);
    return kWorker.match((service.entrypoint + service.command).join(u' ')).hasMatch();
}

bool isWorkerName(const QString &name)
{
    static const QRegularExpression kWorker(
        u"(?:\\A|[._-])(?:worker|workers|consumer|celery|beat|scheduler)(?:\\z|[._-])"_s);
    return kWorker.match(name).hasMatch();
}

bool isOwnFolder(const QString &path)
{
    return path == u"." || path == u"./";
}

bool isCheckout(const ServiceEntry &service)
{
    const bool builds = service.build && isOwnFolder(service.build->context);
    return builds || std::ranges::any_of(service.mounts, [](const MountEntry &mount) {
               return mount.kind == MountEntry::Kind::Bind && isOwnFolder(mount.source);
           });
}

constexpr EnumName<ServiceRole> kServiceRoles[] {
    {ServiceRole::App, u"app"},
    {ServiceRole::Worker, u"worker"},
    {ServiceRole::Database, u"database"},
    {ServiceRole::Cache, u"cache"},
    {ServiceRole::Search, u"search"},
    {ServiceRole::Queue, u"queue"},
    {ServiceRole::Other, u"other"},
};

} // namespace

QString toString(ServiceRole role)
{
    return nameOf<kServiceRoles>(role);
}

QString imageName(const QString &reference)
{
    const QString name = reference.section(u'@', 0, 0).section(u'/', -1);
    return name.section(u':', 0, 0).toLower();
}

DatabaseKind databaseKindOf(const ServiceEntry &service)
{
    QStringList targets;
    for (const MountEntry &mount : service.mounts)
        targets += mount.target;
    return databaseKindOf(service.image, targets);
}

DatabaseKind databaseKindOf(const QString &image, const QStringList &mountTargets)
{
    const QString name = imageName(image);
    const bool isStore = !isCompanion(name);
    const auto mounts = [&](const QString &folder) {
        return std::ranges::any_of(
            mountTargets, [&](const QString &target) { return target.startsWith(folder); });
    };
    if (mounts(u"/var/lib/mysql"_s)
        || (isStore && namesOne(name, {u"mysql"_s, u"mariadb"_s, u"percona"_s})))
        return DatabaseKind::MySql;
    if (mounts(u"/var/lib/postgresql"_s)
        || (isStore
            && namesOne(name, {u"postgres"_s, u"postgis"_s, u"pgvector"_s, u"timescale"_s})))
        return DatabaseKind::Postgres;
    if (mounts(u"/data/db"_s) || (isStore && namesOne(name, {u"mongo"_s})))
        return DatabaseKind::Mongo;
    return DatabaseKind::None;
}

ServiceRole roleOf(const ServiceEntry &service)
{
    if (isWorkerCommand(service))
        return ServiceRole::Worker;
    if (databaseKindOf(service) != DatabaseKind::None)
        return ServiceRole::Database;
    const QString image = imageName(service.image);
    if (!isCompanion(image)) {
        if (namesOne(image, {u"redis"_s, u"memcache"_s, u"valkey"_s, u"keydb"_s}))
            return ServiceRole::Cache;
        if (namesOne(
                image,
                {u"elasticsearch"_s, u"opensearch"_s, u"meilisearch"_s, u"typesense"_s, u"solr"_s}))
            return ServiceRole::Search;
        if (namesOne(image, {u"rabbitmq"_s, u"kafka"_s, u"redpanda"_s, u"nats"_s, u"zookeeper"_s}))
            return ServiceRole::Queue;
    }
    if (isWorkerName(service.name))
        return ServiceRole::Worker;
    if (service.build || isCheckout(service))
        return ServiceRole::App;
    static const QStringList kInfrastructure {u"nginx"_s,
                                              u"traefik"_s,
                                              u"caddy"_s,
                                              u"haproxy"_s,
                                              u"keycloak"_s,
                                              u"mailhog"_s,
                                              u"mailpit"_s,
                                              u"minio"_s,
                                              u"jaeger"_s,
                                              u"selenium"_s,
                                              u"grafana"_s,
                                              u"localstack"_s};
    if (isCompanion(image) || namesOne(image, kInfrastructure))
        return ServiceRole::Other;
    return service.mounts.isEmpty() && service.ports.isEmpty() ? ServiceRole::Other
                                                               : ServiceRole::App;
}

QString primaryService(const ComposeFile &compose)
{
    return primaryService(compose, compose.manifest);
}

QString primaryService(const ComposeFile &compose, const Manifest &manifest)
{
    if (compose.services.contains(manifest.primary))
        return manifest.primary;
    const auto score = [](const ServiceEntry &service) {
        const ServiceRole role = roleOf(service);
        return (role == ServiceRole::App          ? 8
                    : role == ServiceRole::Worker ? 4
                                                  : 0)
            + (isCheckout(service) ? 16 : 0) + (service.ports.isEmpty() ? 0 : 2)
            + (service.profiles.isEmpty() ? 1 : 0);
    };
    QString best;
    int bestScore = -1;
    for (const ServiceEntry &service : compose.services) {
        if (score(service) > bestScore) {
            best = service.name;
            bestScore = score(service);
        }
    }
    return best;
}

} // namespace devstack
