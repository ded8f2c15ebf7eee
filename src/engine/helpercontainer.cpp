// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "engine/helpercontainer.h"

#include "engine/containers.h"
#include "engine/json.h"
#include "engine/logs.h"

#include <QJsonArray>
#include <QUuid>

#include <thread>
#include <tuple>
#include <utility>

namespace devstack {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qint64 kKeptLines = 20;

QJsonObject bodyOf(const HelperSpec &spec)
{
    // Images that Compose built carry its labels: a helper belongs to no project.
    QMap<QString, QString> labels = spec.labels;
    labels.insert(u"com.docker.compose.project"_s, {});
    labels.insert(u"com.docker.compose.service"_s, {});
    QJsonObject body {{u"Image"_s, spec.image},
                      {u"Env"_s, QJsonArray::fromStringList(spec.environment)},
                      {u"User"_s, spec.user},
                      {u"Labels"_s, json::object(labels)},
                      {u"StopTimeout"_s, qint64(spec.stopGrace.count())},
                      {u"HostConfig"_s,
                       QJsonObject {{u"Binds"_s, QJsonArray::fromStringList(spec.mounts)},
                                    {u"NetworkMode"_s, spec.network}}}};
    if (!spec.entrypoint.isEmpty())
        body.insert(u"Entrypoint"_s, QJsonArray::fromStringList(spec.entrypoint));
    if (!spec.command.isEmpty())
        body.insert(u"Cmd"_s, QJsonArray::fromStringList(spec.command));
    return body;
}

EngineRequest post(QByteArray path, std::chrono::milliseconds timeout)
{
    EngineRequest request;
    request.method = "POST";
    request.path = std::move(path);
    request.timeout = timeout;
    return request;
}

/// Removes what the Engine goes on to make although nobody waits for it any more. Where it makes
/// nothing within a few seconds, it is left to the next run.
void removeOnceMade(const EngineClient &engine, const QString &name)
{
    EngineRequest remove;
    remove.method = "DELETE";
    remove.path = apiPath("/containers/", name, "");
    remove.query = {{"force", u"1"_s}};
    for (int i = 0; i < 15; ++i) {
        const auto removed = engine.call(remove);
        if (removed || removed.error().kind != Error::Kind::NotFound)
            return;
        std::this_thread::sleep_for(200ms);
    }
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

HelperContainer::HelperContainer(const EngineClient &engine, QString id)
    : m_engine(engine)
    , m_id(std::move(id))
{
}

HelperContainer::HelperContainer(HelperContainer &&other) noexcept
    : m_engine(other.m_engine)
    , m_id(std::exchange(other.m_id, {}))
{
}

HelperContainer::~HelperContainer()
{
    if (!m_id.isEmpty())
        std::ignore = discardContainer(m_engine, m_id);
}

Result<HelperContainer>
HelperContainer::create(const EngineClient &engine, const HelperSpec &spec, std::stop_token stop)
{
    // An image that fills a volume is copied into it now, which takes its time.
    EngineRequest create = post("/containers/create", 0s);
    const QString name
        = u"devstack-helper-"_s + QUuid::createUuid().toString(QUuid::Id128).left(12);
    create.query = {{"name", name}};
    create.body = bodyOf(spec);
    const auto created = engine.call(create, std::move(stop));
    if (!created) {
        if (created.error().kind == Error::Kind::Cancelled)
            removeOnceMade(engine, name);
        return created.error();
    }
    return HelperContainer(engine, (*created)[u"Id"_s].toString());
}

Result<> HelperContainer::start(std::stop_token stop) const
{
    const auto started = m_engine.call(post(apiPath("/containers/", m_id, "/start"), 60s), stop);
    return started ? ok() : Result<>(started.error());
}

Result<OneOffOutcome> HelperContainer::wait(std::stop_token stop) const
{
    const auto ended
        = m_engine.call(post(apiPath("/containers/", m_id, "/wait"), 0s), std::move(stop));
    if (!ended)
        return ended.error();
    return OneOffOutcome {(*ended)[u"StatusCode"_s].toInt(-1), lastLines(m_engine, m_id)};
}

Result<OneOffOutcome> HelperContainer::end(std::stop_token stop) const
{
    if (const auto stopped = stopContainer(m_engine, m_id, stop); !stopped)
        return stopped.error();
    return wait(std::move(stop));
}

Result<OneOffOutcome>
runOneOff(const EngineClient &engine, const HelperSpec &spec, std::stop_token stop)
{
    const auto helper = HelperContainer::create(engine, spec, stop);
    if (!helper)
        return helper.error();
    if (const auto started = helper->start(stop); !started)
        return started.error();
    return helper->wait(std::move(stop));
}

} // namespace devstack
