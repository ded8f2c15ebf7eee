// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "cli/command.h"

#include <QStringList>

namespace devstack::cli {

/// “schema diff IDA[/SERVICE]”.
Result<int> diffSchemas(Context &context, Workspace &workspace, const QStringList &words);

} // namespace devstack::cli
