// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/engineclient.h"
#include "service/containers/logs/logselection.h"
#include "store/logstore.h"

#include <condition_variable>
#include <functional>
#include <mutex>

namespace devstack {

/// Brings what containers wrote into the log store. Any number of threads, one per container.
///
/// Nothing is lost while the Engine keeps it: a line goes into the store once, however often the
/// reading was interrupted; while the store cannot be written (a full disk) the reading waits, and
/// says so once.
class ContainerRecord
{
public:
    /// A problem of the store, and null when it is over; on the thread that met it.
    using Report = std::function<void(const std::optional<Error> &problem)>;

    /// `store`: the folder, whose lock the caller holds.
    ContainerRecord(EngineClient engine, QString store, Report report);

    /// Takes what is there; with `follow`, goes on until the container ends or the stop.
    void record(const LogSource &source, bool follow, const std::stop_token &stop);
    /// How a run of a container ended, as the Engine's event told.
    void ended(const QString &container, qint64 timeNano, const QString &exitCode);

private:
    struct Ending
    {
        qint64 timeNano = 0;
        QString exitCode;
    };
    class Pass;

    std::unique_ptr<LogWriter> openWriter(const LogSource &source, const std::stop_token &stop);
    void write(LogWriter &writer, const QByteArray &lines, const std::stop_token &stop);
    void waitForRoom(const Error &problem, const std::stop_token &stop);
    void awaitEnding(const QString &container, const std::stop_token &stop);
    QList<Ending> takeEndings(const QString &container);

    EngineClient m_engine;
    QString m_store;
    Report m_report;
    std::mutex m_mutex;
    std::condition_variable_any m_endingCame;
    QHash<QString, QList<Ending>> m_endings;
    bool m_hasProblem = false;
};

} // namespace devstack
