// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/gracefulstop.h"
#include "engine/engineclient.h"
#include "engine/exec.h"
#include "engine/logframes.h"

#include <QByteArray>
#include <QIODevice>

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

namespace devstack {

/// One exec from creation to its exit code. Belongs to one thread.
class ExecSession
{
public:
    /// Receives what the process writes: stream 1 or 2.
    using Sink = LogFrames::Sink;

    /// Creates and starts `command` (instead of the spec's own, which may be wrapped).
    static Result<std::unique_ptr<ExecSession>> start(const EngineClient &engine,
                                                      const ExecSpec &spec,
                                                      const QStringList &command,
                                                      Sink sink,
                                                      std::stop_token stop);

    /// Moves bytes in both directions until the output ends. Errors: Cancelled, Timeout, Io,
    /// Protocol.
    Result<> pump(Deadline deadline);
    /// From now on pump() obeys its deadline only, and nothing is sent any more.
    void abandon();
    /// The exit code; an error of kind Failed when the container stopped meanwhile.
    Result<int> exitCode() const;

private:
    ExecSession(const EngineClient &engine, QString container, bool tty, Sink sink);
    Result<> openInput(const ExecSpec &spec);
    void sendInput();
    void endInput();
    Error containerStopped() const;
    bool containerEnds() const;

    EngineClient m_engine;
    QString m_container;
    QString m_id;
    std::unique_ptr<Transport> m_transport;
    QIODevice *m_input = nullptr; ///< null: nothing more to send
    std::unique_ptr<QIODevice> m_ownInput;
    QByteArray m_pending; ///< read from the input, not taken by the engine yet
    QByteArray m_rest; ///< came with the answer's header
    LogFrames m_frames;
    std::stop_source m_atOnce; ///< ends the patience below
    std::optional<GracefulStop> m_patience; ///< with a stop while the engine starts the process
    std::optional<std::stop_callback<std::function<void()>>> m_obey;
};

} // namespace devstack
