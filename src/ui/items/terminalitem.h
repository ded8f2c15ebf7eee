// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/items/terminalcolors.h"
#include "ui/items/terminaltext.h"
#include "ui/models/terminalsession.h"

#include <QColor>
#include <QFont>
#include <QPointer>
#include <QQuickPaintedItem>
#include <QTimer>

#include <optional>

namespace devstack {

/// Draws a terminal and takes the keyboard for it; costs what is in view.
///
/// All keys are the program's, but these: F6 leaves, Ctrl+Shift with C, V, A, F and Space, Shift
/// with PageUp, PageDown, Home and End, Ctrl with plus, minus, 0 and the digits of the pages, and
/// Ctrl+PageUp and Ctrl+PageDown between tabs.
class TerminalItem : public QQuickPaintedItem
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(
        devstack::TerminalSession *session READ session WRITE setSession NOTIFY sessionChanged)
    Q_PROPERTY(QFont font READ font WRITE setFont NOTIFY lookChanged)
    Q_PROPERTY(QColor textColor MEMBER m_text NOTIFY lookChanged)
    Q_PROPERTY(QColor groundColor MEMBER m_ground NOTIFY lookChanged)
    Q_PROPERTY(QColor cursorColor MEMBER m_cursorColor NOTIFY lookChanged)
    Q_PROPERTY(QColor selectionColor MEMBER m_selectionColor NOTIFY lookChanged)
    Q_PROPERTY(QColor matchColor MEMBER m_matchColor NOTIFY lookChanged)
    /// Sixteen.
    Q_PROPERTY(QList<QColor> colors MEMBER m_sixteen NOTIFY lookChanged)
    /// The cursor may blink where the program wants it to.
    Q_PROPERTY(bool blinking READ blinking WRITE setBlinking NOTIFY lookChanged)
    /// Lines above those in view, those in view, and all.
    Q_PROPERTY(double position READ position WRITE scrollTo NOTIFY scrolled)
    Q_PROPERTY(int visibleLines READ visibleLines NOTIFY scrolled)
    Q_PROPERTY(int lineCount READ lineCount NOTIFY scrolled)
    Q_PROPERTY(bool hasSelection READ hasSelection NOTIFY selectionChanged)
    /// Keys move a mark instead of being sent.
    Q_PROPERTY(bool marking READ marking NOTIFY markingChanged)
    /// The address below the pointer; empty: none.
    Q_PROPERTY(QString link READ link NOTIFY linkChanged)
    Q_PROPERTY(QString searched READ searched WRITE setSearched NOTIFY searchedChanged)
    /// How often what is searched for is there.
    Q_PROPERTY(int matches READ matches NOTIFY searchedChanged)
    /// The line with the cursor, or that which the mark is in, for screen readers.
    Q_PROPERTY(QString currentLine READ currentLine NOTIFY currentLineChanged)
public:
    explicit TerminalItem(QQuickItem *parent = nullptr);
    void paint(QPainter *painter) override;

    TerminalSession *session() const { return m_session; }
    void setSession(TerminalSession *session);
    const QFont &font() const { return m_font; }
    void setFont(const QFont &font);
    bool blinking() const { return m_mayBlink; }
    void setBlinking(bool blinking);
    double position() const;
    int visibleLines() const { return m_size.rows; }
    int lineCount() const;
    bool hasSelection() const { return !m_selection.isEmpty(); }
    bool marking() const { return m_marking; }
    QString link() const { return m_link ? m_link->address : QString(); }
    QString searched() const { return m_searched; }
    void setSearched(const QString &text);
    int matches() const { return m_matches; }
    QString currentLine() const;

    Q_INVOKABLE void scrollTo(double line);
    Q_INVOKABLE void scrollBy(int lines);
    Q_INVOKABLE void findNext(bool backwards);
    Q_INVOKABLE QString selectedText() const;
    Q_INVOKABLE void selectAll();
    Q_INVOKABLE void clearSelection();
    /// Asks first (pasteAsked) where several lines would be run at once.
    Q_INVOKABLE void paste();
    Q_INVOKABLE void pasteText(const QString &text);

signals:
    void sessionChanged();
    void lookChanged();
    void scrolled();
    void selectionChanged();
    void markingChanged();
    void linkChanged();
    void searchedChanged();
    void currentLineChanged();
    void copied(const QString &text);
    void pasteAsked(const QString &text);
    void linkOpened(const QString &address);
    void searchWanted();
    /// The keyboard is to go elsewhere.
    void leaveWanted();
    /// By so much larger; 0: as at first.
    void zoomWanted(int by);
    void tabWanted(int by);

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void inputMethodEvent(QInputMethodEvent *event) override;
    QVariant inputMethodQuery(Qt::InputMethodQuery query) const override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void hoverMoveEvent(QHoverEvent *event) override;
    void hoverLeaveEvent(QHoverEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void geometryChange(const QRectF &now, const QRectF &before) override;

private:
    const TerminalScreen &screen() const { return m_session->screen(); }
    void contentChanged();
    void fit();
    qint64 topLine() const;
    bool ownKey(QKeyEvent *event);
    bool isOwnKey(const QKeyEvent *event) const;
    bool markKey(QKeyEvent *event);
    void setMarking(bool on);
    void select(TerminalRange range);
    void extendTo(TerminalPlace place);
    void autoScroll();
    void send(const QByteArray &bytes);
    void beginBlinking();
    TerminalPlace placeAt(QPointF point, bool between) const;
    void lookForLink(QPointF point);
    void paintLine(QPainter &painter, qint64 number, double y) const;
    void paintCells(QPainter &painter, const TerminalLine &line, int from, int to, double y) const;
    void paintRanges(QPainter &painter, qint64 number, double y) const;
    void paintCursor(QPainter &painter) const;
    QRectF cellRect(qint64 line, int column, int columns) const;

    QPointer<TerminalSession> m_session;
    QFont m_font;
    QFont m_drawn; ///< with what makes each character a cell wide
    double m_cellWidth = 8;
    double m_cellHeight = 16;
    double m_ascent = 12;
    TerminalSize m_size;
    QColor m_text;
    QColor m_ground;
    QColor m_cursorColor;
    QColor m_selectionColor;
    QColor m_matchColor;
    QList<QColor> m_sixteen;
    TerminalColors m_colors;
    std::optional<qint64> m_top; ///< the first line in view; none: the newest are
    TerminalRange m_selection;
    TerminalPlace m_anchor;
    TerminalPlace m_mark;
    bool m_marking = false;
    bool m_dragging = false;
    bool m_byWords = false;
    int m_clicks = 0;
    qint64 m_clickedAt = 0;
    QPointF m_pointer;
    QTimer m_scrolling; ///< while a selection is dragged beyond an edge
    QTimer m_blink;
    bool m_mayBlink = true;
    bool m_cursorOn = true;
    std::optional<TerminalLink> m_link;
    QString m_searched;
    std::optional<TerminalRange> m_found;
    int m_matches = 0;
    QString m_preedit;
    double m_wheel = 0;
};

} // namespace devstack
