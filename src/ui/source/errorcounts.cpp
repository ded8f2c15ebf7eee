// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/source/errorcounts.h"

#include "store/logstore.h"
#include "ui/text/linefold.h"

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
    LineFold fold;
    LineLevel level = LineLevel::None; ///< of the last entry's first line
    bool isError = false; ///< the last entry
    LogErrors errors;

    void take(const StoredLine &line)
    {
        if (line.kind == StoredLine::Kind::Started)
            errors = {0, line.timeNano};
        if (!line.isOutput()) {
            fold = {};
            return;
        }
        // As the page Logs sees it: a trace is an error, whatever its first line names.
        const bool goesOn = fold.goesOn(line.text);
        const bool wasError = goesOn && isError;
        if (!goesOn)
            level = line.level;
        isError = level == LineLevel::Error || (goesOn && level == LineLevel::None);
        errors.count += isError && !wasError ? 1 : 0;
    }
};

void countOn(const LoggedService &service, Counted &counted, const std::stop_token &stop)
{
    const QList<LogSegmentFile> files = logSegments(service.folder);
    if (files.isEmpty())
        return;
    const QString newest = files.last().container;
    if (counted.container != newest) {
        counted = {};
        counted.container = newest;
    }
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
            if (const auto line = parseStored(bytes))
                counted.take(*line);
            return !stop.stop_requested();
        });
    }
}

} // namespace

ErrorCounts::ErrorCounts(QString store, QObject *context, Told told)
    : m_alive(std::make_shared<bool>(true))
{
    const auto tell
        = [context, told = std::move(told), alive = m_alive](LogErrorsByService errors) {
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
        LogErrorsByService before;
        std::unique_lock lock(m_mutex);
        while (m_changed.wait(lock, stop, [this] { return m_watched; })) {
            lock.unlock();
            LogErrorsByService errors;
            for (const LoggedService &service : loggedServices(store)) {
                const QString name = service.ida + QLatin1Char('/') + service.service;
                Counted &mine = counted[name];
                countOn(service, mine, stop);
                if (mine.errors.count > 0)
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
