// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/propose/backends.h"

#include "foreign/inspect/hostnames.h"
#include "foreign/inspect/settingsdatabases.h"
#include "model/manifest/validity.h"

#include <QRegularExpression>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// A server that development environments run beside a program.
struct Product
{
    QString service;
    QString image; ///< a version that is current and maintained
    int port = 0;
    QString dataFolder;
    QMap<QString, QString> environment;
    QStringList libraries; ///< of any language
};

const QList<Product> &products()
{
    static const QList<Product> kProducts {
        {u"db"_s,
         u"mysql:8.0"_s,
         3306,
         u"/var/lib/mysql"_s,
         {},
         {u"mysqlclient"_s,
          u"pymysql"_s,
          u"mysql2"_s,
          u"mysql"_s,
          u"github.com/go-sql-driver/mysql"_s}},
        {u"db"_s,
         u"postgres:15"_s,
         5432,
         u"/var/lib/postgresql/data"_s,
         {},
         {u"psycopg2"_s,
          u"psycopg2-binary"_s,
          u"psycopg"_s,
          u"pg"_s,
          u"github.com/lib/pq"_s,
          u"github.com/jackc/pgx/v5"_s}},
        {u"mongo"_s,
         u"mongo:7"_s,
         27017,
         u"/data/db"_s,
         {},
         {u"pymongo"_s, u"mongoengine"_s, u"mongodb"_s, u"mongoose"_s, u"mongoid"_s}},
        {u"memcached"_s,
         u"memcached:1.6"_s,
         11211,
         {},
         {},
         {u"pymemcache"_s, u"python-memcached"_s, u"pylibmc"_s, u"dalli"_s, u"memjs"_s}},
        {u"redis"_s,
         u"redis:7"_s,
         6379,
         {},
         {},
         {u"redis"_s,
          u"django-redis"_s,
          u"ioredis"_s,
          u"sidekiq"_s,
          u"github.com/redis/go-redis/v9"_s}},
        {u"rabbitmq"_s, u"rabbitmq:3"_s, 5672, {}, {}, {u"pika"_s, u"amqplib"_s, u"bunny"_s}},
        {u"elasticsearch"_s,
         u"elasticsearch:7.17.21"_s,
         9200,
         u"/usr/share/elasticsearch/data"_s,
         {{u"discovery.type"_s, u"single-node"_s}, {u"ES_JAVA_OPTS"_s, u"-Xms512m -Xmx512m"_s}},
         {u"elasticsearch"_s,
          u"elasticsearch-dsl"_s,
          u"django-elasticsearch-dsl"_s,
          u"@elastic/elasticsearch"_s}},
        {u"meilisearch"_s,
         u"getmeili/meilisearch:v1.8"_s,
         7700,
         u"/meili_data"_s,
         {},
         {u"meilisearch"_s}},
    };
    return kProducts;
}

const Product *productOfPort(int port)
{
    const auto found = std::ranges::find(products(), port, &Product::port);
    return found == products().end() ? nullptr : &*found;
}

/// The container itself, where no server of another product listens.
bool isOneself(const QString &host)
{
    return host == u"localhost" || host == u"127.0.0.1" || host == u"0.0.0.0" || host.isEmpty();
}

ProposedBackend backendOf(const Product &product, const Grounds &grounds)
{
    ProposedBackend backend;
    backend.service = product.service;
    backend.image = product.image;
    backend.environment = product.environment;
    backend.dataFolder = product.dataFolder;
    backend.grounds = grounds;
    backend.imageGrounds = {{}, u"nothing says which version"_s, true};
    return backend;
}

/// Adds a product once; another name for it becomes an alias.
ProposedBackend &add(QList<ProposedBackend> &all,
                     const Product &product,
                     const QString &host,
                     const Grounds &grounds)
{
    const auto image = product.image.section(u':', 0, 0);
    auto found = std::ranges::find_if(all, [&](const ProposedBackend &known) {
        return known.image.section(u':', 0, 0) == image;
    });
    if (found == all.end()) {
        all += backendOf(product, grounds);
        found = all.end() - 1;
    }
    if (!isOneself(host) && host != found->service && !found->aliases.contains(host))
        found->aliases += host;
    return *found;
}

/// `os.environ.get("CACHE_LOCATION", "x")` up to a place in the line: the variable's name.
QString variableBefore(const QString &text)
{
    static const QRegularExpression kVariable(
        u"(?:environ\\.get\\(|getenv\\(|env\\()\\s*['\"](\\w+)['\"]\\s*,\\s*['\"]?[\\w+:/@.-]*\\z"_s);
    return kVariable.match(text).captured(1);
}

void addAddresses(QList<ProposedBackend> &all, const QString &line, const SourceMark &mark)
{
    static const QRegularExpression kAddress(
        u"(?<![\\w.-])([A-Za-z][A-Za-z0-9._-]*|127\\.0\\.0\\.1|0\\.0\\.0\\.0):(\\d{4,5})(?!\\d)"_s);
    auto matches = kAddress.globalMatch(line);
    while (matches.hasNext()) {
        const auto match = matches.next();
        const int port = match.captured(2).toInt();
        const Product *product = productOfPort(port);
        const QString host = match.captured(1);
        // DATABASES has the databases; an address that no name resolves to is somebody else's.
        if (!product || port == 3306 || port == 5432
            || (host.contains(u'.') && !isOneself(host) && !isHostName(host)))
            continue;
        ProposedBackend &backend = add(all, *product, host, {mark, {}, false});
        const QString variable = variableBefore(line.left(match.capturedStart()));
        if (isOneself(host) && !variable.isEmpty()) {
            static const QRegularExpression kOpen(u"['\"]([^'\"]*)\\z"_s);
            const QString before = kOpen.match(line.left(match.capturedStart())).captured(1);
            static const QRegularExpression kRest(u"\\A[^'\"]*"_s);
            const QString after = kRest.match(line.mid(match.capturedEnd())).captured(0);
            backend.variables.insert(
                variable, before + backend.service + u':' + QString::number(port) + after);
        }
    }
}

void addDatabase(QList<ProposedBackend> &all, const SettingsDatabase &database)
{
    const bool isPostgres = database.engine.text.contains(u"postg");
    if (!isPostgres && !database.engine.text.contains(u"mysql"))
        return;
    const Product *product = productOfPort(isPostgres ? 5432 : 3306);
    ProposedBackend &backend = add(all, *product, database.host.text, {database.mark, {}, false});
    if (isOneself(database.host.text) && !database.host.variable.isEmpty())
        backend.variables.insert(database.host.variable, backend.service);
    const QString name = database.name.text;
    const QString user = database.user.text;
    const QString password = database.password.text;
    const QString prefix = isPostgres ? u"POSTGRES_"_s : u"MYSQL_"_s;
    const QString nameKey = prefix + (isPostgres ? u"DB"_s : u"DATABASE"_s);
    if (backend.environment.contains(nameKey))
        return; // a second database of the same server is left to bootstrap
    if (!name.isEmpty())
        backend.environment.insert(nameKey, name);
    if (!user.isEmpty() && user != u"root")
        backend.environment.insert(prefix + u"USER"_s, user);
    if (isPostgres || (!user.isEmpty() && user != u"root"))
        backend.environment.insert(prefix + u"PASSWORD"_s, password);
    if (!isPostgres)
        backend.environment.insert(u"MYSQL_ROOT_PASSWORD"_s, password);
    if (password.isEmpty()) {
        for (const QString &key :
             {u"MYSQL_PASSWORD"_s, u"MYSQL_ROOT_PASSWORD"_s, u"POSTGRES_PASSWORD"_s})
            backend.environment.remove(key);
        backend.environment.insert(isPostgres ? u"POSTGRES_HOST_AUTH_METHOD"_s
                                              : u"MYSQL_ALLOW_EMPTY_PASSWORD"_s,
                                   isPostgres ? u"trust"_s : u"yes"_s);
    }
}

} // namespace

QList<ProposedBackend> backendsOfSettings(const Checkout &checkout, const QString &module)
{
    QList<ProposedBackend> all;
    for (const SettingsDatabase &database : settingsDatabases(checkout, module))
        addDatabase(all, database);
    for (const QString &file : settingsModuleFiles(checkout, module)) {
        const auto lines = checkout.lines(file);
        for (int at = 0; lines && at < lines->size(); ++at)
            addAddresses(all, withoutComment(lines->at(at)), Checkout::mark(file, at + 1));
    }
    return all;
}

QList<ProposedBackend> backendsOfLibraries(const Checkout &checkout,
                                           const QMap<QString, SourceMark> &libraries)
{
    QList<ProposedBackend> all;
    for (const QString &file : {u".env.example"_s, u".env.development"_s, u".env.sample"_s}) {
        const auto lines = checkout.lines(file);
        for (int at = 0; lines && at < lines->size(); ++at) {
            if (!lines->at(at).trimmed().startsWith(u'#'))
                addAddresses(all, lines->at(at), Checkout::mark(file, at + 1));
        }
    }
    for (auto it = libraries.begin(); it != libraries.end(); ++it) {
        for (const Product &product : products()) {
            if (!product.libraries.contains(it.key().toLower()))
                continue;
            ProposedBackend &backend
                = add(all, product, {}, {*it, u"for the library %1"_s.arg(it.key()), true});
            if (product.port == 3306)
                backend.environment = {{u"MYSQL_DATABASE"_s, u"app"_s},
                                       {u"MYSQL_USER"_s, u"app"_s},
                                       {u"MYSQL_PASSWORD"_s, u"password"_s},
                                       {u"MYSQL_ROOT_PASSWORD"_s, u"password"_s}};
            else if (product.port == 5432)
                backend.environment = {{u"POSTGRES_DB"_s, u"app"_s},
                                       {u"POSTGRES_USER"_s, u"app"_s},
                                       {u"POSTGRES_PASSWORD"_s, u"password"_s}};
        }
    }
    return all;
}

} // namespace devstack
