// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "plan/planrunner.h"
#include "service/provisioning/steps/runcontext.h"

namespace devstack {

/// One function per kind of step: does it, blocks until it is done, answers facts the plan could
/// not know.
using StepResult = Result<StepOutcome>;

StepResult cloneRepository(const RunContext &context,
                           const Step &step,
                           const CloneAction &action,
                           Reporter &reporter,
                           std::stop_token stop);
StepResult pullImage(const RunContext &context,
                     const Step &step,
                     const PullAction &action,
                     Reporter &reporter,
                     std::stop_token stop);
StepResult buildImage(const RunContext &context,
                      const Step &step,
                      const BuildAction &action,
                      Reporter &reporter,
                      std::stop_token stop);
StepResult makeVolume(const RunContext &context,
                      const Step &step,
                      const VolumeAction &action,
                      std::stop_token stop);
/// The volume to which resets go back, of data that this volume has.
QString baseVolumeName(const VolumeAction &volume);
/// Copies the data of the IDA while its databases stand still for that moment. Where nothing was
/// done to what a snapshot brought, the copy that was unpacked with it is taken.
StepResult keepBase(const RunContext &context,
                    const Step &step,
                    const BaseAction &action,
                    Reporter &reporter,
                    std::stop_token stop);
/// Fills the database from a dump.
StepResult loadSchema(const RunContext &context,
                      const Step &step,
                      const SchemaAction &action,
                      Reporter &reporter,
                      std::stop_token stop);
/// Gives a file of the engineer's own to the data.
StepResult applyOwnFile(const RunContext &context,
                        const FileAction &action,
                        Reporter &reporter,
                        std::stop_token stop);
StepResult startServices(const RunContext &context,
                         const Step &step,
                         const StartAction &action,
                         Reporter &reporter,
                         std::stop_token stop);
StepResult awaitDatabase(const RunContext &context,
                         const Step &step,
                         const ReadyAction &action,
                         Reporter &reporter,
                         std::stop_token stop);
StepResult awaitHealth(const RunContext &context,
                       const Step &step,
                       const HealthAction &action,
                       Reporter &reporter,
                       std::stop_token stop);

/// A command in a service's container (bootstrap, clients, seeds).
StepResult runCommand(const RunContext &context,
                      const ContainerCommand &command,
                      Reporter &reporter,
                      std::stop_token stop);
/// The same in the words of another IDA's script: when the command fails, the step is done all the
/// same and says that it was not taken, and why.
StepResult offerCommand(const RunContext &context,
                        const ContainerCommand &command,
                        Reporter &reporter,
                        std::stop_token stop);

} // namespace devstack
