// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/linesplitter.h"

namespace devstack {

namespace {

constexpr qsizetype kLongestLine = 64 * 1024;

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

LineSplitter::LineSplitter(Sink sink)
    : m_sink(std::move(sink))
{
}

void LineSplitter::feed(const QByteArray &bytes)
{
    m_rest += bytes;
    qsizetype start = 0;
    for (;;) {
        const qsizetype end = m_rest.indexOf('\n', start);
        if (end >= 0 && end - start <= kLongestLine) {
            emitLine(QByteArrayView(m_rest).sliced(start, end - start));
            start = end + 1;
        } else if (m_rest.size() - start > kLongestLine) {
            const qsizetype length = cutBefore(QByteArrayView(m_rest).sliced(start), kLongestLine);
            emitLine(QByteArrayView(m_rest).sliced(start, length));
            start += length;
        } else {
            break;
        }
    }
    m_rest.remove(0, start);
}

void LineSplitter::finish()
{
    if (!m_rest.isEmpty())
        emitLine(m_rest);
    m_rest.clear();
}

void LineSplitter::emitLine(QByteArrayView line)
{
    if (line.endsWith('\r'))
        line.chop(1);
    m_sink(QString::fromUtf8(line));
}

} // namespace devstack
