// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "model/compose/serviceroles.h"

#include "core/enumnames.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

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
    const bool builds
        = service.build && (service.build->isRoot || isOwnFolder(service.build->context));
    return builds || std::ranges::any_of(service.mounts, [](const MountEntry &mount) {
               return mount.kind == MountEntry::Kind::Bind
                   && (mount.isRoot || isOwnFolder(mount.source));
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

/// Builds something of the repository or mounts all of it.
bool isOwnCode(const ServiceEntry &service)
{
    if (isCheckout(service) || (service.build && service.build->isInside))
        return true;
    const QString context = service.build ? service.build->context : QString();
    const bool isElsewhere = context.startsWith(u'/') || context.startsWith(u"..")
        || context.startsWith(u'~') || context.contains(u"://") || context.contains(u'@');
    return !context.isEmpty() && !isElsewhere;
}

/// The program that answers requests, rather than one that waits for something else.
bool isServerCommand(const ServiceEntry &service)
{
    static const QRegularExpression kServer(
        u"\\b(?:runserver(?:_plus)?|gunicorn|uwsgi|uvicorn|daphne|hypercorn|waitress-serve|puma|"
        u"unicorn|rackup|php-fpm|apache2-foreground|mod_wsgi-express|django|flask\\s+run|"
        u"rails\\s+s(?:erver)?)\\b"_s);
    return kServer.match((service.entrypoint + service.command).join(u' ')).hasMatch();
}

/// Stands before an application, by image, name or the folder that it is built from.
bool isFrontProxy(const ServiceEntry &service)
{
    static const QRegularExpression kProxy(
        u"(?:\\A|[/._-])(?:nginx|varnish|haproxy|traefik|caddy|envoy|squid|proxy)(?:\\z|[/:._-])"_s);
    const QString context = service.build ? service.build->context : QString();
    return kProxy.match(service.image).hasMatch() || kProxy.match(service.name).hasMatch()
        || kProxy.match(context).hasMatch();
}

/// Runs the repository's code without being its service: bundlers, watchers, notebooks, tests,
/// documentation, proxies.
bool isAccessory(const ServiceEntry &service)
{
    static const QRegularExpression kName(
        u"(?:\\A|[._-])(?:watch|watcher|frontend|front|storybook|assets|webpack|notebook|jupyter|"
        u"docs|"
        u"test|tests|e2e|lint|migrate|migrations|init|setup)(?:\\z|[._-])"_s);
    static const QRegularExpression kCommand(u"\\b(?:yarn|npm|npx|pnpm|webpack\\w*|vite|storybook|"
                                             u"gulp|grunt|jupyter|pytest|tox|sphinx\\w*|"
                                             u"mkdocs)\\b|webpack_dev_server"_s);
    if (isFrontProxy(service) || kName.match(service.name).hasMatch())
        return true;
    const bool isNode = imageName(service.image) == u"node"_s && !service.build;
    return (isNode || kCommand.match(service.command.join(u' ')).hasMatch())
        && !isServerCommand(service);
}

/// What speaks for a service being the one that people mean, the weightiest first.
std::array<int, 6> standing(const ServiceEntry &service, const ComposeFile &compose)
{
    const ServiceRole role = roleOf(service);
    const bool isOwn = isOwnCode(service);
    int rank = 0;
    if (role == ServiceRole::App)
        rank = isOwn ? (isAccessory(service) ? 4 : 5) : 2;
    else if (role == ServiceRole::Worker)
        rank = isOwn ? 3 : 1;
    const bool isForwardedTo
        = std::ranges::any_of(compose.services, [&](const ServiceEntry &other) {
              const auto isIt
                  = [&](const ServiceDependency &needed) { return needed.service == service.name; };
              return isFrontProxy(other) && std::ranges::any_of(other.dependsOn, isIt);
          });
    return {rank,
            int(isServerCommand(service)),
            int(isForwardedTo),
            int(service.build && (service.build->isRoot || isOwnFolder(service.build->context))),
            int(!service.ports.isEmpty()),
            int(service.profiles.isEmpty())};
}

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
    QString best;
    std::array<int, 6> bestStanding {-1};
    for (const ServiceEntry &service : compose.services) {
        const std::array<int, 6> own = standing(service, compose);
        if (own > bestStanding) {
            best = service.name;
            bestStanding = own;
        }
    }
    return best;
}

} // namespace devstack
