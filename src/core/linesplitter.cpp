// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/linesplitter.h"

namespace devstack {

namespace {

/// At most `length`, and not inside a UTF-8 character (of at most four bytes).
qsizetype cutBefore(QByteArrayView bytes, qsizetype length)
{
    for (qsizetype cut = length; cut > length - 4; --cut) {
        if ((static_cast<unsigned char>(bytes[cut]) & 0xc0) != 0x80)
            return cut;
    }
    return length;
}

} // namespace

LineSplitter::LineSplitter(Sink sink, qsizetype longest, TooLong tooLong)
    : m_sink(std::move(sink))
    , m_longest(longest)
    , m_tooLong(tooLong)
{
}

void LineSplitter::feed(QByteArrayView bytes)
{
    for (;;) {
        const qsizetype end = bytes.indexOf('\n');
        if (end < 0)
            break;
        const QByteArrayView line = bytes.first(end);
        if (m_rest.isEmpty() && !m_dropping && end <= m_longest) {
            emitLine(line);
        } else {
            keep(line);
            if (!m_dropping)
                emitLine(m_rest);
            m_rest.clear();
            m_dropping = false;
        }
        bytes = bytes.sliced(end + 1);
    }
    keep(bytes);
}

void LineSplitter::finish()
{
    if (!m_rest.isEmpty())
        emitLine(m_rest);
    m_rest.clear();
    m_dropping = false;
}

void LineSplitter::keep(QByteArrayView piece)
{
    if (m_dropping)
        return;
    m_rest.append(piece);
    while (m_rest.size() > m_longest) {
        if (m_tooLong == TooLong::Drop) {
            m_rest.clear();
            m_dropping = true;
            return;
        }
        const qsizetype length = cutBefore(m_rest, m_longest);
        emitLine(QByteArrayView(m_rest).first(length));
        m_rest.remove(0, length);
    }
}

void LineSplitter::emitLine(QByteArrayView line)
{
    if (line.endsWith('\r'))
        line.chop(1);
    m_sink(line);
}

} // namespace devstack
