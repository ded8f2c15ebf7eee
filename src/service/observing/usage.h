// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"

#include <QList>
#include <QString>

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
usage(Workspace &workspace, const QStringList &idas, std::stop_token stop, bool withCpu = true);

/// Puts the figures where they belong in a snapshot: services, IDAs, the whole.
void addUsage(WorkspaceSnapshot &snapshot, const Usage &usage);

/// Measures what the running services of the IDAs take and keeps it for later forecasts.
Result<> rememberMemory(Workspace &workspace, const QStringList &idas, std::stop_token stop);

} // namespace devstack
