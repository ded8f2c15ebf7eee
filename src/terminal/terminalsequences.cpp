// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

// What the sequences do that programs write.

#include "terminal/terminalscreen.h"

#include <algorithm>

namespace devstack {

namespace {

constexpr qsizetype kAnswerLimit = 1024;

/// The marks of SGR 1 to 9 and of 21 to 29, which take them away.
struct StyleMark
{
    int on;
    int off;
    quint8 mark;
};
constexpr StyleMark kStyleMarks[] = {{1, 22, TerminalStyle::Bold},
                                     {2, 22, TerminalStyle::Dim},
                                     {3, 23, TerminalStyle::Italic},
                                     {4, 24, TerminalStyle::Underline},
                                     {21, 24, TerminalStyle::Underline},
                                     {7, 27, TerminalStyle::Inverse},
                                     {8, 28, TerminalStyle::Hidden},
                                     {9, 29, TerminalStyle::Struck}};

} // namespace

void TerminalScreen::escape(char intermediate, char final)
{
    if (intermediate == '(' || intermediate == ')') {
        m_at.graphics[intermediate == ')'] = final == '0';
        return;
    }
    if (intermediate == '#' && final == '8') {
        for (TerminalLine &line : m_screen->lines)
            std::fill(line.cells.begin(), line.cells.end(), TerminalCell {U'E', {}, 1, 0});
        return;
    }
    if (intermediate != 0)
        return;
    switch (final) {
    case '7':
        save();
        break;
    case '8':
        restore();
        break;
    case 'D':
        lineFeed();
        m_at.wraps = false;
        break;
    case 'E':
        lineFeed();
        m_at.column = 0;
        m_at.wraps = false;
        break;
    case 'H':
        m_tabs[std::size_t(m_at.column)] = true;
        break;
    case 'M':
        reverseLineFeed();
        break;
    case 'c':
        hardReset();
        break;
    default:
        break;
    }
}

void TerminalScreen::sequence(const TerminalSequence &sequence)
{
    if (sequence.prefix == 0 && sequence.intermediate == 0)
        plainSequence(sequence);
    else
        privateSequence(sequence);
}

void TerminalScreen::plainSequence(const TerminalSequence &sequence)
{
    switch (sequence.final) {
    case '@':
        insertCells(sequence.times());
        break;
    case 'A':
        moveVertically(-sequence.times());
        break;
    case 'B':
    case 'e':
        moveVertically(sequence.times());
        break;
    case 'C':
    case 'a':
        moveHorizontally(sequence.times());
        break;
    case 'D':
        moveHorizontally(-sequence.times());
        break;
    case 'E':
        moveVertically(sequence.times());
        m_at.column = 0;
        break;
    case 'F':
        moveVertically(-sequence.times());
        m_at.column = 0;
        break;
    case 'G':
    case '`':
        moveHorizontally(sequence.times() - 1 - m_at.column);
        break;
    case 'H':
    case 'f':
        moveTo(sequence.times(0) - 1, sequence.times(1) - 1);
        break;
    case 'I':
        tabForward(std::min(sequence.times(), m_size.columns));
        break;
    case 'J':
        eraseDisplay(sequence.at(0));
        break;
    case 'K':
        eraseInLine(sequence.at(0));
        break;
    case 'L':
    case 'M':
        if (m_at.row < m_top || m_at.row > m_bottom)
            break;
        if (sequence.final == 'L')
            scrollDown(m_at.row, sequence.times());
        else
            scrollUp(m_at.row, sequence.times(), false);
        m_at.column = 0;
        m_at.wraps = false;
        break;
    case 'P':
        deleteCells(sequence.times());
        break;
    case 'S':
        scrollUp(m_top, sequence.times());
        break;
    case 'T':
        if (sequence.count <= 1)
            scrollDown(m_top, sequence.times());
        break;
    case 'X':
        m_at.wraps = false;
        eraseCells(m_at.row, m_at.column, std::min(m_size.columns, m_at.column + sequence.times()));
        break;
    case 'Z':
        tabBack(std::min(sequence.times(), m_size.columns));
        break;
    case 'b':
        for (int left = std::min(sequence.times(), m_size.columns); m_last && left > 0; --left)
            print(m_last);
        break;
    case 'd':
        moveTo(sequence.times() - 1, m_at.column);
        break;
    case 'g':
        if (sequence.at(0) == 0)
            m_tabs[std::size_t(m_at.column)] = false;
        else if (sequence.at(0) == 3)
            m_tabs.assign(m_tabs.size(), false);
        break;
    case 'h':
    case 'l':
        setMode(sequence, sequence.final == 'h');
        break;
    case 'm':
        setStyle(sequence);
        break;
    case 'r': {
        const int top = sequence.times(0) - 1;
        const int bottom = std::min(sequence.at(1) > 0 ? sequence.at(1) : m_size.rows, m_size.rows);
        if (top < bottom - 1) {
            m_top = top;
            m_bottom = bottom - 1;
            moveTo(0, 0);
        }
        break;
    }
    case 's':
        save();
        break;
    case 'u':
        restore();
        break;
    case 'c':
    case 'n':
        report(sequence);
        break;
    default:
        break;
    }
}

void TerminalScreen::privateSequence(const TerminalSequence &sequence)
{
    if (sequence.prefix == '?' && sequence.intermediate == 0) {
        if (sequence.final == 'h' || sequence.final == 'l') {
            for (int at = 0; at < sequence.count; ++at)
                setPrivateMode(sequence.at(at), sequence.final == 'h');
        } else if (sequence.final == 'J') {
            eraseDisplay(std::min(sequence.at(0), 2));
        } else if (sequence.final == 'K') {
            eraseInLine(sequence.at(0));
        } else if (sequence.final == 'n') {
            report(sequence);
        }
    } else if (sequence.prefix == '?' && sequence.intermediate == '$' && sequence.final == 'p') {
        const int mode = sequence.at(0);
        answer("\x1b[?" + QByteArray::number(mode) + ';' + QByteArray::number(privateMode(mode))
               + "$y");
    } else if (sequence.prefix == '>' && sequence.final == 'c') {
        report(sequence);
    } else if (sequence.prefix == 0 && sequence.intermediate == ' ' && sequence.final == 'q') {
        setCursorShape(sequence.at(0));
    } else if (sequence.prefix == 0 && sequence.intermediate == '!' && sequence.final == 'p') {
        softReset();
    }
}

void TerminalScreen::setMode(const TerminalSequence &sequence, bool on)
{
    for (int at = 0; at < sequence.count; ++at) {
        if (sequence.at(at) == 4)
            m_inserts = on;
        else if (sequence.at(at) == 20)
            m_newLine = on;
    }
}

void TerminalScreen::setPrivateMode(int mode, bool on)
{
    switch (mode) {
    case 1:
        m_applicationKeys = on;
        break;
    case 5:
        m_reversed = on;
        break;
    case 6:
        m_at.origin = on;
        moveTo(0, 0);
        break;
    case 7:
        m_wraps = on;
        break;
    case 12:
        m_blinks = on;
        break;
    case 25:
        m_cursorShown = on;
        break;
    case 47:
    case 1047:
        if (on != isAlternate()) {
            showOther(on);
            if (on && mode == 1047)
                eraseDisplay(2);
        }
        break;
    case 1048:
        if (on)
            save();
        else
            restore();
        break;
    case 1049:
        if (on == isAlternate())
            break;
        if (on) {
            save();
            showOther(true);
            eraseDisplay(2);
        } else {
            showOther(false);
            restore();
        }
        break;
    case 2004:
        m_marksPastes = on;
        break;
    default:
        break;
    }
}

int TerminalScreen::privateMode(int mode) const
{
    const auto told = [](bool on) { return on ? 1 : 2; };
    switch (mode) {
    case 1:
        return told(m_applicationKeys);
    case 5:
        return told(m_reversed);
    case 6:
        return told(m_at.origin);
    case 7:
        return told(m_wraps);
    case 12:
        return told(m_blinks);
    case 25:
        return told(m_cursorShown);
    case 47:
    case 1047:
    case 1049:
        return told(isAlternate());
    case 2004:
        return told(m_marksPastes);
    default:
        return 0; // not known
    }
}

TerminalColor TerminalScreen::readColor(const TerminalSequence &sequence, int &at)
{
    // 38;5;N and 38;2;R;G;B; with colons in place of the semicolons a colour space may stand
    // before the values.
    const auto isPart
        = [&](int index) { return index < sequence.count && sequence.isPart[std::size_t(index)]; };
    const bool parts = isPart(at + 1);
    int last = at + 1;
    while (parts && isPart(last + 1))
        ++last;
    const int kind = sequence.at(at + 1);
    TerminalColor color;
    if (kind == 5) {
        color = TerminalColor::indexed(std::min(255, sequence.at(at + 2)));
        at = parts ? last : at + 2;
    } else if (kind == 2) {
        const int first = parts && last - at >= 5 ? at + 3 : at + 2;
        const auto share = [&](int index) { return std::min(255, sequence.at(index)); };
        color = TerminalColor::value(share(first), share(first + 1), share(first + 2));
        at = parts ? last : at + 4;
    } else {
        at = parts ? last : at + 1;
    }
    return color;
}

void TerminalScreen::setStyle(const TerminalSequence &sequence)
{
    TerminalStyle &style = m_at.style;
    if (sequence.count == 0)
        style = {};
    for (int at = 0; at < sequence.count; ++at) {
        const int code = sequence.at(at);
        if (code == 0) {
            style = {};
        } else if (code >= 30 && code <= 37) {
            style.foreground = TerminalColor::indexed(code - 30);
        } else if (code >= 90 && code <= 97) {
            style.foreground = TerminalColor::indexed(code - 90 + 8);
        } else if (code >= 40 && code <= 47) {
            style.background = TerminalColor::indexed(code - 40);
        } else if (code >= 100 && code <= 107) {
            style.background = TerminalColor::indexed(code - 100 + 8);
        } else if (code == 38) {
            style.foreground = readColor(sequence, at);
        } else if (code == 48) {
            style.background = readColor(sequence, at);
        } else if (code == 58) {
            readColor(sequence, at); // of the underline: as the text
        } else if (code == 39) {
            style.foreground = {};
        } else if (code == 49) {
            style.background = {};
        } else {
            // "4:3" is a kind of underline, "4:0" none.
            const bool hasPart = at + 1 < sequence.count && sequence.isPart[std::size_t(at + 1)];
            const bool none = code == 4 && hasPart && sequence.at(at + 1) == 0;
            for (const StyleMark &mark : kStyleMarks) {
                if (mark.on == code && !none)
                    style.marks |= mark.mark;
                else if (mark.off == code || (mark.on == code && none))
                    style.marks &= quint8(~mark.mark);
            }
            while (at + 1 < sequence.count && sequence.isPart[std::size_t(at + 1)])
                ++at;
        }
    }
}

void TerminalScreen::setCursorShape(int shape)
{
    if (shape > 6)
        return;
    m_blinks = shape == 0 || shape % 2 == 1;
    m_shape = shape < 3 ? CursorShape::Block
        : shape < 5     ? CursorShape::Underline
                        : CursorShape::Bar;
}

void TerminalScreen::report(const TerminalSequence &sequence)
{
    if (sequence.final == 'c') {
        // What it is: a VT220 with colours; and no version, by which programs would ask for more.
        if (sequence.prefix == '>')
            answer("\x1b[>1;10;0c");
        else if (sequence.at(0) == 0)
            answer("\x1b[?62;22c");
        return;
    }
    if (sequence.at(0) == 5 && sequence.prefix == 0) {
        answer("\x1b[0n");
    } else if (sequence.at(0) == 6) {
        const int row = m_at.row - (m_at.origin ? m_top : 0) + 1;
        answer(QByteArray(sequence.prefix == '?' ? "\x1b[?" : "\x1b[") + QByteArray::number(row)
               + ';' + QByteArray::number(m_at.column + 1) + 'R');
    }
}

void TerminalScreen::answer(const QByteArray &bytes)
{
    if (m_answers.size() + bytes.size() <= kAnswerLimit)
        m_answers += bytes;
}

} // namespace devstack
