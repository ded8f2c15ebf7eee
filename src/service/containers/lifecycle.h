// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/reporter.h"
#include "core/result.h"
#include "plan/planrunner.h"
#include "service/request.h"
#include "store/generations.h"

#include <chrono>
#include <stop_token>

namespace devstack {

class Workspace;

/// Starts the containers of provisioned IDAs and their dependencies, in the order of the graph. A
/// port that another program has taken moves. The run is journalled.
Result<Plan> start(Workspace &workspace,
                   const OperationRequest &request,
                   PlanObserver &observer,
                   std::stop_token stop);

/// Starts the existing containers that are named (OperationRequest::idas: "IDA/SERVICE" or "IDA"),
/// and what they need of their own IDA. Nothing is planned and nothing moves. Error Failed where
/// one has no container yet.
Result<> startServices(Workspace &workspace,
                       const OperationRequest &request,
                       Reporter &reporter,
                       std::stop_token stop);

/// Stops containers, IDAs side by side, or single services ("IDA/SERVICE"); what other IDAs of the
/// workspace need is only stopped when it is asked for.
Result<> stop(Workspace &workspace,
              const OperationRequest &request,
              Reporter &reporter,
              std::stop_token stop);

/// Restarts the applications of the IDAs; databases and the like go on running under them, unless
/// they are named ("IDA/SERVICE").
Result<> restart(Workspace &workspace,
                 const OperationRequest &request,
                 Reporter &reporter,
                 std::stop_token stop);

/// What goes with the data volumes of the IDAs (empty: of all), and what stays, a line each. Pure.
QStringList lostWithVolumes(const Generations &generations, const QStringList &idas);

/// Removes containers and networks; the data volumes and the checkpoints that the program made too
/// when `volumes` (needs `confirmed`; the error's detail is lostWithVolumes()).
Result<> down(Workspace &workspace,
              const OperationRequest &request,
              bool volumes,
              Reporter &reporter,
              std::stop_token stop);

/// Returns when every service of the IDAs runs and every URL with a health check answers. Error
/// kind Timeout lists what is still missing; Failed when a container ended while waiting.
Result<> waitHealthy(Workspace &workspace,
                     const QStringList &idas,
                     std::chrono::milliseconds timeout,
                     Reporter &reporter,
                     std::stop_token stop);

} // namespace devstack
