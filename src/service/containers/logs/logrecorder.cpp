// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/containers/logs/logrecorder.h"

#include "core/log.h"
#include "service/containers/logs/logfollower.h"
#include "service/definition/workspacedefinition.h"
#include "service/workspaceinternals.h"

#include <condition_variable>
#include <optional>
#include <vector>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds kNextTurn {3};
constexpr std::chrono::seconds kSettle {5};
constexpr std::chrono::seconds kSilently {2};
/// Reading what is kept of the noisiest service takes less on a machine that is not busy.
constexpr std::chrono::seconds kLongestKeeping {15};

void pauseFor(std::chrono::milliseconds time, const std::stop_token &stop)
{
    std::mutex mutex;
    std::unique_lock lock(mutex);
    std::condition_variable_any never;
    never.wait_for(lock, stop, time, [] { return false; });
}

} // namespace

LogRecorder::LogRecorder(Workspace &workspace, Options options)
    : m_workspace(workspace)
    , m_options(std::move(options))
    , m_thread([this](std::stop_token stop) { run(std::move(stop)); })
{
}

LogRecorder::~LogRecorder()
{
    // Who is patient goes on another day; an operation has just removed what is being read.
    if (!m_options.patient) {
        const std::scoped_lock lock(m_mutex);
        if (m_follower)
            m_follower->settle(kSettle);
    }
    m_thread.request_stop();
}

void LogRecorder::hasten()
{
    const std::scoped_lock lock(m_mutex);
    m_isHastened = true;
    m_hastened.notify_all();
}

void LogRecorder::run(std::stop_token stop)
{
    {
        std::unique_lock lock(m_mutex);
        m_hastened.wait_for(lock, stop, m_options.after, [this] { return m_isHastened; });
    }
    if (stop.stop_requested())
        return;
    const QString store = logStoreOf(m_workspace);
    Result<FileLock> lock = lockLogStore(store, m_options.command);
    bool reported = false;
    while (!lock) {
        const bool isTaken = lock.error().kind == Error::Kind::Conflict;
        if (!isTaken && !std::exchange(reported, true) && m_options.report)
            m_options.report(lock.error());
        if (!m_options.patient)
            return;
        pauseFor(kNextTurn, stop);
        if (stop.stop_requested())
            return;
        lock = lockLogStore(store, m_options.command);
    }
    if (reported && m_options.report)
        m_options.report({});
    const auto engine = m_workspace.internals().engine();
    if (!engine)
        return;
    // Teaches what is to be masked, beside what each container was made with. An operation has read
    // the models already, and may remove containers any moment.
    if (m_options.patient) {
        if (const auto read = readWorkspace(m_workspace.internals(), stop); !read)
            log::get("service")->info("recording without the files: {}", read.error().message);
    }
    LogSelection all;
    all.workspaceId = m_workspace.id();
    ContainerRecord record(**engine, store, m_options.report);
    LogFollowing following;
    following.read = [&](const LogSource &source, const std::stop_token &end) {
        record.record(source, true, end);
    };
    following.ended = [&](const QString &container, qint64 time, const QString &exitCode) {
        record.ended(container, time, exitCode);
    };
    LogFollower follower(**engine, all, std::move(following));
    {
        const std::scoped_lock guard(m_mutex);
        m_follower = &follower;
    }
    follower.run(stop);
    const std::scoped_lock guard(m_mutex);
    m_follower = nullptr;
}

void recordNow(Workspace &workspace,
               const QStringList &idas,
               Reporter &reporter,
               std::stop_token stop)
{
    const auto engine = workspace.internals().engine();
    const auto lock = lockLogStore(logStoreOf(workspace), u"down"_s);
    if (!engine || !lock)
        return;
    LogSelection selection;
    selection.workspaceId = workspace.id();
    selection.idas = QSet<QString>(idas.begin(), idas.end());
    const auto sources = logSources(**engine, selection, stop);
    if (!sources)
        return;
    // What cannot be kept, or not in time, goes with the containers: they are to go now.
    std::stop_source enough;
    const std::stop_callback asked(stop, [&] { enough.request_stop(); });
    std::mutex mutex;
    std::condition_variable_any changed;
    std::optional<Error> problem;
    qsizetype left = sources->size();
    ContainerRecord record(**engine, logStoreOf(workspace), [&](const std::optional<Error> &met) {
        const std::scoped_lock guard(mutex);
        if (met && !problem)
            problem = met;
        if (met)
            enough.request_stop();
    });
    const auto note = [&](const QString &text) { reporter.line({OutputLine::Stream::Note, text}); };
    {
        std::vector<std::jthread> threads;
        for (const LogSource &source : *sources) {
            threads.emplace_back([&, source] {
                record.record(source, false, enough.get_token());
                const std::scoped_lock guard(mutex);
                --left;
                changed.notify_all();
            });
        }
        const auto isOver = [&] { return left == 0; };
        std::unique_lock guard(mutex);
        if (!changed.wait_for(guard, enough.get_token(), kSilently, isOver)
            && !enough.stop_requested()) {
            note(u"Keeping what the containers logged before they go…"_s);
            changed.wait_for(guard, enough.get_token(), kLongestKeeping, isOver);
        }
        if (left > 0 && !problem && !enough.stop_requested())
            note(u"That takes too long: the end of their logs goes with them."_s);
        enough.request_stop();
    }
    if (problem)
        note(u"The end of the logs is not kept: "_s + problem->message);
}

} // namespace devstack
