// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "engine/loglines.h"

#include "engine/timestamp.h"

namespace devstack {

namespace {

constexpr qsizetype kEnginePart = 16 * 1024; // moby daemon/logger/copier.go: defaultBufSize

constexpr QByteArrayView kReplacement = "\xef\xbf\xbd";

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
    , m_splitter([this](QByteArrayView line) { m_lines->push_back(logLine(line)); })
{
}

void LogLines::feed(QByteArrayView bytes, std::vector<LogLine> &lines)
{
    m_lines = &lines;
    m_splitter.feed(bytes);
}

void LogLines::finish(std::vector<LogLine> &lines)
{
    m_lines = &lines;
    m_splitter.finish();
}

LogLine LogLines::logLine(QByteArrayView line)
{
    QByteArray parts;
    bool isRest = false;
    if (m_timestamps) {
        const qsizetype space = line.indexOf(' ');
        const auto time = space > 0 ? parseTimestamp(line.first(space)) : std::nullopt;
        isRest = !time;
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
    QString text = QString::fromUtf8(line);
    const bool isDamaged = text.contains(QChar::ReplacementCharacter)
        && text.count(QChar::ReplacementCharacter) != line.count(kReplacement);
    return {m_stream, m_time, std::move(text), isRest, isDamaged};
}

} // namespace devstack
