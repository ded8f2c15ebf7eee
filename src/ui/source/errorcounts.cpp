// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/source/errorcounts.h"

#include "store/logstore.h"

#include <chrono>
#include <utility>

namespace devstack {

namespace {

constexpr std::chrono::seconds kBetweenCounts {2};

/// How far a service's newest container has been counted.
struct Counted
{
    QString container;
    qint64 number = 0; ///< of the segment
    qint64 offset = 0;
    int errors = 0;
};

void countOn(const LoggedService &service, Counted &counted)
{
    const QList<LogSegmentFile> files = logSegments(service.folder);
    if (files.isEmpty())
        return;
    const QString newest = files.last().container;
    if (counted.container != newest)
        counted = {newest, 0, 0, 0};
    for (const LogSegmentFile &file : files) {
        if (file.container != newest || file.number < counted.number)
            continue;
        if (file.number > counted.number) {
            counted.number = file.number;
            counted.offset = 0;
        }
        if (file.size <= counted.offset)
            continue;
        const auto segment = LogSegment::open(file.path);
        if (!segment)
            continue;
        counted.offset = (*segment)->read(counted.offset, [&](qint64, QByteArrayView bytes) {
            const auto line = parseStored(bytes);
            if (line && line->kind == StoredLine::Kind::Started)
                counted.errors = 0;
            else if (line && line->level == LineLevel::Error)
                ++counted.errors;
            return true;
        });
    }
}

} // namespace

ErrorCounts::ErrorCounts(QString store, QObject *context, Told told)
    : m_alive(std::make_shared<bool>(true))
{
    const auto tell
        = [context, told = std::move(told), alive = m_alive](QMap<QString, int> errors) {
              QMetaObject::invokeMethod(
                  context,
                  [told, alive, errors = std::move(errors)] {
                      if (*alive)
                          told(errors);
                  },
                  Qt::QueuedConnection);
          };
    m_thread = std::jthread([this, store = std::move(store), tell](const std::stop_token &stop) {
        QMap<QString, Counted> counted;
        QMap<QString, int> before;
        std::unique_lock lock(m_mutex);
        while (m_changed.wait(lock, stop, [this] { return m_watched; })) {
            lock.unlock();
            QMap<QString, int> errors;
            for (const LoggedService &service : loggedServices(store)) {
                const QString name = service.ida + QLatin1Char('/') + service.service;
                Counted &mine = counted[name];
                countOn(service, mine);
                if (mine.errors > 0)
                    errors.insert(name, mine.errors);
                if (stop.stop_requested())
                    return;
            }
            if (errors != before)
                tell(errors);
            before = errors;
            lock.lock();
            m_changed.wait_for(lock, stop, kBetweenCounts, [] { return false; });
            if (stop.stop_requested())
                return;
        }
    });
}

ErrorCounts::~ErrorCounts()
{
    *m_alive = false;
}

void ErrorCounts::setWatched(bool watched)
{
    const std::scoped_lock lock(m_mutex);
    m_watched = watched;
    m_changed.notify_all();
}

} // namespace devstack
