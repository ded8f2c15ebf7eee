// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "service/observing/snapshot.h"
#include "store/logstore.h"

#include <QObject>
#include <QTemporaryDir>
#include <QTimer>

#include <memory>
#include <vector>

namespace devstack {

/// A log store in a folder of its own with made-up lines, and several more a second.
class DemoLogs : public QObject
{
public:
    explicit DemoLogs(const WorkspaceSnapshot &snapshot);

    QString store() const { return logStoreFolder(m_folder.path()); }

private:
    /// Each service ran before, and was started again.
    void begin();
    void write(int lines);

    QTemporaryDir m_folder;
    std::vector<std::unique_ptr<LogWriter>> m_writers;
    size_t m_count = 0;
    QTimer m_clock;
};

} // namespace devstack
