// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "ui/models/terminalclient.h"

#include <QTimer>

#include <memory>

namespace devstack::demo {

/// A made-up shell in a container, which echoes what is typed and knows a few commands: `ls`, `vi`
/// (the other screen, until `q`), `flood`, `exit CODE`. Of a stopped IDA: an error, as a real one.
Result<std::shared_ptr<TerminalClient>> openTerminal(const TerminalRequest &request);

} // namespace devstack::demo
