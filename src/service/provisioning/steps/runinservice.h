// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/reporter.h"
#include "engine/containers.h"
#include "engine/engineclient.h"
#include "model/manifest/manifest.h"

#include <QString>

#include <functional>
#include <stop_token>

namespace devstack {

/// What runInService() runs, and where.
struct ServiceCommand
{
    ContainerCommand command; ///< a timeout of zero means 15 minutes
    QString container; ///< name or id
    QString inputFile; ///< given to standard input; empty: none
    QIODevice *inputDevice = nullptr; ///< instead of it (ExecSpec)
    QString note; ///< said before it starts; empty: the command
    QString what; ///< what it is in errors, "“migrate” in lms/app"; empty: its program and place
    /// Called once before the command starts, with what runs there; may be empty.
    std::function<void(const ContainerDetail &)> onStart;
};

/// The one way in which this program runs a command in a service for a repository. Blocks.
///
/// Waits first for what a killed run left there (engine/leftovers.h). After a stop the command may
/// finish within kFinishingGrace, unless `atOnce` asks for its end. Lines go to the reporter. Error
/// Failed when it ends with another code than 0, with its last 20 lines, without their secrets.
Result<> runInService(const EngineClient &engine,
                      const ServiceCommand &service,
                      Reporter &reporter,
                      std::stop_token stop,
                      std::stop_token atOnce);

} // namespace devstack
