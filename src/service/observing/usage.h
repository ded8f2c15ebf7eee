// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"

#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

#include <stop_token>

namespace devstack {

class Workspace;
struct WorkspaceSnapshot;

/// What one running service uses.
struct ServiceUsage
{
    QString ida;
    QString service;
    qint64 memory = 0; ///< bytes, page cache not counted
    double cpu = 0; ///< percent of one core
};
struct Usage
{
    QList<ServiceUsage> services;
    qint64 budget = 0; ///< bytes
};
/// What every running service of the IDAs uses now. CPU takes half a second to measure; without it
/// the answer comes at once.
Result<Usage>
usage(Workspace &workspace, const QStringList &names, std::stop_token stop, bool withCpu = true);

/// Puts the figures where they belong in a snapshot: services, IDAs, the whole.
void addUsage(WorkspaceSnapshot &snapshot, const Usage &usage);

/// Does the same with the memory that was measured last, for services that run: at once, without
/// the Engine. Answers when the oldest of these figures was measured (UTC); null: there is none.
QDateTime addKnownMemory(Workspace &workspace, WorkspaceSnapshot &snapshot);

/// Measures what the running services take, only to keep it: for the next forecast, and for the
/// next one who shows the workspace. Nobody fails without it.
void measureMemory(Workspace &workspace, std::stop_token stop);

} // namespace devstack
