// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "cli/output.h"
#include "foreign/review/check.h"
#include "foreign/review/lint.h"
#include "foreign/review/scaffold/scaffold.h"

namespace devstack::cli {

/// What check, lint and scaffold show in a terminal. Paths are relative to the working directory.

/// Each repository with its criteria, then what could not be read.
void printChecks(Output &output, const QList<RepositoryCheck> &checks);
/// Like a compiler: "file:line: severity: message [rule]", the fix below it.
void printFindings(Output &output, const QList<LintReport> &reports);
/// Files that could not be read and suppressions without a rule, on stderr in every format.
void printLintProblems(Output &output, const QList<LintReport> &reports);
/// The files that are missing as a diff, then what is left to the user.
void printScaffold(Output &output, const ScaffoldPlan &plan);

} // namespace devstack::cli
