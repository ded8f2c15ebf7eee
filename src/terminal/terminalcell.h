// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QtGlobal>

#include <vector>

namespace devstack {

/// A colour as a program names it: the usual one, one of 256 by its number, or a value.
class TerminalColor
{
public:
    constexpr TerminalColor() = default;
    static constexpr TerminalColor indexed(int number)
    {
        return TerminalColor(kIndexed | quint32(number & 0xff));
    }
    static constexpr TerminalColor value(int red, int green, int blue)
    {
        return TerminalColor(kValue | quint32(red & 0xff) << 16 | quint32(green & 0xff) << 8
                             | quint32(blue & 0xff));
    }

    constexpr bool isUsual() const { return m_bits == 0; }
    /// 0 to 255; -1 when it is none of those.
    constexpr int index() const { return (m_bits & kKind) == kIndexed ? int(m_bits & 0xff) : -1; }
    /// 0xrrggbb of a value.
    constexpr quint32 rgb() const { return m_bits & 0xffffff; }
    bool operator==(const TerminalColor &) const = default;

private:
    static constexpr quint32 kKind = 0xff000000;
    static constexpr quint32 kIndexed = 0x01000000;
    static constexpr quint32 kValue = 0x02000000;
    explicit constexpr TerminalColor(quint32 bits)
        : m_bits(bits)
    {
    }

    quint32 m_bits = 0;
};

/// How characters look.
struct TerminalStyle
{
    enum Mark : quint8 {
        Bold = 1,
        Dim = 2,
        Italic = 4,
        Underline = 8,
        Inverse = 16,
        Hidden = 32,
        Struck = 64,
    };

    TerminalColor foreground;
    TerminalColor background;
    quint8 marks = 0;

    bool has(Mark mark) const { return (marks & mark) != 0; }
    bool operator==(const TerminalStyle &) const = default;
};

/// One place of the screen.
struct TerminalCell
{
    char32_t character = 0; ///< 0: nothing was written here
    TerminalStyle style;
    /// 2: takes the next place too; 0: that next place.
    quint8 width = 1;
    quint16 combined = 0; ///< TerminalScreen::textOf() knows what joined the character

    bool operator==(const TerminalCell &) const = default;
};

/// A line of the screen, or one that scrolled off it: that may have fewer cells than columns.
struct TerminalLine
{
    std::vector<TerminalCell> cells;
    bool wrapped = false; ///< goes on in the next line: the program wrote no end of line
};

} // namespace devstack
