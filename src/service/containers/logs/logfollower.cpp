// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/containers/logs/logfollower.h"

#include "core/log.h"
#include "engine/enginewatch.h"

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {
// The engine filters by time after it took the tail, and a tail is cheap: this bounds how much of a
// large log it scans when a stream goes on.
constexpr qint64 kCatchUpLines = 20'000;
} // namespace

LogFollower::LogFollower(EngineClient engine,
                         LogSelection selection,
                         const LogRequest &request,
                         std::function<void(const LogEntry &)> sink)
    : m_engine(std::move(engine))
    , m_selection(std::move(selection))
    , m_notice(request.notice)
    , m_sink(std::move(sink))
{
}

LogFollower::~LogFollower()
{
    m_stop.request_stop();
    m_readers.clear();
}

void LogFollower::run(const LogPositions &positions, std::stop_token stop)
{
    m_shown = positions;
    const std::stop_callback stopReaders(stop, [this] { m_stop.request_stop(); });
    bool lost = false;
    EngineWatchCallbacks callbacks;
    callbacks.available = [&](const EngineVersion &) {
        if (lost)
            say(u"The engine is back."_s);
        lost = false;
        const auto sources = logSources(m_engine, m_selection, m_stop.get_token());
        if (!sources)
            return;
        for (const LogSource &source : *sources)
            follow(source);
    };
    callbacks.lost = [&](const Error &error) {
        if (!lost)
            say(u"The engine stopped answering: %1 Waiting for it."_s.arg(error.message));
        lost = true;
    };
    callbacks.event = [this](const EngineEvent &event) {
        if (event.type != u"container" || !m_selection.matches(event.attributes))
            return;
        if (event.action == u"start")
            follow(logSource(event.actorId, event.attributes));
        else if (event.action == u"destroy")
            forget(event.actorId);
    };
    const EngineWatch watch(m_engine, callbacks);
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, stop, [] { return false; });
}

void LogFollower::follow(const LogSource &source)
{
    reap();
    const std::scoped_lock lock(m_mutex);
    const auto known = std::ranges::find_if(m_readers, [&](const auto &reader) {
        return reader->source.container == source.container;
    });
    if (known != m_readers.end()) {
        (*known)->wanted = true;
        m_changed.notify_all();
        return;
    }
    auto reader = std::make_unique<Reader>();
    reader->source = source;
    reader->position = m_shown.value(source.container);
    Reader &started = *reader;
    m_readers.push_back(std::move(reader));
    started.thread = std::jthread([this, &started] { read(started, m_stop.get_token()); });
}

void LogFollower::forget(const QString &container)
{
    const std::scoped_lock lock(m_mutex);
    for (const auto &reader : m_readers) {
        if (reader->source.container == container)
            reader->gone = true;
    }
    m_changed.notify_all();
}

void LogFollower::read(Reader &reader, const std::stop_token &stop)
{
    for (;;) {
        LogQuery query;
        query.follow = true;
        {
            std::unique_lock lock(m_mutex);
            if (!m_changed.wait(lock, stop, [&] { return reader.wanted || reader.gone; })
                || reader.gone)
                return;
            reader.wanted = false;
            if (reader.position > 0) {
                query.sinceNano = reader.position + 1;
                query.tail = kCatchUpLines;
            }
        }
        const auto end = readLogs(
            m_engine,
            reader.source.container,
            query,
            [&](std::vector<LogLine> &&lines) {
                const std::scoped_lock lock(m_sinkMutex);
                for (LogLine &line : lines) {
                    if (stop.stop_requested())
                        return;
                    // Not every log driver takes nanoseconds into account.
                    if (line.timeNano < query.sinceNano)
                        continue;
                    reader.position = line.timeNano;
                    m_sink(reader.source.entry(std::move(line)));
                }
            },
            stop);
        if (!end && end.error().kind != Error::Kind::Cancelled)
            log::get("service")->info("log of {}/{} ended: {}",
                                      reader.source.ida,
                                      reader.source.service,
                                      end.error().message);
    }
}

void LogFollower::reap()
{
    std::vector<std::unique_ptr<Reader>> ended;
    const std::scoped_lock lock(m_mutex);
    const auto gone = std::ranges::stable_partition(
        m_readers, [](const auto &reader) { return !reader->gone; });
    std::ranges::move(gone, std::back_inserter(ended));
    m_readers.erase(gone.begin(), gone.end());
    // Their threads only have to leave wait() or readLogs(), which ends with a container that is
    // gone; they are joined after the lock, which is declared later, is released.
}

void LogFollower::say(const QString &text)
{
    const std::scoped_lock lock(m_sinkMutex);
    if (m_notice)
        m_notice(text);
}

} // namespace devstack
