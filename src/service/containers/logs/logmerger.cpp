// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/containers/logs/logmerger.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t kQueueLimit = 4096;

/// The Engine reads standard output and standard error of a container on two threads: a line may
/// stand in the log after one whose time is a little later. So many lines are put in order.
constexpr std::size_t kLinesInOrder = 64;

/// The lines of one container between its reader and the merging thread.
class LineQueue
{
public:
    /// Waits while the queue is full; false when nobody wants more.
    bool push(std::vector<LogLine> &&lines, const std::stop_token &stop)
    {
        std::unique_lock lock(m_mutex);
        for (LogLine &line : lines) {
            if (!m_room.wait(lock, stop, [&] { return m_lines.size() < kQueueLimit; }))
                return false;
            m_lines.push_back(std::move(line));
            if (m_lines.size() == 1)
                m_arrived.notify_one();
        }
        return true;
    }

    void close(const Result<> &end)
    {
        const std::scoped_lock lock(m_mutex);
        m_end = end;
        m_arrived.notify_one();
    }

    /// The next line; nothing at the end or on a stop.
    std::optional<LogLine> pop(const std::stop_token &stop)
    {
        std::unique_lock lock(m_mutex);
        if (!m_arrived.wait(lock, stop, [&] { return !m_lines.empty() || m_end; })
            || m_lines.empty())
            return {};
        LogLine line = std::move(m_lines.front());
        m_lines.pop_front();
        if (m_lines.size() == kQueueLimit / 2)
            m_room.notify_one();
        return line;
    }

    Result<> end() const { return m_end.value_or(ok()); }

private:
    std::mutex m_mutex;
    std::condition_variable_any m_arrived;
    std::condition_variable_any m_room;
    std::deque<LogLine> m_lines;
    std::optional<Result<>> m_end;
};

/// The present log of one container, its lines in order of time.
class OrderedLog
{
public:
    explicit OrderedLog(LogSource from)
        : source(std::move(from))
    {
    }

    const LogSource source;
    LineQueue queue;

    /// The line to hand out next; null at the end.
    LogLine *head() { return m_next.empty() ? nullptr : &m_next.front(); }

    LogLine take()
    {
        LogLine line = std::move(m_next.front());
        m_next.pop_front();
        return line;
    }

    void fill(const std::stop_token &stop)
    {
        while (m_next.size() < kLinesInOrder) {
            std::optional<LogLine> line = queue.pop(stop);
            if (!line)
                return;
            auto place = m_next.end();
            while (place != m_next.begin() && std::prev(place)->timeNano > line->timeNano)
                --place;
            m_next.insert(place, *std::move(line));
        }
    }

private:
    std::deque<LogLine> m_next;
};

} // namespace

Result<LogPositions> mergeLogs(const EngineClient &engine,
                               const QList<LogSource> &sources,
                               const QList<KeptLog> &kept,
                               const LogQuery &query,
                               const std::function<void(const LogEntry &)> &sink,
                               std::stop_token stop)
{
    std::vector<std::unique_ptr<OrderedLog>> streams;
    for (const LogSource &source : sources)
        streams.push_back(std::make_unique<OrderedLog>(source));

    std::stop_source readers;
    const std::stop_callback stopReaders(stop, [&] { readers.request_stop(); });
    std::vector<std::jthread> threads;
    for (const auto &stream : streams) {
        threads.emplace_back([&engine, &query, token = readers.get_token(), stream = stream.get()] {
            stream->queue.close(readLogs(
                engine,
                stream->source.container,
                query,
                [&](std::vector<LogLine> &&lines) { stream->queue.push(std::move(lines), token); },
                token));
        });
    }
    for (const KeptLog &log : kept) {
        streams.push_back(std::make_unique<OrderedLog>(log.source));
        threads.emplace_back([&log,
                              since = query.sinceNano,
                              token = readers.get_token(),
                              stream = streams.back().get()] {
            std::vector<LogLine> lines;
            bool wanted = true;
            const auto hand = [&] { return stream->queue.push(std::exchange(lines, {}), token); };
            readKept(log, since, [&](LogLine &&line) {
                lines.push_back(std::move(line));
                wanted = lines.size() < kLinesInOrder || hand();
                return wanted;
            });
            if (wanted)
                hand();
            stream->queue.close(ok());
        });
    }

    LogPositions positions;
    for (;;) {
        OrderedLog *earliest = nullptr;
        for (const auto &stream : streams) {
            stream->fill(stop);
            if (stream->head()
                && (!earliest || stream->head()->timeNano < earliest->head()->timeNano))
                earliest = stream.get();
        }
        if (!earliest || stop.stop_requested())
            break;
        qint64 &position = positions[earliest->source.container];
        position = std::max(position, earliest->head()->timeNano);
        sink(earliest->source.entry(earliest->take()));
    }
    readers.request_stop();
    threads.clear();
    if (stop.stop_requested())
        return cancelled();
    for (const auto &stream : streams) {
        // A container that went away while it was read is no failure of the others.
        const Result<> end = stream->queue.end();
        if (!end && end.error().kind != Error::Kind::NotFound)
            return end.error().within(stream->source.ida + u'/' + stream->source.service);
    }
    return positions;
}

} // namespace devstack
