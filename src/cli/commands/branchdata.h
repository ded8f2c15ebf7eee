// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "cli/command.h"
#include "service/request.h"

#include <QMap>
#include <QStringList>

namespace devstack::cli {

/// `data branch IDA [on|off|ask|stay|switch BRANCH]`.
Result<int> runDataBranch(Context &context);

/// What `up` asks before it plans: IDAs whose data is another branch's than the one that is checked
/// out. Says of those that stay what helps. No answer means that it stays.
Result<QMap<QString, BranchAnswer>>
askForBranches(Context &context, Workspace &workspace, const QStringList &idas);

/// What `plan` says of that: changes and asks nothing.
Result<> tellOfBranches(Context &context, Workspace &workspace, const QStringList &idas);

} // namespace devstack::cli
