// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "cli/command.h"

namespace devstack::cli {

/// Shows the status of IDAs (empty: all) again at every change until the stop: at a terminal in
/// place, on a screen of its own; otherwise one after the other; as JSON one document per line.
/// Answers kDone when nobody reads any more, else kCancelled.
int watchStatus(Context &context,
                const std::shared_ptr<Workspace> &workspace,
                const QStringList &idas);

} // namespace devstack::cli
