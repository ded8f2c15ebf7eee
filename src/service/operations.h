// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/reporter.h"
#include "core/result.h"
#include "plan/plan.h"
#include "service/workspace.h"

#include <QStringList>

#include <stop_token>

namespace devstack {

/// What a repository could reach on this machine, shown in the trust question.
struct TrustQuestion
{
    QString ida; ///< empty: the workspace's own devstack.yml
    QString repository;
    QStringList reach; ///< one sentence each
};

/// Common to everything that changes the workspace.
struct OperationRequest
{
    QStringList idas; ///< empty: all
    QString commandText; ///< "devstack up credentials": recorded with the run
    bool trust = false; ///< trusts the repositories concerned
    bool confirmed = false; ///< agrees to what is destroyed
};

/// The repositories among the selection (and what it needs) that would have to be trusted first.
Result<QList<TrustQuestion>> untrusted(Workspace &workspace, const QStringList &idas);
Result<> grantTrust(Workspace &workspace, const QList<TrustQuestion> &questions);

/// The steps that up() would run, each with its reason; changes nothing on the Engine.
Result<Plan> planUp(Workspace &workspace, const OperationRequest &request, std::stop_token stop);

/// Clones, builds, starts, provisions: only what is needed. The run is journalled; read it with JournalReader.
/// A failed or cancelled plan is a value (Plan::result), an error means that nothing could be planned.
Result<Plan> up(Workspace &workspace, const OperationRequest &request, PlanObserver &observer, std::stop_token stop);

/// Builds images only.
Result<Plan> build(Workspace &workspace, const OperationRequest &request, PlanObserver &observer, std::stop_token stop);

/// Containers only, in the order of the graph. Stopping an IDA leaves the others alone.
Result<> start(Workspace &workspace, const OperationRequest &request, Reporter &reporter, std::stop_token stop);
Result<> stop(Workspace &workspace, const OperationRequest &request, Reporter &reporter, std::stop_token stop);
Result<> restart(Workspace &workspace, const OperationRequest &request, Reporter &reporter, std::stop_token stop);
/// Removes containers and networks; data volumes too when `volumes` (needs `confirmed`).
Result<> down(Workspace &workspace, const OperationRequest &request, bool volumes, Reporter &reporter, std::stop_token stop);

/// What reset() would destroy and keep, as sentences for the question.
Result<QStringList> resetConsequences(Workspace &workspace, const QStringList &idas);
/// Data back to the schema, then migrations and base seeds; the old data stays as a checkpoint unless `discard`.
Result<Plan> reset(Workspace &workspace, const OperationRequest &request, bool discard, PlanObserver &observer, std::stop_token stop);

/// Applies named seeds (all of the configuration when empty).
Result<Plan> seed(Workspace &workspace, const OperationRequest &request, const QStringList &names, PlanObserver &observer, std::stop_token stop);
/// Applies a file by its suffix (`data` of the manifest).
Result<> seedFile(Workspace &workspace, const OperationRequest &request, const QString &file, Reporter &reporter, std::stop_token stop);

/// The vector that opens an interactive shell of a service: for exec() by the command line and for the
/// user's terminal program by the desktop.
Result<QStringList> shellCommand(Workspace &workspace, const QString &ida, const QString &service);

struct LogRequest
{
    QStringList sources; ///< "ida" or "ida/service"; empty: all
    int tail = 200; ///< lines per service; -1: all
    QString since; ///< RFC 3339 or a duration ("10m"); empty: no limit
    bool follow = false;
};
struct LogEntry
{
    QString ida;
    QString service;
    QDateTime time;
    bool error = false; ///< written to standard error
    QString text; ///< may hold ANSI escapes
};
/// Merged log lines. The sink is called from one thread at a time; several services' lines may interleave. Follows
/// services that are restarted or recreated. Blocks until the end (or the stop when following).
Result<> logs(Workspace &workspace, const LogRequest &request, const std::function<void(const LogEntry &)> &sink, std::stop_token stop);

struct DoctorCheck
{
    enum class Outcome { Ok, Warning, Problem };
    QString id;
    Outcome outcome = Outcome::Ok;
    QString message;
    QString fix; ///< what the user can do
};
/// Engine, compose, memory, disk, address pool, nofile limit, git, credentials. Works without a workspace.
Result<QList<DoctorCheck>> doctor(std::stop_token stop);

} // namespace devstack
