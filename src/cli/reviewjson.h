// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/review/check.h"
#include "foreign/review/lint.h"
#include "foreign/review/scaffold/scaffold.h"

#include <QJsonObject>

namespace devstack::cli {

/// The documents of check, lint and scaffold (docs/reference/json.md): fields may be added,
/// never renamed.

QJsonObject checkJson(const QList<RepositoryCheck> &checks);
QJsonObject lintJson(const QList<LintReport> &reports);
QJsonObject scaffoldJson(const ScaffoldPlan &plan, bool written);

} // namespace devstack::cli
