// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "engine/events.h"

#include "engine/json.h"
#include "engine/jsonstream.h"
#include "engine/timestamp.h"

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kNanosecondsPerSecond = 1'000'000'000;

EngineEvent eventFromJson(const QJsonObject &fields)
{
    const QJsonObject actor = fields[u"Actor"_s].toObject();
    EngineEvent event;
    event.type = fields[u"Type"_s].toString();
    event.action = fields[u"Action"_s].toString();
    event.actorId = actor[u"ID"_s].toString();
    event.attributes = json::texts(actor[u"Attributes"_s]);
    event.timeNano = json::number(fields[u"timeNano"_s]);
    if (event.timeNano == 0)
        event.timeNano = json::number(fields[u"time"_s]) * kNanosecondsPerSecond;
    return event;
}

} // namespace

Result<> watchEvents(const EngineClient &engine,
                     const EventQuery &query,
                     const EventWatch &watch,
                     std::stop_token stop)
{
    EngineRequest request;
    request.path = "/events";
    request.timeout = std::chrono::seconds(30);
    if (!query.filters.isEmpty())
        addFilters(request, query.filters);
    if (query.sinceNano > 0)
        request.query.append({"since", sinceParameter(query.sinceNano)});
    if (query.untilNano > 0)
        request.query.append({"until", sinceParameter(query.untilNano)});

    JsonStream objects([&](const QJsonObject &fields) {
        const EngineEvent event = eventFromJson(fields);
        if (!event.action.startsWith(u"exec_") && !event.type.isEmpty())
            watch.event(event);
    });
    EngineClient::StreamWatch stream;
    stream.data = [&](QByteArrayView bytes) { objects.feed(bytes); };
    stream.opened = watch.opened;
    // Podman sends the header together with the first event, which may be hours away.
    stream.openedAfter = std::chrono::milliseconds(500);
    return engine.stream(request, stream, stop);
}

} // namespace devstack
