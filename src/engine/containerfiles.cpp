// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "engine/containerfiles.h"

namespace devstack {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

EngineRequest archiveOf(const QString &container, const QString &path)
{
    EngineRequest request;
    request.path = apiPath("/containers/", container, "/archive");
    request.query = {{"path", path}};
    return request;
}

} // namespace

Result<> readFolder(const EngineClient &engine,
                    const QString &container,
                    const QString &path,
                    const EngineClient::BodySink &sink,
                    std::stop_token stop)
{
    Result<> taken = ok();
    std::stop_source refused;
    const std::stop_callback cancel(stop, [&] { refused.request_stop(); });
    EngineClient::StreamWatch watch;
    watch.data = [&](QByteArrayView bytes) {
        if (!taken)
            return;
        taken = sink(bytes);
        if (!taken)
            refused.request_stop();
    };
    EngineRequest request = archiveOf(container, path);
    request.timeout = 60s;
    const auto read = engine.stream(request, watch, refused.get_token());
    return taken ? read : taken;
}

Result<> extractInto(const EngineClient &engine,
                     const QString &container,
                     const QString &path,
                     const std::function<Result<>(const EngineClient::BodySink &)> &fill,
                     std::stop_token stop)
{
    EngineRequest request = archiveOf(container, path);
    request.method = "PUT";
    request.timeout = 0s;
    const auto answer = engine.upload(request, fill, std::move(stop));
    return answer ? ok() : Result<>(answer.error());
}

} // namespace devstack
