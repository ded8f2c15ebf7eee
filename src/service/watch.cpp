// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/watch.h"

#include "assembly/names.h"
#include "engine/enginewatch.h"
#include "engine/stats.h"
#include "service/parts.h"
#include "service/reading.h"
#include "service/usage.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <QFileInfo>

#include <condition_variable>
#include <mutex>
#include <set>
#include <utility>

namespace devstack {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Tells of changes to a few files and folders; one thread that sleeps in the kernel.
class FileWatch
{
public:
    explicit FileWatch(std::function<void()> changed)
        : m_changed(std::move(changed))
        , m_notify(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK))
        , m_wake(::eventfd(0, EFD_CLOEXEC))
        , m_thread([this] { run(); })
    {
    }

    ~FileWatch()
    {
        const std::uint64_t one = 1;
        [[maybe_unused]] const auto written = ::write(m_wake, &one, sizeof one);
        m_thread.join();
        ::close(m_notify);
        ::close(m_wake);
    }

    void watch(const QString &path)
    {
        const std::scoped_lock lock(m_mutex);
        if (m_paths.insert(path).second) {
            ::inotify_add_watch(m_notify,
                                path.toLocal8Bit().constData(),
                                IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE | IN_DELETE | IN_MODIFY);
        }
    }

private:
    void run()
    {
        pollfd descriptors[] = {{m_notify, POLLIN, 0}, {m_wake, POLLIN, 0}};
        char buffer[4096];
        while (::poll(descriptors, 2, -1) >= 0) {
            if (descriptors[1].revents)
                return;
            while (::read(m_notify, buffer, sizeof buffer) > 0) { }
            m_changed();
        }
    }

    std::function<void()> m_changed;
    int m_notify;
    int m_wake;
    std::mutex m_mutex;
    std::set<QString> m_paths;
    std::thread m_thread;
};

} // namespace

/// One worker that takes snapshots when something marked the last one stale.
class WorkspaceWatch::Private
{
public:
    Private(std::shared_ptr<Workspace> workspace, Callback callback)
        : m_workspace(std::move(workspace))
        , m_callback(std::move(callback))
        , m_files([this] { markStale(); })
        , m_worker([this](std::stop_token stop) { work(std::move(stop)); })
    {
        Workspace::Parts &parts = m_workspace->parts();
        m_files.watch(parts.folder);
        m_files.watch(m_workspace->runsFolder());
        if (const auto engine = parts.engine()) {
            const QString ownLabel = QString::fromUtf16(label::kWorkspace);
            m_engine.emplace(**engine,
                             EngineWatchCallbacks {
                                 [this](const EngineVersion &) { markStale(); },
                                 [this, ownLabel, id = parts.id](const EngineEvent &event) {
                                     if (event.type == u"container"
                                         && event.attributes.value(ownLabel) == id)
                                         markStale();
                                 },
                                 [this](const Error &) { markStale(); },
                             });
        }
        markStale();
    }

    ~Private()
    {
        m_engine.reset();
        m_worker.request_stop();
        m_condition.notify_all();
        m_worker.join();
    }

    void markStale()
    {
        {
            const std::scoped_lock lock(m_mutex);
            m_stale = true;
        }
        m_condition.notify_all();
    }

    void sampleResources(bool on)
    {
        {
            const std::scoped_lock lock(m_mutex);
            m_sampling = on;
            m_stale = m_stale || on;
        }
        m_condition.notify_all();
    }

private:
    static constexpr auto kQuiet
        = 120ms; ///< events come in bursts; one snapshot is for all of them
    static constexpr auto kSampleEvery = 5s;

    void work(std::stop_token stop)
    {
        std::optional<WorkspaceSnapshot> last;
        while (!stop.stop_requested()) {
            bool sampling = false;
            bool stale = false;
            {
                std::unique_lock lock(m_mutex);
                if (m_sampling)
                    m_condition.wait_for(
                        lock, stop, kSampleEvery, [&] { return m_stale || !m_sampling; });
                else
                    m_condition.wait(lock, stop, [&] { return m_stale || m_sampling; });
                if (m_stale)
                    m_condition.wait_for(lock, stop, kQuiet, [] { return false; });
                if (stop.stop_requested())
                    return;
                stale = std::exchange(m_stale, false);
                sampling = m_sampling;
            }
            // A sample of the resources alone reads no files again.
            auto snapshot
                = stale || !last ? m_workspace->snapshot(stop) : Result<WorkspaceSnapshot>(*last);
            if (!snapshot) {
                if (snapshot.error().kind == Error::Kind::Cancelled)
                    return;
                // A devstack.yml that is being edited: keep what was last seen, with the reason why
                // it is old.
                WorkspaceSnapshot broken = last.value_or(WorkspaceSnapshot {});
                broken.problem = snapshot.error();
                m_callback(broken);
                continue;
            }
            for (const IdaView &ida : snapshot->idas) {
                if (QFileInfo(ida.path).isDir()) {
                    m_files.watch(ida.path);
                    m_files.watch(ida.path + u"/.git"_s);
                }
            }
            last = *snapshot;
            if (sampling) {
                if (const auto used = usage(*m_workspace, {}, stop))
                    addUsage(*snapshot, *used);
            }
            m_callback(*snapshot);
        }
    }

    std::shared_ptr<Workspace> m_workspace;
    Callback m_callback;
    std::mutex m_mutex;
    std::condition_variable_any m_condition;
    bool m_stale = false;
    bool m_sampling = false;
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
    m_d->markStale();
}

} // namespace devstack
