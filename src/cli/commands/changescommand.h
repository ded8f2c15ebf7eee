// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "cli/command.h"

#include <QStringList>

namespace devstack::cli {

/// “data changes IDA[/SERVICE] [--since CHECKPOINT] [--save-seed NAME]”; `words` are those behind
/// “changes”.
Result<int> showChanges(Context &context, Workspace &workspace, const QStringList &words);

} // namespace devstack::cli
