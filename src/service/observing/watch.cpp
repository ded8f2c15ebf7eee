// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/observing/watch.h"

#include "assembly/names.h"
#include "engine/enginewatch.h"
#include "service/definition/workspacedefinition.h"
#include "service/observing/filewatch.h"
#include "service/observing/runningsteps.h"
#include "service/observing/snapshotof.h"
#include "service/observing/usage.h"
#include "service/workspaceinternals.h"

#include <QFileInfo>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <utility>

namespace devstack {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// One worker that takes snapshots when something marked the last one stale.
///
/// What only the Engine or a run changed is put together from the files as they were read last:
/// during a run that happens several times a second.
class WorkspaceWatch::Private
{
public:
    Private(std::shared_ptr<Workspace> workspace, Callback callback)
        : m_workspace(std::move(workspace))
        , m_callback(std::move(callback))
        , m_runsFolder(m_workspace->runsFolder())
        , m_parent(QFileInfo(m_workspace->internals().folder).path())
        , m_running(m_runsFolder)
        , m_files([this](const std::set<QString> &paths) {
            const bool onlyRuns = paths.size() == 1 && paths.contains(m_runsFolder);
            // What happens beside the workspace matters only while it is gone.
            if (paths.size() == 1 && paths.contains(m_parent) && !m_isBroken)
                return;
            markStale(!onlyRuns);
        })
        , m_worker([this](std::stop_token stop) { work(std::move(stop)); })
    {
        Workspace::Internals &internals = m_workspace->internals();
        watchWorkspace();
        if (const auto engine = internals.engine()) {
            const QString ownLabel = label::kWorkspace;
            m_engine.emplace(**engine,
                             EngineWatchCallbacks {
                                 [this](const EngineVersion &) { markStale(false); },
                                 [this, ownLabel, id = internals.id](const EngineEvent &event) {
                                     if (event.type == u"container"
                                         && event.attributes.value(ownLabel) == id)
                                         markStale(false);
                                 },
                                 [this](const Error &) { markStale(false); },
                             });
        }
        refresh();
    }

    ~Private()
    {
        m_engine.reset();
        m_worker.request_stop();
        m_worker.join();
    }

    void refresh() { markStale(true); }

    void sampleResources(bool on)
    {
        {
            const std::scoped_lock lock(m_mutex);
            m_sampling = on;
            m_nextSample = Clock::now();
        }
        m_condition.notify_all();
    }

private:
    using Clock = std::chrono::steady_clock;

    /// Events come in bursts; one snapshot is for all of them.
    static constexpr auto kQuiet = 120ms;
    static constexpr auto kSampleEvery = 5s;
    /// What lies deeper in a checkout than the watch looks is seen again after this time at the
    /// next occasion.
    static constexpr auto kReadingAge = 10s;

    struct Due
    {
        bool snapshot = false;
        bool files = false;
        bool sampling = false;
        bool sample = false;
    };

    void markStale(bool files)
    {
        {
            const std::scoped_lock lock(m_mutex);
            m_stale = true;
            m_filesStale = m_filesStale || files;
        }
        m_condition.notify_all();
    }

    /// Sleeps until something is to be done.
    Due waitForWork(std::stop_token stop)
    {
        std::unique_lock lock(m_mutex);
        const bool wasSampling = m_sampling;
        const Clock::time_point nextSample = m_nextSample;
        const auto changed = [&] { return m_stale || m_sampling != wasSampling; };
        if (wasSampling)
            m_condition.wait_until(lock, stop, nextSample, changed);
        else
            m_condition.wait(lock, stop, changed);
        if (m_stale)
            m_condition.wait_for(lock, stop, kQuiet, [] { return false; });
        Due due;
        due.snapshot = std::exchange(m_stale, false);
        due.files = std::exchange(m_filesStale, false);
        due.sampling = m_sampling;
        due.sample = m_sampling && Clock::now() >= m_nextSample;
        return due;
    }

    void work(std::stop_token stop)
    {
        while (!stop.stop_requested()) {
            const Due due = waitForWork(stop);
            if (stop.stop_requested())
                return;
            if (due.snapshot && !take(due.files, stop))
                continue;
            if (!due.sampling)
                m_used = {};
            if (due.sample && m_last) {
                if (const auto used = usage(*m_workspace, {}, stop))
                    m_used = *used;
                const std::scoped_lock lock(m_mutex);
                m_nextSample = Clock::now() + kSampleEvery;
            }
            if (m_last && !stop.stop_requested())
                deliver(*m_last);
        }
    }

    /// A new m_last; false when there is none.
    bool take(bool files, std::stop_token stop)
    {
        if (files || !m_definition || Clock::now() - m_readAt > kReadingAge) {
            watchWorkspace();
            auto definition = readWorkspace(m_workspace->internals(), stop);
            if (!definition) {
                m_definition.reset();
                complain(definition.error());
                return false;
            }
            m_isBroken = false;
            m_definition = std::move(*definition);
            m_readAt = Clock::now();
            watchCheckouts();
        }
        auto snapshot = snapshotOf(*m_workspace, *m_definition, m_running.now(), stop);
        if (!snapshot) {
            complain(snapshot.error());
            return false;
        }
        m_last = std::move(*snapshot);
        return true;
    }

    /// A devstack.yml that is being edited: what was last seen stays, with the reason why it is
    /// old.
    void complain(const Error &error)
    {
        if (error.kind == Error::Kind::Cancelled)
            return;
        m_isBroken = true;
        m_files.watch(m_parent); // from where a folder that was moved away comes back
        WorkspaceSnapshot broken = m_last.value_or(WorkspaceSnapshot {});
        broken.problem = error;
        deliver(broken);
    }

    /// Again before every reading: a folder that was moved away and back is another one.
    void watchWorkspace()
    {
        m_files.watch(m_workspace->internals().folder);
        m_files.watch(QFileInfo(m_runsFolder).path()); // personal choices
        m_files.watch(m_runsFolder);
    }

    void watchCheckouts()
    {
        for (const IdaDefinition &ida : std::as_const(m_definition->idas)) {
            if (ida.present) {
                m_files.watch(ida.path);
                m_files.watch(ida.path + u"/.git"_s);
            }
        }
    }

    void deliver(WorkspaceSnapshot snapshot)
    {
        addUsage(snapshot, m_used);
        if (m_delivered == snapshot)
            return;
        m_delivered = snapshot;
        m_callback(snapshot);
    }

    std::shared_ptr<Workspace> m_workspace;
    Callback m_callback;
    const QString m_runsFolder;
    const QString m_parent; ///< of the workspace's folder
    std::atomic<bool> m_isBroken {false}; ///< the files cannot be read

    std::mutex m_mutex;
    std::condition_variable_any m_condition;
    bool m_stale = false;
    bool m_filesStale = false;
    bool m_sampling = false;
    Clock::time_point m_nextSample;

    // The worker's own.
    RunningSteps m_running;
    std::optional<WorkspaceDefinition> m_definition;
    Clock::time_point m_readAt;
    std::optional<WorkspaceSnapshot> m_last; ///< without usage
    std::optional<WorkspaceSnapshot> m_delivered;
    Usage m_used;

    FileWatch m_files;
    std::jthread m_worker;
    std::optional<EngineWatch> m_engine;
};

WorkspaceWatch::WorkspaceWatch(std::shared_ptr<Workspace> workspace, Callback callback)
    : m_d(std::make_unique<Private>(std::move(workspace), std::move(callback)))
{
}

WorkspaceWatch::~WorkspaceWatch() = default;

void WorkspaceWatch::sampleResources(bool on)
{
    m_d->sampleResources(on);
}

void WorkspaceWatch::refresh()
{
    m_d->refresh();
}

} // namespace devstack
