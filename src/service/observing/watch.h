// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "service/observing/snapshot.h"

#include <chrono>
#include <functional>
#include <memory>

namespace devstack {

class Workspace;

/// Keeps a snapshot of a workspace up to date: the Engine's events, changed files, changed state.
///
/// Owns its threads; the callback is called on one of them, never twice at once, only when the
/// snapshot changed. What an event tells is shown at once, whatever the Engine's list says yet; the
/// list is asked again 0.5 s and 2 s after the last event, when a running container has no
/// statistics, and after `lookAgain` without an event, so that a lost one heals. Resource figures
/// are sampled only while `sampleResources` is on.
class WorkspaceWatch
{
public:
    using Callback = std::function<void(const WorkspaceSnapshot &)>;

    WorkspaceWatch(std::shared_ptr<Workspace> workspace,
                   Callback callback,
                   std::chrono::milliseconds lookAgain = std::chrono::seconds(5));
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
