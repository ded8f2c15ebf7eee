// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/observing/watch.h"

#include "assembly/names.h"
#include "engine/containeroverlay.h"
#include "engine/enginewatch.h"
#include "service/definition/workspacedefinition.h"
#include "service/observing/endingreader.h"
#include "service/observing/filewatch.h"
#include "service/observing/reconciling.h"
#include "service/observing/runningsteps.h"
#include "service/observing/sampler.h"
#include "service/observing/takesnapshot.h"
#include "service/observing/usage.h"
#include "service/workspaceinternals.h"

#include <time.h>

#include <QFileInfo>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace devstack {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// What this thread has used of a core so far.
std::chrono::microseconds usedOfCore()
{
    timespec used {};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
    return std::chrono::seconds(used.tv_sec)
        + std::chrono::duration_cast<std::chrono::microseconds>(
               std::chrono::nanoseconds(used.tv_nsec));
}

} // namespace

/// One worker that takes snapshots when something marked the last one stale.
///
/// What only the Engine or a run changed is put together from the files as they were read last:
/// during a run that happens several times a second.
class WorkspaceWatch::Private
{
public:
    Private(std::shared_ptr<Workspace> workspace,
            Callback callback,
            std::chrono::milliseconds lookAgain)
        : m_workspace(std::move(workspace))
        , m_callback(std::move(callback))
        , m_runsFolder(m_workspace->runsFolder())
        , m_parent(QFileInfo(m_workspace->internals().folder).path())
        , m_reconciling(lookAgain)
        , m_running(m_runsFolder)
        , m_files([this](const std::set<QString> &paths) {
            const bool onlyRuns = paths.size() == 1 && paths.contains(m_runsFolder);
            // What happens beside the workspace matters only while it is gone.
            if (paths.size() == 1 && paths.contains(m_parent) && !m_isBroken)
                return;
            markStale(!onlyRuns);
        })
    {
        Workspace::Internals &internals = m_workspace->internals();
        watchWorkspace();
        const auto client = internals.engine();
        m_endingReader.emplace(client ? std::optional(**client) : std::nullopt,
                               [this] { markStale(false); });
        m_worker = std::jthread([this](std::stop_token stop) { work(std::move(stop)); });
        m_sampler.emplace(*m_workspace, [this](Usage used) { takeUsage(std::move(used)); });
        if (client) {
            const QString ownLabel = label::kWorkspace;
            m_engine.emplace(**client,
                             EngineWatchCallbacks {
                                 [this](const EngineVersion &) { markStale(false); },
                                 [this, ownLabel, id = internals.id](const EngineEvent &event) {
                                     if (event.attributes.value(ownLabel) == id)
                                         takeEvent(event);
                                 },
                                 [this](const Error &) { markStale(false); },
                             });
        }
        refresh();
    }

    ~Private()
    {
        m_engine.reset();
        m_sampler.reset();
        m_worker.request_stop();
        m_worker.join();
        m_endingReader.reset();
    }

    void refresh() { markStale(true); }

    void sampleResources(bool on)
    {
        {
            const std::scoped_lock lock(m_mutex);
            m_sampling = on;
            if (!on)
                m_freshUsage = Usage {};
        }
        m_sampler->turn(on);
        m_condition.notify_all();
    }

private:
    using Clock = std::chrono::steady_clock;

    /// Events come in bursts; one snapshot is for all of them. Where a snapshot is dear, fewer are
    /// taken: the wait is so many times what one takes of a core, since those who show it do more
    /// work than the watch. None waits for longer than this.
    static constexpr std::chrono::milliseconds kQuiet = 120ms;
    static constexpr std::chrono::milliseconds kLongestQuiet = 600ms;
    static constexpr int kTimesCost = 16;
    /// What lies deeper in a checkout than the watch looks is seen again after this time at the
    /// next occasion.
    static constexpr auto kReadingAge = 10s;

    struct Due
    {
        bool snapshot = false; ///< something changed
        bool files = false; ///< the workspace's files may have, too
        bool reconcile = false; ///< the Engine's list is due, whether something changed or not
        std::optional<Usage> used;
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

    void takeEvent(const EngineEvent &event)
    {
        {
            const std::scoped_lock lock(m_mutex);
            const auto now = Clock::now();
            if (!m_overlay.take(event, now))
                return;
            m_reconciling.eventCame(now);
            m_stale = true;
        }
        m_condition.notify_all();
    }

    void takeUsage(Usage used)
    {
        {
            const std::scoped_lock lock(m_mutex);
            if (!m_sampling)
                return;
            m_freshUsage = std::move(used);
        }
        m_condition.notify_all();
    }

    /// Sleeps until something is to be done.
    Due waitForWork(std::stop_token stop)
    {
        std::unique_lock lock(m_mutex);
        const auto changed = [this] { return m_stale || m_freshUsage; };
        m_condition.wait_until(lock, stop, m_reconciling.next(), changed);
        if (m_stale)
            m_condition.wait_for(
                lock,
                stop,
                std::clamp<std::chrono::microseconds>(kTimesCost * m_cost, kQuiet, kLongestQuiet),
                [] { return false; });
        Due due;
        due.snapshot = std::exchange(m_stale, false);
        due.files = std::exchange(m_filesStale, false);
        due.reconcile = Clock::now() >= m_reconciling.next();
        due.used = std::exchange(m_freshUsage, std::nullopt);
        return due;
    }

    void work(std::stop_token stop)
    {
        while (!stop.stop_requested()) {
            Due due = waitForWork(stop);
            if (stop.stop_requested())
                return;
            if (due.used) {
                m_used = std::move(*due.used);
                due.reconcile = due.reconcile || lacksStatistics();
            }
            if (due.snapshot || due.reconcile)
                take(due, stop);
            if (stop.stop_requested())
                return;
            deliver();
            if (m_look)
                m_endingReader->want(m_look->containers);
        }
    }

    /// A service is shown as running that the Engine had no statistics of: it has ended since.
    bool lacksStatistics() const
    {
        if (!m_last)
            return false;
        for (const IdaView &ida : std::as_const(m_last->idas)) {
            for (const ServiceView &service : ida.services) {
                const bool measured
                    = std::ranges::any_of(m_used.services, [&](const ServiceUsage &used) {
                          return used.ida == ida.name && used.service == service.name;
                      });
                if (service.state == ServiceState::Running && !measured)
                    return true;
            }
        }
        return false;
    }

    /// A new m_last, where something changed.
    void take(const Due &due, std::stop_token stop)
    {
        if (due.files || !m_definition)
            read(stop);
        else if (due.snapshot && Clock::now() - m_readAt > kReadingAge)
            markStale(true); // what the Engine told is shown first
        const auto asked = Clock::now();
        const auto usedBefore = usedOfCore();
        {
            const std::scoped_lock lock(m_mutex);
            m_reconciling.asked(asked);
        }
        if (!m_definition)
            return;
        auto look = lookAtEngine(m_workspace->internals(), stop);
        if (!look)
            return; // stopped
        {
            const std::scoped_lock lock(m_mutex);
            if (look->view.availability == EngineView::Availability::Available)
                m_overlay.correct(look->containers, asked);
        }
        if (const auto engine = m_workspace->internals().engine(); engine && !m_look)
            m_endingReader->askNow(**engine, look->containers, stop);
        m_endingReader->addTo(look->containers);
        const auto isUnsettled = [](const ContainerInfo &container) {
            return container.restarts > 0 || container.isHealthOld;
        };
        if (std::ranges::any_of(look->containers, isUnsettled)) {
            const std::scoped_lock lock(m_mutex);
            m_reconciling.somethingIsUnsettled(Clock::now());
        }
        if (!due.snapshot && m_look && isSame(*m_look, *look))
            return;
        m_look = std::move(*look);
        m_last = snapshotOf(*m_workspace, *m_definition, m_running.look(), *m_look, stop);
        m_cost = usedOfCore() - usedBefore;
    }

    /// The list tells how long a container is up in words that change by themselves.
    static bool isSame(const EngineLook &a, const EngineLook &b)
    {
        return a.view == b.view
            && std::ranges::equal(
                   a.containers, b.containers, [](ContainerInfo one, ContainerInfo two) {
                       one.status.clear();
                       two.status.clear();
                       return one == two;
                   });
    }

    /// A devstack.yml that is being edited: what was last seen stays, with the reason why it is
    /// old.
    void read(std::stop_token stop)
    {
        watchWorkspace();
        auto definition = readWorkspace(m_workspace->internals(), stop);
        m_readAt = Clock::now();
        if (definition) {
            m_isBroken = false;
            m_problem.reset();
            m_definition = std::move(*definition);
            watchCheckouts();
        } else if (definition.error().kind != Error::Kind::Cancelled) {
            m_isBroken = true;
            m_files.watch(m_parent); // from where a folder that was moved away comes back
            m_problem = definition.error();
        }
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

    void deliver()
    {
        if (!m_last && !m_problem)
            return;
        WorkspaceSnapshot snapshot = m_last.value_or(WorkspaceSnapshot {});
        snapshot.problem = m_problem;
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
    std::optional<Usage> m_freshUsage;
    ContainerOverlay m_overlay;
    Reconciling m_reconciling;

    // The worker's own.
    std::chrono::microseconds m_cost {0}; ///< of the latest snapshot, of a core
    RunningSteps m_running;
    std::optional<WorkspaceDefinition> m_definition; ///< as it was read well last
    Clock::time_point m_readAt;
    std::optional<Error> m_problem; ///< why it was not read well since
    std::optional<EngineLook> m_look;
    std::optional<WorkspaceSnapshot> m_last; ///< without usage
    std::optional<WorkspaceSnapshot> m_delivered;
    Usage m_used;

    FileWatch m_files;
    std::optional<EndingReader> m_endingReader;
    std::jthread m_worker;
    std::optional<Sampler> m_sampler;
    std::optional<EngineWatch> m_engine;
};

WorkspaceWatch::WorkspaceWatch(std::shared_ptr<Workspace> workspace,
                               Callback callback,
                               std::chrono::milliseconds lookAgain)
    : m_d(std::make_unique<Private>(std::move(workspace), std::move(callback), lookAgain))
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
