// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "engine/logframes.h"

#include <QtEndian>

#include <algorithm>

namespace devstack {

namespace {
constexpr qsizetype kHeaderSize = 8;
constexpr int kSystemError = 3; // the engine's own message, counted as standard error
} // namespace

LogFrames::LogFrames(bool raw, Sink sink)
    : m_raw(raw)
    , m_sink(std::move(sink))
{
}

bool LogFrames::feed(QByteArrayView bytes)
{
    if (m_raw) {
        m_sink(1, bytes);
        return true;
    }
    while (!bytes.isEmpty()) {
        if (m_left == 0) {
            const qsizetype missing = std::min(kHeaderSize - m_header.size(), bytes.size());
            m_header.append(bytes.first(missing));
            bytes = bytes.sliced(missing);
            if (m_header.size() < kHeaderSize)
                return true;
            m_stream = static_cast<unsigned char>(m_header[0]);
            const bool framed = m_stream <= kSystemError && m_header[1] == 0 && m_header[2] == 0
                && m_header[3] == 0;
            if (!framed)
                return false;
            m_left = qFromBigEndian<quint32>(m_header.constData() + 4);
            m_header.clear();
            continue;
        }
        const qsizetype size = std::min<qsizetype>(m_left, bytes.size());
        m_sink(m_stream <= 1 ? 1 : 2, bytes.first(size));
        bytes = bytes.sliced(size);
        m_left -= size;
    }
    return true;
}

} // namespace devstack
