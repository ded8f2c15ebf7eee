// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "cli/command.h"

namespace devstack::cli {

/// The verbs, by what they deal with; commands() puts them in the order of the help text.
QList<Command> repositoryCommands(); ///< init, sample, add, remove, list, fetch, pull
QList<Command> graphCommands(); ///< graph
QList<Command> tourCommands(); ///< tour
QList<Command> choiceCommands(); ///< mode, variant, use, config
QList<Command> runCommands(); ///< plan, up, build
QList<Command> lifecycleCommands(); ///< start, stop, restart, down, wait
QList<Command> lookCommands(); ///< status, logs, stats
QList<Command> compareCommands(); ///< compare
QList<Command> insideCommands(); ///< shell, exec, dbshell, migrate
QList<Command> scriptCommands(); ///< run
QList<Command> dataCommands(); ///< seed, reset, checkpoint
QList<Command> schemaCommands(); ///< schema
QList<Command> dataVerbCommands(); ///< data
QList<Command> checkCommands(); ///< check, lint, scaffold
QList<Command> machineCommands(); ///< doctor, clean, ui
QList<Command> helpCommands(); ///< help, completion; complete and describe, which are for programs

/// What `up` does with the IDAs of the command line, as other verbs need it: exit code 0 when
/// everything runs and answers.
Result<int> runUp(Context &context);

} // namespace devstack::cli
