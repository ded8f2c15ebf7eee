// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/reporter.h"

#include <QElapsedTimer>
#include <QObject>

#include <functional>
#include <mutex>

namespace devstack {

/// Brings what an operation says to the interface's thread, at most ten times a second.
///
/// Called on worker threads. `context` lives on the interface's thread and outlives the operation.
class ActivityReporter : public Reporter
{
public:
    /// `share` below 0: unknown.
    using Sink = std::function<void(const QString &text, double share)>;

    ActivityReporter(QObject &context, Sink sink);

    void progress(const Progress &progress) override;
    void line(const OutputLine &line) override;

private:
    void post(const QString &text, double share);

    QObject &m_context;
    Sink m_sink;
    std::mutex m_mutex;
    QElapsedTimer m_since; ///< guarded by m_mutex
};

} // namespace devstack
