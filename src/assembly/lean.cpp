// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "assembly/lean.h"

#include "assembly/databases.h"

#include <QJsonArray>

#include <algorithm>

namespace devstack {

namespace {

/// "--shared-buffers" of "--shared_buffers=32MB" and of the second word of "-c
/// shared_buffers=32MB".
QString optionName(const QString &argument)
{
    QString name = argument.section(u'=', 0, 0);
    name.replace(u'_', u'-');
    return name.startsWith(u'-') || !argument.contains(u'=') ? name : QString(u"--" + name);
}

QStringList commandOf(const QJsonObject &service)
{
    QStringList command;
    const QJsonArray words = service.value(u"command").toArray();
    for (const QJsonValue &word : words)
        command.append(word.toString());
    return command;
}

bool hasEntrypoint(const QJsonObject &service)
{
    return !service.value(u"entrypoint").isNull() && !service.value(u"entrypoint").isUndefined();
}

const LeanRule *ruleFor(const QJsonObject &service)
{
    const QString image = imageName(service.value(u"image").toString());
    const QStringList command = commandOf(service);
    const QString program = command.isEmpty() ? QString() : command.first().section(u'/', -1);
    for (const LeanRule &rule : leanRules()) {
        if (rule.programs.contains(program))
            return &rule;
        const bool takesOptions = program.isEmpty() || program.startsWith(u'-');
        if (rule.images.contains(image) && takesOptions && !hasEntrypoint(service))
            return &rule;
    }
    return nullptr;
}

QStringList missingArguments(const LeanRule &rule, const QStringList &command)
{
    QStringList added;
    bool keepsValue = false;
    for (const QString &argument : rule.arguments) {
        if (!argument.startsWith(u'-')) { // the value of the option before it
            if (keepsValue)
                added.append(argument);
            continue;
        }
        keepsValue = std::ranges::none_of(
            command, [&](const QString &word) { return optionName(word) == optionName(argument); });
        if (keepsValue)
            added.append(argument);
    }
    return added;
}

} // namespace

const QList<LeanRule> &leanRules()
{
    static const QList<LeanRule> rules {
        // MySQL 8.0 reference manual 10.12.3.1 "How MySQL Uses Memory", MariaDB "System Variables":
        // valid for both.
        {{QStringLiteral("mysql"),
          QStringLiteral("mysql-server"),
          QStringLiteral("mariadb"),
          QStringLiteral("percona"),
          QStringLiteral("percona-server")},
         {QStringLiteral("mysqld"), QStringLiteral("mariadbd")},
         {QStringLiteral("--performance-schema=OFF"),
          QStringLiteral("--innodb-buffer-pool-size=64M"),
          QStringLiteral("--innodb-log-buffer-size=4M"),
          QStringLiteral("--table-open-cache=400"),
          QStringLiteral("--table-definition-cache=400")},
         {},
         QStringLiteral("Lean: a development database needs neither the performance schema nor a "
                        "large buffer pool.")},
        // PostgreSQL manual 20.4 "Resource Consumption".
        {{QStringLiteral("postgres"), QStringLiteral("postgis"), QStringLiteral("pgvector")},
         {QStringLiteral("postgres")},
         {QStringLiteral("--shared-buffers=32MB")},
         {},
         QStringLiteral("Lean: a small buffer pool is enough for development data.")},
        // redis.conf of Redis 7: a ceiling, never evicting, so that queues lose nothing.
        {{QStringLiteral("redis"), QStringLiteral("valkey")},
         {QStringLiteral("redis-server"), QStringLiteral("valkey-server")},
         {QStringLiteral("--maxmemory"), QStringLiteral("128mb")},
         {},
         QStringLiteral("Lean: a runaway cache ends with an error, not with a full laptop.")},
        // memcached(1): -m is in megabytes, 64 by default.
        {{QStringLiteral("memcached")},
         {QStringLiteral("memcached")},
         {QStringLiteral("-m"), QStringLiteral("16")},
         {},
         QStringLiteral("Lean: a small cache is enough for development.")},
        // MongoDB manual, storage.wiredTiger.engineConfig.cacheSizeGB: the smallest value is 0.25.
        {{QStringLiteral("mongo"), QStringLiteral("mongodb")},
         {QStringLiteral("mongod")},
         {QStringLiteral("--wiredTigerCacheSizeGB"), QStringLiteral("0.25")},
         {},
         QStringLiteral("Lean: the default cache is half of the machine's memory.")},
        // Elasticsearch and OpenSearch size their heap by the machine's memory unless told.
        {{QStringLiteral("elasticsearch")},
         {},
         {},
         {{QStringLiteral("ES_JAVA_OPTS"), QStringLiteral("-Xms256m -Xmx256m")}},
         QStringLiteral("Lean: the default heap is half of the machine's memory.")},
        {{QStringLiteral("opensearch")},
         {},
         {},
         {{QStringLiteral("OPENSEARCH_JAVA_OPTS"), QStringLiteral("-Xms256m -Xmx256m")}},
         QStringLiteral("Lean: the default heap is large for development.")},
    };
    return rules;
}

LeanChange applyLean(QJsonObject &service)
{
    const LeanRule *rule = ruleFor(service);
    if (rule == nullptr)
        return {};
    LeanChange change {{}, rule->why};
    const QStringList command = commandOf(service);
    const QStringList added = missingArguments(*rule, command);
    if (!added.isEmpty()) {
        service.insert(u"command", QJsonArray::fromStringList(command + added));
        change.what.append(QStringLiteral("command: %1").arg(added.join(u' ')));
    }
    QJsonObject environment = service.value(u"environment").toObject();
    for (auto it = rule->environment.begin(); it != rule->environment.end(); ++it) {
        if (environment.contains(it.key()))
            continue;
        environment.insert(it.key(), it.value());
        change.what.append(QStringLiteral("environment: %1=%2").arg(it.key(), it.value()));
        service.insert(u"environment", environment);
    }
    return change;
}

} // namespace devstack
