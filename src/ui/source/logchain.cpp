// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/source/logchain.h"

#include "ui/text/ansitext.h"

#include <algorithm>

namespace devstack {

namespace {

/// Lines between two looks at whether enough was found.
constexpr int kLinesAtOnce = 2'000;
/// What the offset of a place can say.
constexpr qint64 kFurthest = (1 << 28) - 1;

} // namespace

void LogChain::add(const QString &path, quint32 number)
{
    m_segments.emplace_back(path, number);
}

LogChain::Found LogChain::take()
{
    const Found first = m_found.front();
    m_found.pop_front();
    return first;
}

void LogChain::fill(LogBatch &batch, const Between &between)
{
    m_grew = false;
    while (m_found.empty() && !m_segments.empty()) {
        const auto file = LogSegment::open(m_segments.front().first);
        bool isEnd = true; // also where it made room meanwhile
        if (file) {
            int lines = 0;
            const qint64 next = (*file)->read(m_offset, [&](qint64 offset, QByteArrayView bytes) {
                if (offset <= kFurthest)
                    visit(offset, bytes, batch);
                return ++lines < kLinesAtOnce;
            });
            m_grew = m_grew || next > m_offset;
            m_offset = next;
            isEnd = lines < kLinesAtOnce;
        }
        if (isEnd) {
            // The end, for now: what is there is given, also if more lines of a trace may come.
            close(batch);
            if (m_segments.size() == 1)
                return;
            m_segments.pop_front();
            m_offset = 0;
            m_entry.reset();
            m_fold = {};
        }
        if (!between())
            return;
    }
}

bool LogChain::matches(const StoredLine &line) const
{
    if (!m_request.search.hasText())
        return true;
    if (!m_request.search.problem.isEmpty())
        return false;
    const QString text = QString::fromUtf8(line.text);
    const bool isColoured = line.text.contains('\x1b');
    const QString shown = isColoured ? parseAnsi(text, text.size()).text : text;
    return m_request.search.matchIn(shown).first >= 0;
}

void LogChain::visit(qint64 offset, QByteArrayView bytes, LogBatch &batch)
{
    const auto line = parseStored(bytes);
    if (!line)
        return;
    if (!line->isOutput()) {
        close(batch);
        m_entry.reset();
        m_fold = {};
        const bool isPlain
            = !m_request.search.hasText() || !m_request.matchesOnly; // marks match no search
        const LogLevel least = std::max(m_request.level, m_request.search.level);
        if (isPlain && least == LogLevel::None && m_request.search.wantsTime(line->timeNano))
            m_found.push_back({line->timeNano, {m_segments.front().second, quint32(offset), 0, 0}});
        return;
    }
    if (m_fold.goesOn(line->text)) {
        Entry &entry = *m_entry;
        // The first line of a Java trace names no level.
        if (entry.ref.level == quint32(LogLevel::None)) {
            batch.errors += entry.isCounted ? 1 : 0;
            entry.ref.level = quint32(LogLevel::Error);
        }
        if (entry.ref.isMatch == 0 && matches(*line)) {
            entry.ref.isMatch = 1;
            batch.matches += entry.isCounted && m_request.search.hasText() ? 1 : 0;
        }
        if (entry.isGiven)
            batch.grown.push_back(entry.ref);
        return;
    }
    close(batch);
    m_entry = Entry {line->timeNano, {m_segments.front().second, quint32(offset), 0, 0}};
    m_entry->ref.level = quint32(line->level);
    m_entry->ref.isMatch = matches(*line) ? 1 : 0;
}

void LogChain::close(LogBatch &batch)
{
    if (!m_entry)
        return;
    Entry &entry = *m_entry;
    const bool isInTime = m_request.search.wantsTime(entry.timeNano);
    const LogLevel least = std::max(m_request.level, m_request.search.level);
    const bool isWanted = isInTime && int(entry.ref.level) >= int(least);
    const bool hasText = m_request.search.hasText();
    if (!std::exchange(entry.isCounted, true)) {
        ++batch.total;
        batch.errors += entry.ref.level == quint32(LogLevel::Error) ? 1 : 0;
        batch.warnings += entry.ref.level == quint32(LogLevel::Warning) ? 1 : 0;
        batch.matches += isWanted && hasText && entry.ref.isMatch != 0 ? 1 : 0;
    }
    const bool isShown = isWanted && (entry.ref.isMatch != 0 || !m_request.matchesOnly);
    if (!isShown || std::exchange(entry.isGiven, true))
        return;
    Found found {entry.timeNano, entry.ref};
    if (!hasText)
        found.ref.isMatch = 0;
    m_found.push_back(found);
}

} // namespace devstack
