// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/engineclient.h"

#include <QMap>
#include <QStringList>

#include <functional>

namespace devstack {

/// Something that happened on the engine.
struct EngineEvent
{
    QString type; ///< "container", "volume", "network", "image", "daemon"
    QString action; ///< "start", "die", "health_status: healthy", "mount", …
    QString actorId;
    QMap<QString, QString> attributes; ///< labels of the actor, "name", "exitCode", …
    qint64 timeNano = 0; ///< nanoseconds since 1970
};

/// Which events. Those of exec (three per health probe and container) are never delivered.
struct EventQuery
{
    QMap<QString, QStringList> filters; ///< "label" → {"a=b"}, "type" → {"container"}
    qint64 sinceNano = 0; ///< 0: only new ones; else replays from there
    qint64 untilNano = 0; ///< 0: without end; else the stream ends once this time has come
};

/// Who is told of events; both are called on the thread of watchEvents().
struct EventWatch
{
    std::function<void(const EngineEvent &)> event;
    /// The engine has taken the subscription: what is listed from here on misses nothing.
    std::function<void()> opened;
};

/// Delivers events until the engine closes the stream (success: the caller may come back with the
/// last timeNano) or a stop (Cancelled). Calls back on the calling thread; sleeps in between.
Result<> watchEvents(const EngineClient &engine,
                     const EventQuery &query,
                     const EventWatch &watch,
                     std::stop_token stop);

} // namespace devstack
