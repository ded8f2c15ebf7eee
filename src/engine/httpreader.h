// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"

#include <QByteArray>

#include <functional>
#include <memory>

namespace devstack {

/// Reads one HTTP/1.1 answer from bytes as they come: lengths, chunks, upgrades (RFC 9112).
///
/// The only place that knows http_parser. Everything is bounded: at most 64 KiB of header; the
/// body goes to a sink, which bounds it. Pure: no I/O, no thread.
class HttpReader
{
public:
    /// Receives a piece of the body, or of what follows the header of a switched protocol.
    using BodySink = std::function<void(QByteArrayView)>;

    explicit HttpReader(BodySink sink);
    ~HttpReader();

    /// Errors of kind Protocol: not HTTP, header too large, bytes after the end.
    Result<> feed(QByteArrayView bytes);
    /// The peer closed. Error of kind Protocol when the answer was not complete.
    Result<> finish();

    bool headerComplete() const;
    bool complete() const;
    int status() const;
    /// A header's value, empty when it was not sent. `name` in lower case.
    QByteArray header(const QByteArray &name) const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace devstack
