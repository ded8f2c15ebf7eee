// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QtGlobal>

namespace devstack::testing {

/// How many milliseconds a test may let something take that takes no more than `ms` in a plain
/// build: sanitizers make all of it several times as slow.
constexpr qint64 patience(qint64 ms)
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    return 10 * ms;
#else
    return ms;
#endif
}

} // namespace devstack::testing
