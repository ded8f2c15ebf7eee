// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "engine/logs.h"

#include "engine/containers.h"
#include "engine/logframes.h"
#include "engine/loglines.h"
#include "engine/timestamp.h"

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

EngineRequest requestFor(const QString &container, const LogQuery &query)
{
    EngineRequest request;
    request.path = apiPath("/containers/", container, "/logs");
    request.query = {{"stdout", u"1"_s}, {"stderr", u"1"_s}};
    request.query.append({"tail", query.tail < 0 ? u"all"_s : QString::number(query.tail)});
    if (query.follow)
        request.query.append({"follow", u"1"_s});
    if (query.timestamps)
        request.query.append({"timestamps", u"1"_s});
    if (query.sinceNano > 0)
        request.query.append({"since", sinceParameter(query.sinceNano)});
    // A large log is searched before the header is sent.
    request.timeout = std::chrono::minutes(2);
    return request;
}

} // namespace

Result<> readLogs(const EngineClient &engine,
                  const QString &container,
                  const LogQuery &query,
                  const LogSink &sink,
                  std::stop_token stop)
{
    bool tty = query.tty.value_or(false);
    if (!query.tty) {
        const auto detail = inspectContainer(engine, container, stop);
        if (!detail)
            return detail.error();
        tty = detail->tty;
    }

    LogLines out(OutputLine::Stream::Out, query.timestamps);
    LogLines err(OutputLine::Stream::Err, query.timestamps);
    std::vector<LogLine> lines;
    const auto deliver = [&] {
        if (!lines.empty())
            sink(std::exchange(lines, {}));
    };
    LogFrames frames(tty, [&](int stream, QByteArrayView bytes) {
        (stream == 1 ? out : err).feed(bytes, lines);
    });
    bool understood = true;
    EngineClient::StreamWatch watch;
    watch.data = [&](QByteArrayView bytes) {
        understood = understood && frames.feed(bytes);
        deliver();
    };
    // The header comes with the first line; a silent container is no reason to give up.
    watch.openedAfter
        = query.follow ? std::chrono::milliseconds(500) : std::chrono::milliseconds(0);

    const auto ended = engine.stream(requestFor(container, query), watch, stop);
    out.finish(lines);
    err.finish(lines);
    deliver();
    if (!ended)
        return ended.error();
    if (!understood) {
        return protocolError(
            u"The log of %1 is not in the engine's stream format."_s.arg(container));
    }
    return ok();
}

} // namespace devstack
