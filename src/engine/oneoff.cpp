// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "engine/oneoff.h"

#include "engine/containers.h"
#include "engine/json.h"
#include "engine/logs.h"

#include <QJsonArray>

#include <tuple>

namespace devstack {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qint64 kKeptLines = 20;

/// Removes the container at the end, however that comes.
class Removed
{
public:
    Removed(const EngineClient &engine, QString container)
        : m_engine(engine)
        , m_container(std::move(container))
    {
    }
    ~Removed() { std::ignore = removeContainer(m_engine, m_container, true); }
    Q_DISABLE_COPY_MOVE(Removed)

private:
    const EngineClient &m_engine;
    QString m_container;
};

QJsonObject bodyOf(const OneOffSpec &spec)
{
    return {{u"Image"_s, spec.image},
            {u"Entrypoint"_s, QJsonArray::fromStringList(spec.command.mid(0, 1))},
            {u"Cmd"_s, QJsonArray::fromStringList(spec.command.mid(1))},
            {u"User"_s, u"0:0"_s},
            {u"WorkingDir"_s, u"/"_s},
            {u"NetworkDisabled"_s, true},
            {u"Labels"_s, json::object(spec.labels)},
            {u"HostConfig"_s,
             QJsonObject {{u"Binds"_s, QJsonArray::fromStringList(spec.mounts)},
                          {u"NetworkMode"_s, u"none"_s}}}};
}

EngineRequest post(QByteArray path, std::chrono::milliseconds timeout)
{
    EngineRequest request;
    request.method = "POST";
    request.path = std::move(path);
    request.timeout = timeout;
    return request;
}

QString lastLines(const EngineClient &engine, const QString &container)
{
    LogQuery query;
    query.tail = kKeptLines;
    query.timestamps = false;
    query.tty = false;
    QStringList lines;
    // What it wrote is worth having, and no more than that.
    std::ignore = readLogs(engine,
                           container,
                           query,
                           [&](std::vector<LogLine> &&batch) {
                               for (const LogLine &line : batch)
                                   lines += line.text;
                           },
                           {});
    return lines.join(u'\n');
}

} // namespace

Result<OneOffOutcome>
runOneOff(const EngineClient &engine, const OneOffSpec &spec, std::stop_token stop)
{
    EngineRequest create = post("/containers/create", 60s);
    create.body = bodyOf(spec);
    const auto created = engine.call(create, stop);
    if (!created)
        return created.error();
    const QString id = (*created)[u"Id"_s].toString();
    const Removed removed(engine, id);
    const auto started = engine.call(post(apiPath("/containers/", id, "/start"), 60s), stop);
    if (!started)
        return started.error();
    const auto ended = engine.call(post(apiPath("/containers/", id, "/wait"), 0s), stop);
    if (!ended)
        return ended.error();
    return OneOffOutcome {(*ended)[u"StatusCode"_s].toInt(-1), lastLines(engine, id)};
}

} // namespace devstack
