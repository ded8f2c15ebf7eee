// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/source/logscan.h"

#include "ui/source/logchain.h"

#include <sys/stat.h>

#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QMap>
#include <QSaveFile>
#include <QSet>
#include <queue>

#include <chrono>
#include <condition_variable>
#include <limits>
#include <map>
#include <mutex>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr std::chrono::milliseconds kBetweenBatches {50};
/// How soon a line that was recorded is seen.
constexpr std::chrono::milliseconds kLook {100};
/// Files that lately did not grow are looked at this often.
constexpr int kSeldom = 20;
constexpr size_t kLargestBatch = 100'000;

/// When entries were made or removed in a folder; 0: it is not there.
qint64 changeOf(const QString &folder)
{
    struct stat found
    {
    };
    if (::stat(QFile::encodeName(folder).constData(), &found) != 0)
        return 0;
    return qint64(found.st_mtim.tv_sec) * 1'000'000'000 + found.st_mtim.tv_nsec;
}

} // namespace

struct LogScan::Shared
{
    std::mutex mutex;
    LogBatch batch; ///< guarded by mutex
    bool posted = false; ///< guarded by mutex
    bool alive = true; ///< thread of the context only
    Sink sink;
};

namespace {

/// The reading itself, on the scan's thread.
class LogReading
{
public:
    LogReading(LogScanRequest request, std::function<void(LogBatch &&)> give)
        : m_request(std::move(request))
        , m_give(std::move(give))
    {
    }

    void run(const std::stop_token &stop)
    {
        m_stop = stop;
        std::mutex mutex;
        std::unique_lock lock(mutex);
        std::condition_variable_any never;
        for (int round = 0; !stop.stop_requested(); ++round) {
            const bool all = round % kSeldom == 0;
            findSegments(all);
            readOn(all);
            give();
            never.wait_for(lock, stop, kLook, [] { return false; });
        }
    }

    /// What is there now.
    void once(const std::stop_token &stop)
    {
        m_stop = stop;
        findSegments(true);
        readOn(true);
        give();
    }

private:
    struct Service
    {
        LoggedService name;
        qint64 change = -1;
        int number = 0;
        QHash<QString, quint32> known; ///< path → number
        QString newest; ///< the container that was made last
    };
    struct Container
    {
        std::unique_ptr<LogChain> chain;
        bool isLive = true; ///< it grew when it was looked at last
    };

    bool wants(const LoggedService &service) const
    {
        const QString name = service.ida + u'/' + service.service;
        return (m_request.sources.isEmpty() || m_request.sources.contains(service.ida)
                || m_request.sources.contains(name))
            && m_request.search.wantsService(service.ida, service.service);
    }

    void findSegments(bool all)
    {
        qint64 change = changeOf(m_request.store);
        for (const QString &ida : std::as_const(m_idaFolders))
            change ^= changeOf(ida);
        if (all || change != m_change) {
            for (const LoggedService &service : loggedServices(m_request.store)) {
                const QString ida = QFileInfo(service.folder).path();
                if (!m_idaFolders.contains(ida))
                    m_idaFolders.append(ida);
                if (wants(service) && !m_services.contains(service.folder))
                    m_services.insert(service.folder,
                                      {service, -1, int(m_services.size()), {}, {}});
            }
            // As it was before: what was made meanwhile is found in the next round.
            m_change = change;
        }
        for (Service &service : m_services) {
            const qint64 now = changeOf(service.name.folder);
            if (all || now != service.change)
                findSegmentsOf(service);
            service.change = now;
        }
    }

    void findSegmentsOf(Service &service)
    {
        QHash<QString, quint32> gone = service.known;
        for (const LogSegmentFile &file : logSegments(service.name.folder)) {
            if (gone.remove(file.path) || service.known.contains(file.path))
                continue;
            const quint32 number = m_segments++;
            service.known.insert(file.path, number);
            m_batch.segments.append(
                {file.path, service.name.ida + u'/' + service.name.service, service.number});
            Container &container = m_containers[{service.name.folder, file.container}];
            if (!container.chain)
                container.chain = std::make_unique<LogChain>(m_request);
            container.chain->add(file.path, number);
            container.isLive = true;
            service.newest = file.container;
        }
        for (auto each = gone.cbegin(); each != gone.cend(); ++each) {
            service.known.remove(each.key());
            m_batch.gone.insert(each.value());
            m_gone.insert(each.value());
        }
    }

    /// Takes all that is there, the earliest first.
    void readOn(bool all)
    {
        // What a search counts on its way is told too, and it ends when another one begins.
        const LogChain::Between between = [this] {
            if (m_batch.refs.size() >= kLargestBatch || Clock::now() - m_given > kBetweenBatches)
                give();
            return !m_stop.stop_requested();
        };
        const auto later = [](const LogChain *one, const LogChain *other) {
            return one->head().timeNano > other->head().timeNano;
        };
        std::priority_queue<LogChain *, std::vector<LogChain *>, decltype(later)> next(later);
        for (auto &[key, container] : m_containers) {
            // Of containers that others followed nothing more is to be expected.
            const bool isNewest = m_services.value(key.first).newest == key.second;
            if (!all && !isNewest && !container.isLive)
                continue;
            container.chain->fill(m_batch, between);
            container.isLive = container.chain->grewLately();
            if (!container.chain->isEmpty())
                next.push(container.chain.get());
            if (m_stop.stop_requested())
                return;
        }
        int count = 0;
        while (!next.empty()) {
            LogChain *chain = next.top();
            next.pop();
            const LogChain::Found found = chain->take();
            if (!m_gone.contains(found.ref.segment))
                m_batch.refs.push_back(found.ref);
            if (chain->isEmpty())
                chain->fill(m_batch, between);
            if (!chain->isEmpty())
                next.push(chain);
            if (++count % 1024 == 0 && !between())
                return;
        }
    }

    void give()
    {
        m_given = Clock::now();
        if (!m_batch.isEmpty())
            m_give(std::exchange(m_batch, {}));
    }

    LogScanRequest m_request;
    std::function<void(LogBatch &&)> m_give;
    std::stop_token m_stop;
    LogBatch m_batch;
    Clock::time_point m_given = Clock::now();
    quint32 m_segments = 0;
    QSet<quint32> m_gone; ///< numbers of segments that made room
    qint64 m_change = -1;
    QStringList m_idaFolders;
    QMap<QString, Service> m_services; ///< by folder
    std::map<std::pair<QString, QString>, Container> m_containers; ///< by folder and container
};

} // namespace

LogScan::LogScan(LogScanRequest request, QObject *context, Sink sink)
    : m_shared(std::make_shared<Shared>())
{
    m_shared->sink = std::move(sink);
    const auto give = [shared = m_shared, context](LogBatch &&batch) {
        {
            const std::scoped_lock lock(shared->mutex);
            shared->batch.add(std::move(batch));
            if (std::exchange(shared->posted, true))
                return;
        }
        // The scan is gone before its context is.
        QMetaObject::invokeMethod(
            context,
            [shared] {
                LogBatch all;
                {
                    const std::scoped_lock lock(shared->mutex);
                    all = std::exchange(shared->batch, {});
                    shared->posted = false;
                }
                if (shared->alive)
                    shared->sink(all);
            },
            Qt::QueuedConnection);
    };
    m_thread = std::jthread([request = std::move(request), give](const std::stop_token &stop) {
        LogReading(request, give).run(stop);
    });
}

LogScan::~LogScan()
{
    m_shared->alive = false;
}

Result<> exportLogs(const LogScanRequest &request, const QString &file, std::stop_token stop)
{
    StoredLogModel model(nullptr, std::numeric_limits<int>::max());
    model.restart(request.search);
    LogReading(request, [&](LogBatch &&batch) { model.append(batch); }).once(stop);
    QSaveFile target(file);
    if (!target.open(QIODevice::WriteOnly))
        return ioError(u"“%1” cannot be written: %2."_s.arg(file, target.errorString()));
    bool written = true;
    model.writeText([&](const QByteArray &piece) {
        written = target.write(piece) == piece.size();
        return written && !stop.stop_requested();
    });
    if (stop.stop_requested())
        return cancelled();
    if (!written || !target.commit())
        return ioError(u"“%1” cannot be written: %2."_s.arg(file, target.errorString()),
                       {},
                       u"Check the free space."_s);
    return ok();
}

} // namespace devstack
