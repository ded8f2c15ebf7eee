// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/models/logrowsmodel.h"

#include <QColor>
#include <QFont>
#include <QQuickPaintedItem>

namespace devstack {

/// Draws the lines of a LogRowsModel that are in view; costs the same for ten lines and a million.
///
/// Scrolls by whole pixels (scrollTo), follows the end, selects lines with the pointer and the
/// keyboard.
class LogView : public QQuickPaintedItem
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(devstack::LogRowsModel *model READ model WRITE setModel NOTIFY modelChanged)
    Q_PROPERTY(QFont font MEMBER m_font NOTIFY lookChanged)
    Q_PROPERTY(double lineHeight MEMBER m_lineHeight NOTIFY lookChanged)
    Q_PROPERTY(QColor textColor MEMBER m_text NOTIFY lookChanged)
    Q_PROPERTY(QColor dimColor MEMBER m_dim NOTIFY lookChanged)
    Q_PROPERTY(QColor errorBackground MEMBER m_errorBackground NOTIFY lookChanged)
    Q_PROPERTY(QColor warningBackground MEMBER m_warningBackground NOTIFY lookChanged)
    Q_PROPERTY(QColor selectionColor MEMBER m_selection NOTIFY lookChanged)
    Q_PROPERTY(QColor matchColor MEMBER m_match NOTIFY lookChanged)
    /// Sixteen colours for the terminal's.
    Q_PROPERTY(QList<QColor> ansiColors MEMBER m_ansi NOTIFY lookChanged)
    /// Colours that sources are told apart by.
    Q_PROPERTY(QList<QColor> sourceColors MEMBER m_sources NOTIFY lookChanged)
    /// Time and source stand before each line.
    Q_PROPERTY(bool columns MEMBER m_columns NOTIFY lookChanged)
    /// With the columns: whose line it is; a pane of one service has no need to say it.
    Q_PROPERTY(bool sourceColumn MEMBER m_sourceColumn NOTIFY lookChanged)
    Q_PROPERTY(devstack::LogView::Times times MEMBER m_times NOTIFY lookChanged)
    /// Lines that are too long go on below.
    Q_PROPERTY(bool wrap MEMBER m_wrap NOTIFY lookChanged)
    /// Rows with a level stand on its ground even without the columns.
    Q_PROPERTY(bool grounds MEMBER m_grounds NOTIFY lookChanged)
    /// The newest line stays in view.
    Q_PROPERTY(bool follow READ follow WRITE setFollow NOTIFY followChanged)
    /// Lines that came since it does not.
    Q_PROPERTY(int unseen READ unseen NOTIFY scrolled)
    /// As if every row were one line high: what is folded, or wraps, is measured in view only.
    Q_PROPERTY(double contentHeight READ contentHeight NOTIFY scrolled)
    Q_PROPERTY(double position READ position WRITE scrollTo NOTIFY scrolled)
    /// Pixels that lines are moved left by.
    Q_PROPERTY(double shift READ shift WRITE setShift NOTIFY scrolled)
    Q_PROPERTY(bool hasSelection READ hasSelection NOTIFY selectionChanged)
    /// The first selected line in words: its text, and whether it is of standard error, which only
    /// a mark beside it shows otherwise. Empty without a selection.
    Q_PROPERTY(QString currentLine READ currentLine NOTIFY selectionChanged)
public:
    /// What the first column says: the time of day, how long ago, how long after the line above.
    enum class Times { Clock, Ago, Difference };
    Q_ENUM(Times)

    explicit LogView(QQuickItem *parent = nullptr);
    void paint(QPainter *painter) override;

    LogRowsModel *model() const { return m_model; }
    void setModel(LogRowsModel *model);
    bool follow() const { return m_follow; }
    void setFollow(bool follow);
    double contentHeight() const;
    double position() const;
    int unseen() const { return m_unseen; }
    double shift() const { return m_shift; }
    void setShift(double shift);
    bool hasSelection() const { return m_selectedTo >= 0; }
    QString currentLine() const;

    /// Moves by the wheel, keys or a scroll bar; going up ends following, reaching the end begins
    /// it.
    Q_INVOKABLE void scrollTo(double position);
    /// The same by pixels from where it is.
    Q_INVOKABLE void scrollBy(double pixels);
    Q_INVOKABLE void showRow(int row);
    /// The row at a y of this item; -1: none.
    Q_INVOKABLE int rowAt(double y) const;
    /// Whether a place of this item is on the mark that opens a row.
    Q_INVOKABLE bool isFoldMark(double x, double y) const;
    /// Whether there is more of a row than is shown while it is folded.
    Q_INVOKABLE bool canOpen(int row) const;
    /// Shows all of a row, or its one line again; without a row, of the selected one.
    Q_INVOKABLE void toggle(int row = -1);
    Q_INVOKABLE void select(int from, int to);
    /// Selects the row above or below and keeps it in view; `extend` leaves the others selected.
    /// Without a selection the first or last row in view is where it begins.
    Q_INVOKABLE void moveSelection(int step, bool extend);
    Q_INVOKABLE bool isSelected(int row) const
    {
        return row >= m_selectedFrom && row <= m_selectedTo;
    }
    Q_INVOKABLE QString selectedText() const;
    /// The row that a jump starts from: the selected or the first in view.
    Q_INVOKABLE int currentRow() const;

signals:
    void modelChanged();
    void lookChanged();
    void followChanged();
    void scrolled();
    void selectionChanged();

protected:
    void geometryChange(const QRectF &now, const QRectF &before) override;

private:
    static constexpr double kMargin = 12;
    /// Width of what marks a line of standard error.
    static constexpr double kMark = 2;
    static constexpr int kTimeCharacters = 15;
    /// Of the mark before a row that can be opened.
    static constexpr int kFoldCharacters = 2;

    /// Where the view begins: a row, and pixels of it that are above.
    struct Top
    {
        int row = 0;
        double skip = 0;
    };
    /// One line of the screen.
    struct Piece
    {
        const AnsiText *text = nullptr;
        int start = 0;
        int length = 0;
    };

    void contentChanged();
    Top furthest() const;
    void moveTo(Top top);
    double rowHeight(int row) const;
    QList<Piece> piecesOf(const LogRow &line, bool isOpen) const;
    double characterWidth() const;
    /// Of the source's column: narrow panes need the room for the lines.
    int sourceCharacters() const;
    double textStart() const;
    QString timeText(int row, const LogRow &line) const;
    void paintRow(QPainter &painter, int row, double y, double height) const;
    void paintColumns(QPainter &painter, int row, const LogRow &line, double y) const;
    void paintPiece(QPainter &painter, const Piece &piece, double x, double y) const;

    LogRowsModel *m_model = nullptr;
    QFont m_font;
    double m_lineHeight = 18;
    QColor m_text;
    QColor m_dim;
    QColor m_errorBackground;
    QColor m_warningBackground;
    QColor m_selection;
    QColor m_match;
    QList<QColor> m_ansi;
    QList<QColor> m_sources;
    bool m_columns = false;
    bool m_grounds = false;
    bool m_follow = true;
    Top m_top;
    int m_unseen = 0;
    bool m_sourceColumn = true;
    bool m_wrap = false;
    Times m_times = Times::Clock;
    double m_shift = 0;
    int m_anchor = -1; ///< where the selection began
    int m_selectedFrom = -1;
    int m_selectedTo = -1;
};

} // namespace devstack
