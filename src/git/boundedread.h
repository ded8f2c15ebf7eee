// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <chrono>
#include <functional>
#include <stop_token>

namespace devstack::git {

/// How waiting for a reader ended.
enum class ReadEnd { Finished, Cancelled, TimedOut };

/// Runs `read` on a thread of its own and waits for it: at most for `limit`, and at most a second
/// after a stop.
///
/// For a disk that does not answer, and for pipes that libgit2 waits at; a process for each
/// repository would make reading fifty of them slow. A reader that nothing ends is left behind:
/// `read` must own everything it touches (capture by value or shared pointer).
ReadEnd runBounded(std::function<void(std::stop_token)> read,
                   std::stop_token stop,
                   std::chrono::milliseconds limit);

} // namespace devstack::git
