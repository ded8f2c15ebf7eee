// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/items/terminaltext.h"

#include <QRegularExpression>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// Lines that a program wrapped and that are looked at as one; more would be no address.
constexpr int kMostWrapped = 40;

/// The text of lines with the place of each of its UTF-16 units.
struct Mapped
{
    QString text;
    QList<TerminalPlace> places;

    void add(const TerminalScreen &screen, qint64 number)
    {
        const auto &cells = screen.line(number).cells;
        for (std::size_t at = 0; at < cells.size(); ++at) {
            if (cells[at].width == 0)
                continue;
            const QString one = cells[at].character == 0 ? u" "_s : screen.textOf(cells[at]);
            text += one;
            for (qsizetype unit = 0; unit < one.size(); ++unit)
                places.append({number, int(at)});
        }
    }
    /// The places of units [from, from + size).
    TerminalRange range(const TerminalScreen &screen, qsizetype from, qsizetype size) const
    {
        const TerminalPlace last = places[from + size - 1];
        const int width = screen.line(last.line).cells[std::size_t(last.column)].width;
        return {places[from], {last.line, last.column + std::max(1, width)}};
    }
};

qint64 firstOfWrapped(const TerminalScreen &screen, qint64 line)
{
    for (int left = kMostWrapped; left > 0 && line > screen.firstLine(); --left) {
        if (!screen.line(line - 1).wrapped)
            break;
        --line;
    }
    return line;
}

qint64 lastOfWrapped(const TerminalScreen &screen, qint64 line)
{
    for (int left = kMostWrapped; left > 0 && line < screen.endLine() - 1; --left) {
        if (!screen.line(line).wrapped)
            break;
        ++line;
    }
    return line;
}

bool isThere(const TerminalScreen &screen, qint64 line)
{
    return line >= screen.firstLine() && line < screen.endLine();
}

bool isOfWord(QChar one)
{
    return one.isLetterOrNumber() || one.isSurrogate() || u"_-./~:@%+#=?&,"_s.contains(one);
}

} // namespace

QString textOfRange(const TerminalScreen &screen, const TerminalRange &range)
{
    QString text;
    const qint64 first = std::max(range.from.line, screen.firstLine());
    const qint64 last = std::min(range.to.line, screen.endLine() - 1);
    for (qint64 line = first; line <= last; ++line) {
        const int from = line == range.from.line ? range.from.column : 0;
        const int to = line == range.to.line ? range.to.column : INT_MAX;
        text += screen.textOf(line, from, to);
        if (line < last && !screen.line(line).wrapped)
            text += u'\n';
    }
    return text;
}

TerminalRange wordAt(const TerminalScreen &screen, TerminalPlace place)
{
    if (!isThere(screen, place.line))
        return {place, place};
    Mapped mapped;
    mapped.add(screen, place.line);
    const auto at = std::ranges::find_if(
        mapped.places, [&](const TerminalPlace &one) { return one.column >= place.column; });
    if (at == mapped.places.end())
        return {place, place};
    qsizetype from = std::distance(mapped.places.begin(), at);
    qsizetype to = from;
    while (from > 0 && isOfWord(mapped.text[from - 1]) && isOfWord(mapped.text[to]))
        --from;
    while (to < mapped.text.size() && isOfWord(mapped.text[to]))
        ++to;
    return mapped.range(screen, from, std::max<qsizetype>(1, to - from));
}

TerminalRange lineAt(const TerminalScreen &screen, TerminalPlace place)
{
    if (!isThere(screen, place.line))
        return {place, place};
    const qint64 last = lastOfWrapped(screen, place.line);
    return {{firstOfWrapped(screen, place.line), 0}, {last, screen.size().columns}};
}

std::optional<TerminalLink> linkAt(const TerminalScreen &screen, TerminalPlace place)
{
    static const QRegularExpression kAddress(
        u"https?://[^\\s<>\"'`{}|\\\\^\\x{2500}-\\x{257f}]+"_s);
    if (!isThere(screen, place.line))
        return std::nullopt;
    Mapped mapped;
    const qint64 last = lastOfWrapped(screen, place.line);
    for (qint64 line = firstOfWrapped(screen, place.line); line <= last; ++line)
        mapped.add(screen, line);
    auto matches = kAddress.globalMatch(mapped.text);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        QString address = match.captured();
        // What ends a sentence is no part of it; a bracket that was not opened within neither.
        while (!address.isEmpty()) {
            const QChar end = address.back();
            const bool closes = (end == u')' && address.count(u')') > address.count(u'('))
                || (end == u']' && address.count(u']') > address.count(u'['));
            if (!closes && !u".,;:!?"_s.contains(end))
                break;
            address.chop(1);
        }
        const TerminalRange range = mapped.range(screen, match.capturedStart(), address.size());
        if (range.from <= place && place < range.to)
            return TerminalLink {range, address};
    }
    return std::nullopt;
}

QList<std::pair<int, int>> matchesIn(const TerminalScreen &screen, qint64 line, const QString &text)
{
    QList<std::pair<int, int>> found;
    if (text.isEmpty() || !isThere(screen, line))
        return found;
    Mapped mapped;
    mapped.add(screen, line);
    for (qsizetype at = mapped.text.indexOf(text, 0, Qt::CaseInsensitive); at >= 0;
         at = mapped.text.indexOf(text, at + text.size(), Qt::CaseInsensitive)) {
        const TerminalRange range = mapped.range(screen, at, text.size());
        found.append({range.from.column, range.to.column});
    }
    return found;
}

std::optional<TerminalRange>
findText(const TerminalScreen &screen, const QString &text, TerminalPlace from, bool backwards)
{
    const qint64 count = screen.endLine() - screen.firstLine();
    const qint64 start = std::clamp(from.line, screen.firstLine(), screen.endLine() - 1);
    // The first line is looked at twice: before the place, and behind it at the very end.
    for (qint64 step = 0; step <= count; ++step) {
        const qint64 offset = start - screen.firstLine() + (backwards ? -step : step);
        const qint64 line = screen.firstLine() + ((offset % count) + count) % count;
        auto matches = matchesIn(screen, line, text);
        if (backwards)
            std::ranges::reverse(matches);
        for (const auto &[begin, end] : matches) {
            const bool isBefore = begin < from.column;
            if (step == 0 && line == from.line && isBefore != backwards)
                continue;
            return TerminalRange {{line, begin}, {line, end}};
        }
    }
    return std::nullopt;
}

} // namespace devstack
