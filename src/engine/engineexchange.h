// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "engine/engineclient.h"
#include "engine/httpreader.h"
#include "engine/transport.h"

#include <QByteArray>

#include <memory>
#include <stop_token>

namespace devstack {

/// One request and its answer on a connection of its own. Belongs to one thread.
class EngineExchange
{
public:
    /// Connects and sends; `version` is "1.41", or empty for a path without one.
    static Result<std::unique_ptr<EngineExchange>> send(const Endpoint &endpoint,
                                                        const QString &version,
                                                        const EngineRequest &request,
                                                        bool upgrade,
                                                        std::stop_token stop);

    /// Sends the next bytes of a body in chunks (RFC 9112, 7.1), which endChunks() ends. Error Io:
    /// the engine takes no more; it may have said why.
    Result<> writeChunk(QByteArrayView bytes);
    Result<> endChunks();

    /// Reads at least one more piece; false at the end of the answer.
    Result<bool> readMore(Deadline deadline);
    /// Reads until the header is there.
    Result<> readHeader(Deadline deadline);
    /// Reads to the end; Protocol when the body is larger than `limit` bytes.
    Result<QByteArray> readBody(qsizetype limit, Deadline deadline);
    /// The header is there and says no: 400 and above, or a redirection (of a path that is no
    /// name).
    bool isRefused() const;
    /// The refusal as an error, with the engine's own message.
    Error refusal();

    const HttpReader &http() const { return m_reader; }
    /// The body as far as it was read and not taken yet.
    QByteArray takeBody() { return std::exchange(m_body, {}); }
    std::unique_ptr<Transport> takeTransport() { return std::move(m_transport); }
    Deadline deadline() const { return m_deadline; }

private:
    EngineExchange(const Endpoint &endpoint, const EngineRequest &request);
    Error lost(const Error &cause) const;
    Result<> waitForAnswer(Deadline deadline);

    Endpoint m_endpoint;
    QString m_what;
    Deadline m_deadline;
    std::unique_ptr<Transport> m_transport;
    QByteArray m_body;
    QByteArray m_buffer;
    bool m_heard = false;
    HttpReader m_reader;
};

} // namespace devstack
