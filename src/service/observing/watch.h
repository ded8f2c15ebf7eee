// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "service/observing/snapshot.h"

#include <functional>
#include <memory>

namespace devstack {

class Workspace;

/// Keeps a snapshot of a workspace up to date: the Engine's events, changed files, changed state.
///
/// Owns its threads; the callback is called on one of them, never twice at once, only when the
/// snapshot changed. Idle means idle: nothing is polled while nothing happens (resource figures are
/// sampled only while `sampleResources` is on).
class WorkspaceWatch
{
public:
    using Callback = std::function<void(const WorkspaceSnapshot &)>;

    WorkspaceWatch(std::shared_ptr<Workspace> workspace, Callback callback);
    ~WorkspaceWatch(); ///< stops and joins

    /// Memory and CPU every few seconds; on while the window is watched.
    void sampleResources(bool on);
    /// Takes a new snapshot soon.
    void refresh();

private:
    class Private;
    std::unique_ptr<Private> m_d;
};

} // namespace devstack
