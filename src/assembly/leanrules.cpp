// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "assembly/lean.h"

namespace devstack {

using namespace Qt::StringLiterals;

const QList<LeanRule> &leanRules()
{
    static const QList<LeanRule> kRules {
        // MySQL 8.0 reference manual 10.12.3.1 "How MySQL Uses Memory", MariaDB "System Variables":
        // valid for both.
        {.id = u"mysql"_s,
         .images = {u"mysql"_s, u"mysql-server"_s, u"mariadb"_s, u"percona"_s, u"percona-server"_s},
         .publishers = {u"mysql"_s, u"percona"_s},
         .programs = {u"mysqld"_s, u"mariadbd"_s},
         // Pages of 32 and 64 KB want a larger log buffer, group replication the performance
         // schema.
         .decided = {u"--innodb-page-size"_s,
                     u"--innodb-dedicated-server"_s,
                     u"--innodb-buffer-pool-chunk-size"_s,
                     u"--innodb-buffer-pool-instances"_s,
                     u"--group-replication*"_s,
                     u"--performance-schema-*"_s,
                     u"--plugin-load*"_s,
                     u"--defaults-file"_s,
                     u"--defaults-extra-file"_s},
         .configured = {u"/etc/my.cnf"_s, u"/etc/my.cnf.d"_s, u"/etc/mysql"_s},
         .arguments = {u"--performance-schema=OFF"_s,
                       u"--innodb-buffer-pool-size=64M"_s,
                       u"--innodb-log-buffer-size=4M"_s,
                       u"--table-open-cache=400"_s,
                       u"--table-definition-cache=400"_s},
         .why
         = u"A development database needs neither the performance schema nor a large buffer pool."_s},
        // PostgreSQL manual 20.4 "Resource Consumption".
        {.id = u"postgres"_s,
         .images = {u"postgres"_s, u"postgis"_s, u"pgvector"_s},
         .publishers = {u"postgis"_s, u"pgvector"_s},
         .programs = {u"postgres"_s},
         .decided = {u"-B"_s, u"--config-file"_s, u"-D"_s},
         .configured = {u"/etc/postgresql"_s, u"/var/lib/postgresql/data/postgresql.conf"_s},
         .arguments = {u"--shared-buffers=32MB"_s},
         .why = u"A small buffer pool is enough for development data."_s},
        // redis.conf of Redis 7: a ceiling, never evicting, so that queues lose nothing.
        {.id = u"redis"_s,
         .images = {u"redis"_s, u"valkey"_s},
         .publishers = {u"valkey"_s},
         .programs = {u"redis-server"_s, u"valkey-server"_s},
         // A file of the first word or from standard input may hold its own ceiling.
         .decided = {u"--sentinel"_s, u"--include"_s, u"*.conf"_s},
         .configured = {u"/usr/local/etc/redis"_s, u"/usr/local/etc/valkey"_s, u"/etc/redis"_s},
         .arguments = {u"--maxmemory"_s, u"128mb"_s},
         .why = u"A runaway cache ends with an error, not with a full laptop."_s},
        // memcached(1): -m is in megabytes, 64 by default.
        {.id = u"memcached"_s,
         .images = {u"memcached"_s},
         .programs = {u"memcached"_s},
         // An item may take half of the memory at most (-I), large pages and external storage (-o)
         // count with it: memcached ends where it does not fit.
         .decided = {u"-m"_s,
                     u"--memory-limit"_s,
                     u"-I"_s,
                     u"--max-item-size"_s,
                     u"-o"_s,
                     u"--extended"_s,
                     u"-L"_s,
                     u"--enable-largepages"_s,
                     u"-e"_s,
                     u"--memory-file"_s},
         .arguments = {u"-m"_s, u"16"_s},
         .why = u"A small cache is enough for development."_s},
        // Celery's reference of `celery worker`: one child process per processor by default. The
        // pool stays prefork: solo answers no remote control while a task runs.
        {.id = u"celery"_s,
         .programs = {u"celery"_s},
         .words = {u"worker"_s},
         .decided = {u"-c"_s, u"--autoscale"_s, u"-P"_s, u"--pool"_s},
         .arguments = {u"--concurrency=1"_s},
         .why = u"One process instead of one per processor; tasks run one after the other."_s},
        // Gunicorn "Configuration Overview": the variable stands above a configuration file and
        // below the command line. Without a file there is one worker already.
        {.id = u"gunicorn"_s,
         .programs = {u"gunicorn"_s},
         .words = {u"-c"_s, u"--config"_s},
         .decided = {u"-w"_s, u"--workers"_s},
         .decidedEnvironment = {u"WEB_CONCURRENCY"_s, u"GUNICORN_*"_s},
         .environment = {{u"GUNICORN_CMD_ARGS"_s, u"--workers=2"_s}},
         .inShell = true,
         .why = u"Two workers instead of what its configuration file counts by processors."_s},
        // MongoDB manual, storage.wiredTiger.engineConfig.cacheSizeGB: the smallest value is 0.25.
        {.id = u"mongo"_s,
         .images = {u"mongo"_s, u"mongodb"_s},
         .publishers = {u"mongodb"_s},
         .programs = {u"mongod"_s},
         // Other engines have no such cache; the percentage excludes it.
         .decided = {u"--storageEngine"_s,
                     u"--wiredTigerCacheSizePct"_s,
                     u"--inMemorySizeGB"_s,
                     u"-f"_s,
                     u"--config"_s},
         .configured = {u"/etc/mongod.conf"_s, u"/etc/mongo"_s},
         .arguments = {u"--wiredTigerCacheSizeGB"_s, u"0.25"_s},
         .untried = true,
         .why = u"The default cache is half of the machine's memory."_s},
        // Elasticsearch and OpenSearch size their heap by the machine's memory unless told.
        {.id = u"elasticsearch"_s,
         .images = {u"elasticsearch"_s},
         .decidedEnvironment = {u"ES_HEAP_SIZE"_s, u"ES_MIN_MEM"_s, u"ES_MAX_MEM"_s},
         .configured = {u"/usr/share/elasticsearch/config/jvm.options"_s,
                        u"/usr/share/elasticsearch/config/jvm.options.d"_s},
         .environment = {{u"ES_JAVA_OPTS"_s, u"-Xms512m -Xmx512m"_s}},
         .untried = true,
         .why = u"The default heap is half of the machine's memory."_s},
        {.id = u"opensearch"_s,
         .images = {u"opensearch"_s},
         .configured = {u"/usr/share/opensearch/config/jvm.options"_s,
                        u"/usr/share/opensearch/config/jvm.options.d"_s},
         .environment = {{u"OPENSEARCH_JAVA_OPTS"_s, u"-Xms512m -Xmx512m"_s}},
         .untried = true,
         .why = u"The default heap is large for development."_s},
        // Apache Kafka: kafka-server-start takes a heap of 1 GB unless KAFKA_HEAP_OPTS is set.
        {.id = u"kafka"_s,
         .images = {u"kafka"_s, u"cp-kafka"_s, u"cp-server"_s, u"cp-zookeeper"_s},
         // The cleaner takes its buffers from the heap before the broker listens.
         .decidedEnvironment
         = {u"KAFKA_OPTS"_s, u"KAFKA_JVM_PERFORMANCE_OPTS"_s, u"KAFKA_LOG_CLEANER_*"_s},
         .environment = {{u"KAFKA_HEAP_OPTS"_s, u"-Xms128m -Xmx512m"_s}},
         .untried = true,
         .why = u"The default heap of a broker is 1 GB."_s},
    };
    return kRules;
}

} // namespace devstack
