// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "terminal/terminalcell.h"
#include "terminal/terminalparser.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>

#include <array>
#include <climits>
#include <deque>
#include <utility>
#include <vector>

namespace devstack {

/// The size of a terminal.
struct TerminalSize
{
    int columns = 80;
    int rows = 24;

    bool operator==(const TerminalSize &) const = default;
};

/// What a program draws on a terminal: bytes in; lines, cursor, title and answers out.
///
/// Stands for an xterm as its terminfo entry (xterm-256color) describes it, without reports of the
/// pointer. Whatever comes, it stays within its bounds: lines that scrolled off are kept up to a
/// limit, titles are one short line of plain text, and only fixed reports and numbers are ever
/// answered. It never gives programs the clipboard, colours, its title or anything that they wrote.
///
/// Lines have numbers that stay theirs: the first line ever is 0, and the oldest that is kept is
/// firstLine(). Pure and for one thread.
class TerminalScreen : private TerminalHandler
{
public:
    enum class CursorShape { Block, Underline, Bar };
    struct Cursor
    {
        qint64 line = 0;
        int column = 0;
        CursorShape shape = CursorShape::Block;
        bool isVisible = true;
        bool blinks = true;
    };

    explicit TerminalScreen(TerminalSize size = {}, int historyLimit = 10'000);
    Q_DISABLE_COPY_MOVE(TerminalScreen)

    void write(QByteArrayView bytes);
    /// Lines that no longer fit scroll off, and come back when there is room.
    void resize(TerminalSize size);
    /// Forgets the lines that scrolled off.
    void clearHistory();

    TerminalSize size() const { return m_size; }
    qint64 firstLine() const { return m_dropped; }
    /// The line at the top of the screen.
    qint64 screenLine() const { return m_dropped + qint64(m_history.size()); }
    qint64 endLine() const { return screenLine() + m_size.rows; }
    /// Between firstLine() and endLine().
    const TerminalLine &line(qint64 number) const;
    Cursor cursor() const;
    /// What stands in a cell; empty where nothing was written and behind wide characters.
    QString textOf(const TerminalCell &cell) const;
    /// The text of cells [from, to) of a line, blanks for what is empty; without those at the end.
    QString textOf(qint64 number, int from = 0, int to = INT_MAX) const;

    const QString &title() const { return m_title; }
    /// The program shows its other screen: that of editors and pagers, which does not scroll off.
    bool isAlternate() const { return m_screen == &m_other; }
    bool isReversed() const { return m_reversed; }
    /// Arrow keys are sent in the form for applications.
    bool sendsApplicationKeys() const { return m_applicationKeys; }
    /// A paste is to be marked as one.
    bool marksPastes() const { return m_marksPastes; }
    /// Answers for the program's standard input; each is handed out once.
    QByteArray takeAnswers() { return std::exchange(m_answers, {}); }
    /// Whether the bell rang since the last call.
    bool takeBell() { return std::exchange(m_bell, false); }

private:
    struct Place
    {
        int column = 0;
        int row = 0;
        bool wraps = false; ///< the last column was written: the next character begins a line
        TerminalStyle style;
        bool origin = false;
        std::array<bool, 2> graphics {}; ///< G0 and G1 are the line drawing set
        int shift = 0; ///< which of them is used
    };
    struct Screen
    {
        std::vector<TerminalLine> lines;
        Place saved;
    };

    void printAscii(QByteArrayView text) override;
    void print(char32_t character) override;
    void control(char byte) override;
    void escape(char intermediate, char final) override;
    void sequence(const TerminalSequence &sequence) override;
    void command(QByteArrayView text) override;

    // terminalsequences.cpp
    void plainSequence(const TerminalSequence &sequence);
    void privateSequence(const TerminalSequence &sequence);
    void setMode(const TerminalSequence &sequence, bool on);
    void setPrivateMode(int mode, bool on);
    int privateMode(int mode) const;
    void setStyle(const TerminalSequence &sequence);
    static TerminalColor readColor(const TerminalSequence &sequence, int &at);
    void setCursorShape(int shape);
    void report(const TerminalSequence &sequence);
    void answer(const QByteArray &bytes);

    std::vector<TerminalCell> &cells() { return m_screen->lines[std::size_t(m_at.row)].cells; }
    TerminalCell blank() const;
    void put(char32_t character, int width);
    void combine(char32_t character);
    void beforePrinting(int width);
    void splitWide(int row, int column);
    void eraseCells(int row, int from, int to);
    void eraseLine(int row) { eraseCells(row, 0, m_size.columns); }
    void eraseDisplay(int what);
    void eraseInLine(int what);
    void lineFeed();
    void reverseLineFeed();
    /// `keeps`: what leaves the screen at its top is history.
    void scrollUp(int top, int count, bool keeps = true);
    void scrollDown(int top, int count);
    void keepLine(TerminalLine &line);
    void insertCells(int count);
    void deleteCells(int count);
    void moveTo(int row, int column);
    void moveVertically(int by);
    void moveHorizontally(int by);
    void tabForward(int count);
    void tabBack(int count);
    void save() { m_screen->saved = m_at; }
    void restore();
    void showOther(bool other);
    void softReset();
    void hardReset();
    void resizeLines(Screen &screen, bool hasHistory, int &row);
    void resetTabs();

    TerminalParser m_parser;
    TerminalSize m_size;
    std::size_t m_historyLimit;
    std::deque<TerminalLine> m_history;
    qint64 m_dropped = 0;
    Screen m_main;
    Screen m_other;
    Screen *m_screen = &m_main;
    Place m_at;
    int m_top = 0; ///< the rows that scroll
    int m_bottom = 0;
    std::vector<bool> m_tabs;
    char32_t m_last = 0; ///< what was printed last, for repeating it
    QString m_title;
    QByteArray m_answers;
    QList<QString> m_combined; ///< what cells' `combined` numbers, from 1
    QHash<QString, quint16> m_combinedNumbers;
    CursorShape m_shape = CursorShape::Block;
    bool m_blinks = true;
    bool m_cursorShown = true;
    bool m_bell = false;
    bool m_inserts = false;
    bool m_newLine = false; ///< a line feed returns to the first column as well
    bool m_wraps = true;
    bool m_reversed = false;
    bool m_applicationKeys = false;
    bool m_marksPastes = false;
};

} // namespace devstack
