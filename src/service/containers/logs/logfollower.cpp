// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/containers/logs/logfollower.h"

#include "assembly/names.h"
#include "engine/enginewatch.h"

#include <algorithm>
#include <chrono>

namespace devstack {

using namespace Qt::StringLiterals;

LogFollower::LogFollower(EngineClient engine, LogSelection selection, LogFollowing following)
    : m_engine(std::move(engine))
    , m_selection(std::move(selection))
    , m_following(std::move(following))
{
}

LogFollower::~LogFollower()
{
    m_stop.request_stop();
    m_readers.clear();
}

void LogFollower::run(std::stop_token stop)
{
    const std::stop_callback stopReaders(stop, [this] { m_stop.request_stop(); });
    const auto say = [this](const QString &text) {
        if (m_following.notice)
            m_following.notice(text);
    };
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
        else if (event.action == u"die" && m_following.ended)
            m_following.ended(event.actorId, event.timeNano, event.attributes.value(u"exitCode"_s));
        else if (event.action == u"destroy")
            forget(event.actorId);
    };
    const EngineWatch watch(m_engine, callbacks);
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, stop, [] { return false; });
}

void LogFollower::settle(std::chrono::milliseconds patience)
{
    const auto until = std::chrono::steady_clock::now() + patience;
    const auto containers = listContainers(
        m_engine, {label::filter(label::kWorkspace, m_selection.workspaceId)}, m_stop.get_token());
    if (!containers)
        return;
    const auto runs = [&](const QString &id) {
        const auto found = std::ranges::find(*containers, id, &ContainerInfo::id);
        return found != containers->end() && hasProcess(found->state);
    };
    std::unique_lock lock(m_mutex);
    m_changed.wait_until(lock, m_stop.get_token(), until, [&] {
        return std::ranges::none_of(m_readers, [&](const auto &reader) {
            return reader->reading && !runs(reader->source.container);
        });
    });
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
    reader->reading = true;
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
        {
            std::unique_lock lock(m_mutex);
            reader.reading = reader.wanted && !reader.gone;
            m_changed.notify_all();
            if (!m_changed.wait(lock, stop, [&] { return reader.wanted || reader.gone; })
                || reader.gone)
                return;
            reader.wanted = false;
            reader.reading = true;
        }
        m_following.read(reader.source, stop);
    }
}

void LogFollower::reap()
{
    std::vector<std::unique_ptr<Reader>> ended;
    const std::scoped_lock lock(m_mutex);
    const auto gone = std::ranges::stable_partition(
        m_readers, [](const auto &reader) { return !reader->gone || reader->reading; });
    std::ranges::move(gone, std::back_inserter(ended));
    m_readers.erase(gone.begin(), gone.end());
    // Their threads only have to leave wait(); they are joined after the lock, which is declared
    // later, is released.
}

} // namespace devstack
