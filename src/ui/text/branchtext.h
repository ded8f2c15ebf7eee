// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "service/databases/branchdata.h"

#include <QDateTime>
#include <QString>

namespace devstack {

/// Whose data an IDA has, by git branch, and what is kept for others; empty where no branch is
/// checked out and nothing is kept.
QString branchText(const BranchData &data, const QDateTime &now);

} // namespace devstack
