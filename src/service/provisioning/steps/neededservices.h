// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "service/provisioning/steps/runcontext.h"

#include <QString>

#include <functional>
#include <optional>
#include <stop_token>
#include <thread>

namespace devstack {

/// Looks, while it lives, whether databases and other servers that an IDA needs, its own and those
/// of its dependencies, end: who waits for one of its services would wait in vain. Only what ran
/// when the run or the wait began counts. Looks twice a second, on a thread of its own.
class NeededServices
{
public:
    /// `stop` also ends token(). What it is given must outlive it.
    NeededServices(const RunContext &context,
                   const QString &ida,
                   const QString &service,
                   std::stop_token stop);
    NeededServices(const NeededServices &) = delete;
    NeededServices &operator=(const NeededServices &) = delete;
    ~NeededServices();

    /// Stops when one of them ended.
    std::stop_token token() const { return m_ended.get_token(); }
    /// Which one, and how; call once the wait is over.
    std::optional<Error> whyEnded();

private:
    void look(const std::stop_token &done);

    const RunContext &m_context;
    const QString m_ida;
    const QString m_service;
    std::stop_source m_ended;
    std::stop_callback<std::function<void()>> m_whenStopped;
    std::optional<Error> m_why; ///< written by the thread until it ends
    std::jthread m_thread;
};

} // namespace devstack
