// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>

#include <functional>

namespace devstack {

/// Undoes the engine's multiplexing of standard output and error: frames with an 8-byte header
/// {stream, 0, 0, 0, size in big endian} (Docker API, "Attach to a container", stream format).
///
/// Frames are handed out as they arrive, so their size needs no bound. A raw stream (of a
/// terminal) passes through as stream 1.
class LogFrames
{
public:
    /// stream: 1 standard output, 2 standard error. A piece may be part of a frame.
    using Sink = std::function<void(int stream, QByteArrayView bytes)>;

    LogFrames(bool raw, Sink sink);
    /// False when the bytes are no such frames: what was handed out until then stays valid.
    [[nodiscard]] bool feed(QByteArrayView bytes);

private:
    bool m_raw;
    Sink m_sink;
    QByteArray m_header;
    int m_stream = 0;
    qint64 m_left = 0; ///< bytes of the current frame that are still to come
};

} // namespace devstack
