// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "engine/containers.h"

#include "engine/containerjson.h"

#include <QJsonArray>

namespace devstack {

using namespace Qt::StringLiterals;

Result<std::vector<ContainerInfo>>
listContainers(const EngineClient &engine, const QStringList &labels, std::stop_token stop)
{
    EngineRequest request;
    request.path = "/containers/json";
    request.query.append({"all", u"1"_s});
    if (!labels.isEmpty())
        addFilters(request, {{u"label"_s, labels}});
    const auto answer = engine.call(request, stop);
    if (!answer)
        return answer.error();
    std::vector<ContainerInfo> result;
    for (const QJsonValue &container : answer->array())
        result.push_back(containerFromList(container.toObject()));
    return result;
}

Result<ContainerDetail>
inspectContainer(const EngineClient &engine, const QString &container, std::stop_token stop)
{
    EngineRequest request;
    request.path = apiPath("/containers/", container, "/json");
    const auto answer = engine.call(request, stop);
    if (!answer)
        return answer.error();
    return containerFromInspect(answer->object());
}

namespace {

EngineRequest removal(const QString &container, bool force)
{
    EngineRequest request;
    request.method = "DELETE";
    request.path = apiPath("/containers/", container);
    if (force)
        request.query.append({"force", u"1"_s});
    return request;
}

Result<> remove(const EngineClient &engine, const EngineRequest &request, std::stop_token stop)
{
    const auto answer = engine.call(request, std::move(stop));
    if (!answer && answer.error().kind != Error::Kind::NotFound)
        return answer.error();
    return ok();
}

} // namespace

Result<> removeContainer(const EngineClient &engine,
                         const QString &container,
                         bool force,
                         std::stop_token stop)
{
    return remove(engine, removal(container, force), std::move(stop));
}

Result<>
discardContainer(const EngineClient &engine, const QString &container, std::stop_token stop)
{
    EngineRequest request = removal(container, true);
    request.query.append({"v", u"1"_s});
    return remove(engine, request, std::move(stop));
}

Result<>
unpauseContainer(const EngineClient &engine, const QString &container, std::stop_token stop)
{
    EngineRequest request;
    request.method = "POST";
    request.path = apiPath("/containers/", container, "/unpause");
    const auto answer = engine.call(request, stop);
    const bool isNotPaused = !answer
        && (answer.error().kind == Error::Kind::NotFound
            || answer.error().message.contains(u"not paused"_s));
    return answer || isNotPaused ? ok() : Result<>(answer.error());
}

namespace {

Result<> stopAsking(const EngineClient &engine, const QByteArray &path, const std::stop_token &stop)
{
    EngineRequest request;
    request.method = "POST";
    request.path = path;
    // The longest grace that a service asks for is its own business.
    request.timeout = std::chrono::minutes(10);
    const auto answer = engine.call(request, stop);
    if (!answer && answer.error().kind != Error::Kind::NotFound)
        return answer.error();
    return ok();
}

} // namespace

Result<> stopContainer(const EngineClient &engine, const QString &container, std::stop_token stop)
{
    return stopAsking(engine, apiPath("/containers/", container, "/stop"), stop);
}

Result<> stopContainerWithin(const EngineClient &engine,
                             const QString &container,
                             std::chrono::seconds grace,
                             std::stop_token stop)
{
    const QByteArray query = "/stop?t=" + QByteArray::number(qlonglong(grace.count()));
    return stopAsking(engine, apiPath("/containers/", container, query.constData()), stop);
}

Result<>
restartContainer(const EngineClient &engine, const QString &container, std::stop_token stop)
{
    return stopAsking(engine, apiPath("/containers/", container, "/restart"), stop);
}

Result<> renameContainer(const EngineClient &engine,
                         const QString &container,
                         const QString &name,
                         std::stop_token stop)
{
    EngineRequest request;
    request.method = "POST";
    request.path = apiPath("/containers/", container, "/rename");
    request.query.append({"name", name});
    const auto answer = engine.call(request, stop);
    return answer ? ok() : Result<>(answer.error());
}

Result<> pauseContainer(const EngineClient &engine, const QString &container, std::stop_token stop)
{
    EngineRequest request;
    request.method = "POST";
    request.path = apiPath("/containers/", container, "/pause");
    const auto answer = engine.call(request, stop);
    const bool isPaused = !answer && answer.error().message.contains(u"already paused"_s);
    return answer || isPaused ? ok() : Result<>(answer.error());
}

} // namespace devstack
