// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QStringList>

#include <stop_token>

namespace devstack {

class Workspace;

/// Removes what is beyond the workspace's limits (store/checkpointlimits.h) of these IDAs'
/// checkpoints. What cannot be removed stays for the next time. Blocks. Answers what went,
/// "IDA: NAME". The caller holds the lock.
QStringList removeBeyondLimits(Workspace &workspace, const QStringList &idas, std::stop_token stop);

} // namespace devstack
