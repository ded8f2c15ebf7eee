// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/error.h"
#include "foreign/review/lint.h"

#include <QJsonObject>

namespace devstack {

/// The reports as a SARIF 2.1.0 log (OASIS standard, 2020-03): one run for each repository, places
/// relative to it (`%SRCROOT%`), suppressed findings with their justification, fingerprints that do
/// not change when lines move. Pure.
QJsonObject toSarif(const QList<LintReport> &reports, const QString &version);

/// The same when nothing could be read: one run that did not succeed, with the error.
QJsonObject toSarif(const Error &error, const QString &version);

/// What stays the same of a finding when lines are added above it: rule, file, text of the line,
/// and which of several equal ones it is.
QString fingerprintOf(const LintFinding &finding, int occurrence);

} // namespace devstack
