// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <chrono>
#include <functional>

namespace devstack {

/// How long a question to the container engine waits before somebody is told that it does.
constexpr std::chrono::seconds kSlowAnswer {3};

/// `tell` is called, once in the life of the process and on any thread, when a question with a
/// limit of at least twice that was not answered for kSlowAnswer; it gets the limit. Call before
/// the first question.
void onSlowAnswer(std::function<void(std::chrono::seconds limit)> tell);

/// A question waits: for engine/engineexchange. Any thread.
void answerIsSlow(std::chrono::seconds limit);

} // namespace devstack
