// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "terminal/terminalscreen.h"

#include "terminal/characterwidth.h"

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr int kLeast = 2;
constexpr int kMost = 1000;
constexpr int kTab = 8;
constexpr qsizetype kTitleLimit = 120;
constexpr qsizetype kCombinedLimit = 4096;
constexpr qsizetype kClusterLimit = 8;

/// The DEC line drawing set, from "`" on.
constexpr char32_t kGraphics[]
    = U"\u25c6\u2592\u2409\u240c\u240d\u240a\u00b0\u00b1\u2424\u240b\u2518\u2510\u250c\u2514\u253c"
      U"\u23ba\u23bb\u2500\u23bc\u23bd\u251c\u2524\u2534\u252c\u2502\u2264\u2265\u03c0\u2260\u00a3"
      U"\u00b7";

TerminalSize bounded(TerminalSize size)
{
    return {std::clamp(size.columns, kLeast, kMost), std::clamp(size.rows, kLeast, kMost)};
}

} // namespace

TerminalScreen::TerminalScreen(TerminalSize size, int historyLimit)
    : m_parser(*this)
    , m_size(bounded(size))
    , m_historyLimit(std::size_t(std::max(0, historyLimit)))
{
    hardReset();
}

void TerminalScreen::write(QByteArrayView bytes)
{
    m_parser.feed(bytes);
}

const TerminalLine &TerminalScreen::line(qint64 number) const
{
    const qint64 top = screenLine();
    if (number < top)
        return m_history[std::size_t(std::max<qint64>(0, number - m_dropped))];
    return m_screen->lines[std::size_t(std::min<qint64>(m_size.rows - 1, number - top))];
}

TerminalScreen::Cursor TerminalScreen::cursor() const
{
    return {screenLine() + m_at.row, m_at.column, m_shape, m_cursorShown, m_blinks};
}

QString TerminalScreen::textOf(const TerminalCell &cell) const
{
    if (cell.combined > 0)
        return m_combined[cell.combined - 1];
    return cell.character == 0 ? QString() : QString::fromUcs4(&cell.character, 1);
}

QString TerminalScreen::textOf(qint64 number, int from, int to) const
{
    QString text;
    if (number < firstLine() || number >= endLine())
        return text;
    const auto &cells = line(number).cells;
    const std::size_t end = std::min(cells.size(), std::size_t(std::max(0, to)));
    for (auto at = std::size_t(std::max(0, from)); at < end; ++at) {
        if (cells[at].width == 0)
            continue;
        if (cells[at].character == 0)
            text += u' ';
        else
            text += textOf(cells[at]);
    }
    while (text.endsWith(u' '))
        text.chop(1);
    return text;
}

TerminalCell TerminalScreen::blank() const
{
    TerminalCell cell;
    cell.style.background = m_at.style.background;
    return cell;
}

void TerminalScreen::splitWide(int row, int column)
{
    auto &line = m_screen->lines[std::size_t(row)].cells;
    if (column <= 0 || column >= m_size.columns || line[std::size_t(column)].width != 0)
        return;
    for (const int half : {column - 1, column}) {
        TerminalCell &cell = line[std::size_t(half)];
        cell.character = 0;
        cell.combined = 0;
        cell.width = 1;
    }
}

void TerminalScreen::beforePrinting(int width)
{
    if (m_at.wraps || m_at.column + width > m_size.columns) {
        if (m_wraps) {
            m_screen->lines[std::size_t(m_at.row)].wrapped = true;
            m_at.column = 0;
            m_at.wraps = false;
            lineFeed();
        } else {
            m_at.column = std::max(0, m_size.columns - width);
            m_at.wraps = false;
        }
    }
}

void TerminalScreen::put(char32_t character, int width)
{
    beforePrinting(width);
    if (m_inserts)
        insertCells(width);
    splitWide(m_at.row, m_at.column);
    splitWide(m_at.row, m_at.column + width);
    auto &line = cells();
    line[std::size_t(m_at.column)] = {character, m_at.style, quint8(width), 0};
    if (width == 2)
        line[std::size_t(m_at.column + 1)] = {0, m_at.style, 0, 0};
    m_last = character;
    m_at.column += width;
    if (m_at.column >= m_size.columns) {
        m_at.column = m_size.columns - 1;
        m_at.wraps = true;
    }
}

void TerminalScreen::printAscii(QByteArrayView text)
{
    if (m_at.graphics[std::size_t(m_at.shift)] || m_inserts) {
        for (const char one : text)
            print(char32_t(one));
        return;
    }
    while (!text.isEmpty()) {
        beforePrinting(1);
        const int count = int(std::min<qsizetype>(text.size(), m_size.columns - m_at.column));
        splitWide(m_at.row, m_at.column);
        splitWide(m_at.row, m_at.column + count);
        TerminalCell *cell = cells().data() + m_at.column;
        for (const char one : text.first(count))
            *cell++ = {char32_t(one), m_at.style, 1, 0};
        m_last = char32_t(text[count - 1]);
        m_at.column += count;
        if (m_at.column >= m_size.columns) {
            m_at.column = m_size.columns - 1;
            m_at.wraps = true;
        }
        text = text.sliced(count);
    }
}

void TerminalScreen::print(char32_t character)
{
    if (isInvisible(character))
        return;
    if (m_at.graphics[std::size_t(m_at.shift)] && character >= U'`' && character <= U'~')
        character = kGraphics[character - U'`'];
    const int width = characterWidth(character);
    if (width == 0)
        combine(character);
    else
        put(character, width);
}

void TerminalScreen::combine(char32_t character)
{
    auto &line = cells();
    int column = m_at.wraps ? m_at.column : m_at.column - 1;
    if (column > 0 && line[std::size_t(column)].width == 0)
        --column;
    if (column < 0 || line[std::size_t(column)].character == 0)
        return;
    TerminalCell &cell = line[std::size_t(column)];
    const QString text = textOf(cell) + QString::fromUcs4(&character, 1);
    if (text.size() > kClusterLimit)
        return;
    quint16 &number = m_combinedNumbers[text];
    if (number == 0) {
        if (m_combined.size() >= kCombinedLimit) {
            m_combinedNumbers.remove(text);
            return;
        }
        m_combined += text;
        number = quint16(m_combined.size());
    }
    cell.combined = number;
}

void TerminalScreen::control(char byte)
{
    switch (byte) {
    case '\a':
        m_bell = true;
        break;
    case '\b':
        moveHorizontally(-1);
        break;
    case '\t':
        tabForward(1);
        break;
    case '\n':
    case '\v':
    case '\f':
        lineFeed();
        if (m_newLine)
            m_at.column = 0;
        m_at.wraps = false;
        break;
    case '\r':
        m_at.column = 0;
        m_at.wraps = false;
        break;
    case 0x0e:
        m_at.shift = 1;
        break;
    case 0x0f:
        m_at.shift = 0;
        break;
    default:
        break;
    }
}

void TerminalScreen::command(QByteArrayView text)
{
    const qsizetype semicolon = text.indexOf(';');
    const QByteArrayView number = text.first(std::max<qsizetype>(0, semicolon));
    // 0 and 2 name the window. All others (the clipboard, colours, notices …) are for programs that
    // the user trusts more than what a container prints.
    if (number != "0" && number != "2")
        return;
    m_title.clear();
    const QString wanted = QString::fromUtf8(text.sliced(semicolon + 1));
    for (const char32_t one : wanted.toUcs4()) {
        if (one >= 0x20 && !(one >= 0x7f && one < 0xa0) && !isInvisible(one))
            m_title += QString::fromUcs4(&one, 1);
    }
    m_title = m_title.simplified().left(kTitleLimit);
}

void TerminalScreen::keepLine(TerminalLine &line)
{
    TerminalLine kept;
    kept.wrapped = line.wrapped;
    const TerminalCell empty;
    auto end = line.cells.cend();
    while (end != line.cells.cbegin() && *(end - 1) == empty)
        --end;
    if (m_history.size() >= m_historyLimit) {
        ++m_dropped;
        if (m_historyLimit == 0)
            return;
        kept.cells = std::move(m_history.front().cells);
        m_history.pop_front();
        // Memory that one long line took is given back.
        if (kept.cells.capacity() > std::size_t(2 * m_size.columns))
            kept.cells = {};
    }
    kept.cells.assign(line.cells.cbegin(), end);
    m_history.push_back(std::move(kept));
}

void TerminalScreen::scrollUp(int top, int count, bool keeps)
{
    const int height = m_bottom + 1 - top;
    count = std::min(count, height);
    auto &lines = m_screen->lines;
    if (keeps && m_screen == &m_main && top == 0) {
        for (int row = 0; row < count; ++row)
            keepLine(lines[std::size_t(row)]);
    }
    std::rotate(lines.begin() + top, lines.begin() + top + count, lines.begin() + m_bottom + 1);
    for (int row = m_bottom + 1 - count; row <= m_bottom; ++row)
        eraseLine(row);
}

void TerminalScreen::scrollDown(int top, int count)
{
    const int height = m_bottom + 1 - top;
    count = std::min(count, height);
    auto &lines = m_screen->lines;
    std::rotate(
        lines.begin() + top, lines.begin() + m_bottom + 1 - count, lines.begin() + m_bottom + 1);
    for (int row = top; row < top + count; ++row)
        eraseLine(row);
}

void TerminalScreen::lineFeed()
{
    if (m_at.row == m_bottom)
        scrollUp(m_top, 1);
    else if (m_at.row < m_size.rows - 1)
        ++m_at.row;
}

void TerminalScreen::reverseLineFeed()
{
    m_at.wraps = false;
    if (m_at.row == m_top)
        scrollDown(m_top, 1);
    else if (m_at.row > 0)
        --m_at.row;
}

void TerminalScreen::eraseCells(int row, int from, int to)
{
    splitWide(row, from);
    splitWide(row, to);
    TerminalLine &line = m_screen->lines[std::size_t(row)];
    std::fill(line.cells.begin() + from, line.cells.begin() + to, blank());
    if (to == m_size.columns)
        line.wrapped = false;
}

void TerminalScreen::eraseInLine(int what)
{
    m_at.wraps = false;
    if (what == 0)
        eraseCells(m_at.row, m_at.column, m_size.columns);
    else if (what == 1)
        eraseCells(m_at.row, 0, m_at.column + 1);
    else if (what == 2)
        eraseLine(m_at.row);
}

void TerminalScreen::eraseDisplay(int what)
{
    if (what == 3) {
        clearHistory();
        return;
    }
    if (what > 2)
        return;
    const int from = what == 0 ? m_at.row + 1 : 0;
    const int to = what == 1 ? m_at.row : m_size.rows;
    for (int row = from; row < to; ++row)
        eraseLine(row);
    if (what != 2)
        eraseInLine(what);
    m_at.wraps = false;
}

void TerminalScreen::insertCells(int count)
{
    m_at.wraps = false;
    splitWide(m_at.row, m_at.column);
    count = std::min(count, m_size.columns - m_at.column);
    splitWide(m_at.row, m_size.columns - count);
    auto &line = cells();
    std::move_backward(line.begin() + m_at.column, line.end() - count, line.end());
    std::fill_n(line.begin() + m_at.column, count, blank());
}

void TerminalScreen::deleteCells(int count)
{
    m_at.wraps = false;
    count = std::min(count, m_size.columns - m_at.column);
    splitWide(m_at.row, m_at.column);
    splitWide(m_at.row, m_at.column + count);
    auto &line = cells();
    std::move(line.begin() + m_at.column + count, line.end(), line.begin() + m_at.column);
    std::fill_n(line.end() - count, count, blank());
}

void TerminalScreen::moveTo(int row, int column)
{
    const int top = m_at.origin ? m_top : 0;
    const int bottom = m_at.origin ? m_bottom : m_size.rows - 1;
    m_at.row = std::clamp(top + row, top, bottom);
    m_at.column = std::clamp(column, 0, m_size.columns - 1);
    m_at.wraps = false;
}

void TerminalScreen::moveVertically(int by)
{
    // Whoever is among the rows that scroll stays among them.
    const int top = by < 0 && m_at.row >= m_top ? m_top : 0;
    const int bottom = by > 0 && m_at.row <= m_bottom ? m_bottom : m_size.rows - 1;
    m_at.row = std::clamp(m_at.row + by, top, bottom);
    m_at.wraps = false;
}

void TerminalScreen::moveHorizontally(int by)
{
    m_at.column = std::clamp(m_at.column + by, 0, m_size.columns - 1);
    m_at.wraps = false;
}

void TerminalScreen::tabForward(int count)
{
    while (count-- > 0 && m_at.column < m_size.columns - 1) {
        do
            ++m_at.column;
        while (m_at.column < m_size.columns - 1 && !m_tabs[std::size_t(m_at.column)]);
    }
}

void TerminalScreen::tabBack(int count)
{
    m_at.wraps = false;
    while (count-- > 0 && m_at.column > 0) {
        do
            --m_at.column;
        while (m_at.column > 0 && !m_tabs[std::size_t(m_at.column)]);
    }
}

void TerminalScreen::resetTabs()
{
    m_tabs.assign(kMost, false);
    for (std::size_t column = 0; column < m_tabs.size(); column += kTab)
        m_tabs[column] = true;
}

void TerminalScreen::restore()
{
    m_at = m_screen->saved;
    m_at.row = std::min(m_at.row, m_size.rows - 1);
    m_at.column = std::min(m_at.column, m_size.columns - 1);
}

void TerminalScreen::showOther(bool other)
{
    m_screen = other ? &m_other : &m_main;
    m_at.wraps = false;
}

void TerminalScreen::softReset()
{
    m_at.style = {};
    m_at.origin = false;
    m_at.graphics = {};
    m_at.shift = 0;
    m_at.wraps = false;
    m_top = 0;
    m_bottom = m_size.rows - 1;
    m_shape = CursorShape::Block;
    m_blinks = true;
    m_cursorShown = true;
    m_inserts = false;
    m_newLine = false;
    m_wraps = true;
    m_reversed = false;
    m_applicationKeys = false;
    m_marksPastes = false;
    m_main.saved = {};
    m_other.saved = {};
}

void TerminalScreen::hardReset()
{
    softReset();
    m_at = {};
    m_last = 0;
    resetTabs();
    TerminalLine empty;
    empty.cells.assign(std::size_t(m_size.columns), {});
    for (Screen *screen : {&m_other, &m_main})
        screen->lines.assign(std::size_t(m_size.rows), empty);
    showOther(false);
}

void TerminalScreen::clearHistory()
{
    m_dropped += qint64(m_history.size());
    m_history.clear();
}

void TerminalScreen::resizeLines(Screen &screen, bool hasHistory, int &row)
{
    auto &lines = screen.lines;
    const auto rows = std::size_t(m_size.rows);
    // What is below the cursor goes first: on a fresh screen nothing is there.
    while (lines.size() > rows && std::size_t(row) + 1 < lines.size())
        lines.pop_back();
    if (lines.size() > rows) {
        const std::size_t over = lines.size() - rows;
        for (std::size_t at = 0; hasHistory && at < over; ++at)
            keepLine(lines[at]);
        lines.erase(lines.begin(), lines.begin() + qsizetype(over));
        row -= int(over);
    }
    while (hasHistory && lines.size() < rows && !m_history.empty()) {
        lines.insert(lines.begin(), std::move(m_history.back()));
        m_history.pop_back();
        ++row;
    }
    lines.resize(rows);
    for (TerminalLine &line : lines) {
        line.cells.resize(std::size_t(m_size.columns));
        // Half of a character that went.
        if (TerminalCell &last = line.cells.back(); last.width == 2)
            last = {};
    }
}

void TerminalScreen::resize(TerminalSize size)
{
    size = bounded(size);
    if (size == m_size)
        return;
    const bool isOther = isAlternate();
    m_size = size;
    resizeLines(m_main, true, isOther ? m_main.saved.row : m_at.row);
    int unseen = 0;
    resizeLines(m_other, false, isOther ? m_at.row : unseen);
    m_top = 0;
    m_bottom = m_size.rows - 1;
    m_at.row = std::clamp(m_at.row, 0, m_bottom);
    m_at.column = std::clamp(m_at.column, 0, m_size.columns - 1);
    m_at.wraps = false;
}

} // namespace devstack
