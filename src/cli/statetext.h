// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "cli/table.h"
#include "service/observing/snapshot.h"
#include "service/observing/unfinishedrun.h"

#include <QDate>

namespace devstack::cli {

/// A state as shape and word ("● running"), toned; the shapes of docs/reference/states.md, the same
/// in the desktop.
Cell stateCell(const IdaView &ida, const EngineView &engine);
Cell stateCell(const ServiceView &service, const EngineView &engine);

/// Prints engine, IDAs and services the way `devstack status` shows them.
/// `measured`: when the oldest figure of the column MEMORY was measured; null when they are of now.
void printStatus(Output &output,
                 const WorkspaceSnapshot &snapshot,
                 const QStringList &idas,
                 const QDateTime &measured = {});

/// What a workspace without repositories has to show.
QString noRepositoriesText();

/// "!  Provisioning is incomplete: …": which run, when it began (with the date, unless that is
/// `today`), how it ended, what is missing and the command that continues it.
QString unfinishedText(const UnfinishedRun &run, QDate today);

/// Says on stderr which wishes about one IDA contradict each other, and what decides.
void reportConflicts(Output &output, const WorkspaceSnapshot &snapshot);

/// Notes on standard error which IDAs were read without Compose.
void reportReadings(Output &output, const WorkspaceSnapshot &snapshot);

/// Warns on stderr where no Engine answers: what runs is not known then, and why.
void reportEngine(Output &output, const EngineView &engine);

/// The exit code of a command that prints what files tell, and what the Engine knows where it
/// answers.
int codeFor(const EngineView &engine);

/// Says on stderr what of the shown IDAs could not be read, each with its place; answers the exit
/// code for it.
int reportProblems(Output &output, const WorkspaceSnapshot &snapshot, const QStringList &idas);

} // namespace devstack::cli
