// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "engine/loglines.h"

#include "engine/timestamp.h"

namespace devstack {

namespace {

constexpr qsizetype kLongestLine = 64 * 1024;
constexpr qsizetype kEnginePart = 16 * 1024; // moby daemon/logger/copier.go: defaultBufSize

/// The text of a line without its time stamp and without the stamps of its further parts.
QByteArray joined(QByteArrayView line, QByteArrayView stamp)
{
    QByteArray text;
    while (line.startsWith(stamp)) {
        line = line.sliced(stamp.size());
        const QByteArrayView part = line.first(std::min(kEnginePart, line.size()));
        text.append(part);
        line = line.sliced(part.size());
    }
    text.append(line);
    return text;
}

} // namespace

LogLines::LogLines(OutputLine::Stream stream, bool timestamps)
    : m_stream(stream)
    , m_timestamps(timestamps)
{
}

void LogLines::feed(QByteArrayView bytes, std::vector<LogLine> &lines)
{
    for (;;) {
        const qsizetype end = bytes.indexOf('\n');
        if (end < 0)
            break;
        if (m_rest.isEmpty()) {
            emitLine(bytes.first(end), lines);
        } else {
            m_rest.append(bytes.first(end));
            emitLine(m_rest, lines);
            m_rest.clear();
        }
        bytes = bytes.sliced(end + 1);
    }
    m_rest.append(bytes);
    if (m_rest.size() > kLongestLine) {
        emitLine(QByteArrayView(m_rest).first(kLongestLine), lines);
        m_rest.remove(0, kLongestLine);
    }
}

void LogLines::finish(std::vector<LogLine> &lines)
{
    if (!m_rest.isEmpty())
        emitLine(m_rest, lines);
    m_rest.clear();
}

void LogLines::emitLine(QByteArrayView line, std::vector<LogLine> &lines)
{
    if (line.endsWith('\r'))
        line.chop(1);
    QByteArray parts;
    if (m_timestamps) {
        const qsizetype space = line.indexOf(' ');
        const auto time = space > 0 ? parseTimestamp(line.first(space)) : std::nullopt;
        if (time) {
            m_time = *time;
            const QByteArrayView stamp = line.first(space + 1);
            line = line.sliced(space + 1);
            if (line.size() > kEnginePart) {
                parts = joined(QByteArrayView(stamp.data(), stamp.size() + line.size()), stamp);
                line = parts;
            }
        }
    }
    lines.push_back({m_stream, m_time, QString::fromUtf8(line)});
}

} // namespace devstack
