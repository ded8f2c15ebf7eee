// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/databases/caches.h"

#include "assembly/names.h"
#include "engine/containers.h"
#include "engine/exec.h"
#include "model/compose/serviceroles.h"
#include "service/workspaceinternals.h"

namespace devstack {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// Fixed, and nothing of a repository is part of it. memcached's image has no client; a restart
// empties it. redis-cli ends with 0 whatever the server says.
constexpr char kFlush[] = R"(for client in redis-cli valkey-cli keydb-cli; do
    command -v "$client" >/dev/null || continue
    if [ -n "${REDIS_PASSWORD:-}" ]; then export REDISCLI_AUTH="$REDIS_PASSWORD"; fi
    said=$("$client" FLUSHALL 2>&1)
    [ "$said" = OK ] && exit 0
    echo "$said" >&2; exit 1
done
exit 77)";
constexpr int kHasNoClient = 77;
constexpr std::chrono::milliseconds kFlushLimit = 10s;

Result<> flush(const EngineClient &engine, const QString &container, const std::stop_token &stop)
{
    ExecSpec spec;
    spec.container = container;
    spec.command = {u"sh"_s, u"-c"_s, QString::fromLatin1(kFlush)};
    spec.timeout = kFlushLimit;
    QString said;
    const auto ended
        = runInContainer(engine, spec, stop, [&](const OutputLine &line) { said = line.text; });
    if (!ended)
        return ended.error();
    if (ended->exitCode == kHasNoClient)
        return restartContainer(engine, container, stop);
    return ended->succeeded() ? ok() : Result<>(failed(said));
}

} // namespace

QStringList cachesOf(const IdaDefinition &ida)
{
    QStringList names;
    const auto &services = ida.compose.services;
    for (auto it = services.cbegin(); it != services.cend(); ++it) {
        if (roleOf(*it) == ServiceRole::Cache && ida.runs(*it) && !ida.without().contains(it.key()))
            names += it.key();
    }
    return names;
}

QMap<QString, QStringList> cachesOf(const WorkspaceDefinition &definition, const QStringList &idas)
{
    QMap<QString, QStringList> caches;
    for (const QString &name : idas) {
        const IdaDefinition *ida = definition.find(name);
        if (const QStringList names = ida ? cachesOf(*ida) : QStringList(); !names.isEmpty())
            caches.insert(name, names);
    }
    return caches;
}

FlushedCaches flushCaches(Workspace::Internals &internals,
                          const QMap<QString, QStringList> &caches,
                          std::stop_token stop)
{
    FlushedCaches result;
    const auto engine = internals.engine();
    if (caches.isEmpty() || !engine)
        return result;
    const auto containers
        = listContainers(**engine, {label::filter(label::kWorkspace, internals.id)}, stop);
    if (!containers)
        return result;
    for (const ContainerInfo &container : *containers) {
        const QString ida = container.labels.value(label::kIda);
        const QString service = container.labels.value(label::kService);
        if (!caches.value(ida).contains(service) || container.state != ContainerState::Running)
            continue;
        const QString place = ida + u'/' + service;
        const auto done = flush(**engine, container.id, stop);
        if (done)
            result.flushed += place;
        else
            result.failures
                += u"The cache %1 was not emptied and may hold what was derived from the old data: %2 “devstack down %3” and “up” make it anew."_s
                       .arg(place, done.error().message, ida);
    }
    return result;
}

} // namespace devstack
