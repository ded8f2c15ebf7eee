// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "engine/endpoint.h"

#include <QByteArray>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

namespace devstack {

/// A moment at which a blocking operation gives up; nothing means never.
using Deadline = std::optional<std::chrono::steady_clock::time_point>;

/// One byte pipe to the engine: a unix socket, or a socket pair to `docker system dial-stdio`.
///
/// Built on poll(2), not on QLocalSocket, which cannot close one direction (an exec's standard
/// input needs that) and costs an event loop per request. Belongs to one thread; only the stop
/// request may come from another. Closing it ends the child process.
class Transport
{
public:
    /// Connects. Errors: Unavailable with the reason and the next step, Cancelled, Timeout.
    static Result<std::unique_ptr<Transport>>
    open(const Endpoint &endpoint, std::stop_token stop, Deadline deadline = {});
    ~Transport();
    Transport(const Transport &) = delete;
    Transport &operator=(const Transport &) = delete;

    struct Ready
    {
        bool reading = false;
        bool writing = false;
    };
    /// Blocks until bytes can be read (always asked for) or, when `writing`, taken.
    /// Errors: Cancelled, Timeout, Io.
    Result<Ready> wait(bool writing, Deadline deadline);

    /// Appends what is there to `buffer`; 0 at the end of the stream. Only after wait() said
    /// reading.
    Result<qsizetype> read(QByteArray &buffer);
    /// Takes as many of `bytes` as fit now and answers how many. Only after wait() said writing.
    Result<qsizetype> writeSome(QByteArrayView bytes);
    /// Writes all of it, blocking.
    Result<> write(QByteArrayView bytes, Deadline deadline);
    /// Half-close: the peer sees the end of what we send and may go on answering.
    void closeWriting();
    /// From now on a stop request no longer ends wait(): for cleaning up after one.
    void ignoreStop();
    /// What the dial-stdio process said on standard error, at most 4 KiB.
    QString childErrors() const;

private:
    struct State;
    explicit Transport(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace devstack
