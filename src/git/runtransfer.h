// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/reporter.h"
#include "core/result.h"
#include "git/transferlines.h"

#include <chrono>
#include <stop_token>

namespace devstack::git {

/// Runs one transfer in a process of its own, devstack-git, and waits for it: libgit2 cannot be
/// interrupted while it connects or checks out, and what it unpacks was made by a stranger.
///
/// Blocks; `reporter` is called on the calling thread. On a stop, and when the process gives no
/// sign of life for `silenceLimit`, it may end in good order for half a second and is killed with
/// everything that it started. `address` is for messages. Errors: those of the transfer,
/// Cancelled, Timeout; Io when the process crashes or talks nonsense; NotFound when it is missing.
Result<TransferResult> runTransfer(const TransferRequest &request,
                                   const QString &address,
                                   Reporter &reporter,
                                   std::stop_token stop,
                                   std::chrono::milliseconds silenceLimit);

} // namespace devstack::git
