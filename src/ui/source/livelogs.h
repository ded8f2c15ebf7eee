// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/source/background.h"
#include "ui/source/workspacesource.h"

namespace devstack {

class Workspace;

/// Follows the logs of a real workspace on a worker, which reads their escapes too; lines reach the
/// interface in batches, at most about twenty a second, and only the newest hundred thousand when
/// it cannot keep up.
class LiveLogs : public LogFollow
{
public:
    LiveLogs(std::shared_ptr<Workspace> workspace,
             const LogRequest &request,
             WorkspaceSource::LogSink sink,
             WorkspaceSource::Done ended,
             Background &background);
    /// Asks the worker to stop and does not wait for it; nothing is called any more.
    ~LiveLogs() override;

private:
    struct Shared;
    std::shared_ptr<Shared> m_shared;
    std::stop_source m_stop;
};

} // namespace devstack
