// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/items/terminalitem.h"

#include "terminal/terminalkeys.h"

#include <QClipboard>
#include <QCursor>
#include <QFontMetricsF>
#include <QGuiApplication>
#include <QInputMethod>
#include <QKeyEvent>
#include <QPainter>
#include <QStyleHints>

#include <algorithm>
#include <cmath>
#include <utility>

namespace devstack {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr double kTerminalMargin = 8;
constexpr int kWheelLines = 3;
constexpr double kWheelStep = 120;
constexpr auto kScrollEvery = 50ms;
constexpr auto kBlinkEvery = 530ms;
constexpr double kStroke = 1;

bool isPlain(const TerminalCell &cell)
{
    return cell.combined == 0 && cell.width == 1 && cell.character >= 0x20 && cell.character < 0x7f;
}

constexpr Qt::KeyboardModifiers kKeys
    = Qt::ShiftModifier | Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier;

} // namespace

TerminalItem::TerminalItem(QQuickItem *parent)
    : QQuickPaintedItem(parent)
{
    setClip(true);
    setFlag(ItemAcceptsInputMethod);
    setAcceptedMouseButtons(Qt::LeftButton | Qt::MiddleButton);
    setAcceptHoverEvents(true);
    setCursor(Qt::IBeamCursor);
    m_scrolling.setInterval(kScrollEvery);
    connect(&m_scrolling, &QTimer::timeout, this, &TerminalItem::autoScroll);
    m_blink.setInterval(kBlinkEvery);
    connect(&m_blink, &QTimer::timeout, this, [this] {
        m_cursorOn = !m_cursorOn;
        update();
    });
    connect(this, &TerminalItem::lookChanged, this, [this] {
        m_colors = TerminalColors(m_text, m_ground, m_sixteen);
        setFillColor(m_ground);
        update();
    });
}

void TerminalItem::setSession(TerminalSession *session)
{
    if (session == m_session)
        return;
    if (m_session)
        m_session->disconnect(this);
    m_session = session;
    if (m_session)
        connect(m_session, &TerminalSession::screenChanged, this, &TerminalItem::contentChanged);
    m_top.reset();
    m_found.reset();
    m_preedit.clear();
    setMarking(false);
    clearSelection();
    fit();
    contentChanged();
    setSearched({});
    emit sessionChanged();
}

void TerminalItem::setFont(const QFont &font)
{
    m_font = font;
    m_font.setStyleHint(QFont::TypeWriter);
    m_font.setKerning(false);
    // “==” is two characters here, whatever the font makes of them.
    m_font.setStyleStrategy(QFont::PreferNoShaping);
    const QFontMetricsF metrics(m_font);
    const double advance = metrics.horizontalAdvance(u'M');
    // Cells of whole pixels: grounds and lines drawn join.
    m_cellWidth = std::max(1.0, std::round(advance));
    m_cellHeight = std::max(1.0, std::ceil(metrics.height()));
    m_ascent = std::round(metrics.ascent() + (m_cellHeight - metrics.height()) / 2);
    m_drawn = m_font;
    m_drawn.setLetterSpacing(QFont::AbsoluteSpacing, m_cellWidth - advance);
    fit();
    emit lookChanged();
    emit scrolled();
}

void TerminalItem::setBlinking(bool blinking)
{
    m_mayBlink = blinking;
    beginBlinking();
    emit lookChanged();
}

void TerminalItem::beginBlinking()
{
    m_cursorOn = true;
    const bool blinks = m_mayBlink && hasActiveFocus() && m_session && screen().cursor().blinks
        && screen().cursor().isVisible && m_session->state() == TerminalSession::State::Live;
    if (!blinks)
        m_blink.stop();
    else
        m_blink.start();
    update();
}

void TerminalItem::fit()
{
    if (!m_session || width() <= 2 * kTerminalMargin || height() <= 2 * kTerminalMargin)
        return;
    m_size = {std::max(2, int((width() - 2 * kTerminalMargin) / m_cellWidth)),
              std::max(2, int((height() - 2 * kTerminalMargin) / m_cellHeight))};
    m_session->resize(m_size);
    m_size = screen().size();
}

void TerminalItem::geometryChange(const QRectF &now, const QRectF &before)
{
    QQuickPaintedItem::geometryChange(now, before);
    fit();
    contentChanged();
}

void TerminalItem::contentChanged()
{
    if (m_session) {
        if (m_top)
            m_top = std::max(*m_top, screen().firstLine());
        // What was selected scrolled away.
        if (hasSelection() && m_selection.to.line < screen().firstLine())
            clearSelection();
    }
    if (m_blink.isActive() || (m_mayBlink && hasActiveFocus()))
        beginBlinking();
    emit scrolled();
    emit currentLineChanged();
    if (hasActiveFocus())
        updateInputMethod(Qt::ImCursorRectangle);
    update();
}

qint64 TerminalItem::topLine() const
{
    return m_top ? std::clamp(*m_top, screen().firstLine(), screen().screenLine())
                 : screen().screenLine();
}

double TerminalItem::position() const
{
    return m_session ? double(topLine() - screen().firstLine()) : 0;
}

int TerminalItem::lineCount() const
{
    return m_session ? int(screen().endLine() - screen().firstLine()) : 0;
}

void TerminalItem::scrollTo(double line)
{
    if (!m_session)
        return;
    const qint64 wanted = screen().firstLine() + qint64(std::lround(std::max(0.0, line)));
    m_top.reset();
    if (wanted < screen().screenLine())
        m_top = wanted;
    emit scrolled();
    update();
}

void TerminalItem::scrollBy(int lines)
{
    scrollTo(position() + lines);
}

QString TerminalItem::currentLine() const
{
    if (!m_session)
        return {};
    return screen().textOf(m_marking ? m_mark.line : screen().cursor().line);
}

// Drawing

QRectF TerminalItem::cellRect(qint64 line, int column, int columns) const
{
    return {kTerminalMargin + column * m_cellWidth,
            kTerminalMargin + double(line - topLine()) * m_cellHeight,
            columns * m_cellWidth,
            m_cellHeight};
}

void TerminalItem::paint(QPainter *painter)
{
    if (!m_session)
        return;
    if (screen().isReversed())
        painter->fillRect(contentsBoundingRect(), m_text);
    const qint64 top = topLine();
    for (int row = 0; row < m_size.rows && top + row < screen().endLine(); ++row)
        paintLine(*painter, top + row, kTerminalMargin + row * m_cellHeight);
    paintCursor(*painter);
}

void TerminalItem::paintLine(QPainter &painter, qint64 number, double y) const
{
    const TerminalLine &line = screen().line(number);
    const int count = std::min(int(line.cells.size()), m_size.columns);
    // Grounds first: characters may reach over the edge of their cell.
    for (int from = 0, to = 0; from < count; from = to) {
        const TerminalStyle &style = line.cells[std::size_t(from)].style;
        while (to < count && line.cells[std::size_t(to)].style == style)
            ++to;
        const auto colors = m_colors.of(style, screen().isReversed());
        if (colors.hasGround)
            painter.fillRect(QRectF(kTerminalMargin + from * m_cellWidth,
                                    y,
                                    (to - from) * m_cellWidth,
                                    m_cellHeight),
                             colors.ground);
    }
    paintRanges(painter, number, y);
    for (int from = 0, to = 0; from < count; from = to) {
        const TerminalStyle &style = line.cells[std::size_t(from)].style;
        while (to < count && line.cells[std::size_t(to)].style == style)
            ++to;
        QFont font = m_drawn;
        if (style.has(TerminalStyle::Bold))
            font.setWeight(QFont::Bold);
        if (style.has(TerminalStyle::Italic))
            font.setItalic(true);
        painter.setFont(font);
        const QColor color = m_colors.of(style, screen().isReversed()).text;
        painter.setPen(color);
        paintCells(painter, line, from, to, y);
        const QRectF rect(
            kTerminalMargin + from * m_cellWidth, y, (to - from) * m_cellWidth, kStroke);
        if (style.has(TerminalStyle::Underline))
            painter.fillRect(rect.translated(0, m_ascent + 2), color);
        if (style.has(TerminalStyle::Struck))
            painter.fillRect(rect.translated(0, std::round(m_cellHeight / 2)), color);
    }
    if (m_link && number >= m_link->range.from.line && number <= m_link->range.to.line) {
        const int from = number == m_link->range.from.line ? m_link->range.from.column : 0;
        const int to = number == m_link->range.to.line ? m_link->range.to.column : m_size.columns;
        painter.fillRect(QRectF(kTerminalMargin + from * m_cellWidth,
                                y + m_ascent + 2,
                                (to - from) * m_cellWidth,
                                kStroke),
                         m_text);
    }
}

void TerminalItem::paintCells(
    QPainter &painter, const TerminalLine &line, int from, int to, double y) const
{
    const double baseline = y + m_ascent;
    for (int at = from; at < to;) {
        const TerminalCell &cell = line.cells[std::size_t(at)];
        if (cell.character == 0 || cell.character == U' ') {
            ++at;
            continue;
        }
        QString text;
        const int begin = at;
        // ASCII in one go; all else by itself, where its cell is, in whatever font has it.
        if (isPlain(cell)) {
            while (at < to && isPlain(line.cells[std::size_t(at)]))
                text += QChar(char16_t(line.cells[std::size_t(at++)].character));
        } else {
            text = screen().textOf(cell);
            ++at;
        }
        painter.drawText(QPointF(kTerminalMargin + begin * m_cellWidth, baseline), text);
    }
}

void TerminalItem::paintRanges(QPainter &painter, qint64 number, double y) const
{
    const auto fill = [&](int from, int to, const QColor &color) {
        painter.fillRect(
            QRectF(
                kTerminalMargin + from * m_cellWidth, y, (to - from) * m_cellWidth, m_cellHeight),
            color);
    };
    if (!m_searched.isEmpty()) {
        for (const auto &[from, to] : matchesIn(screen(), number, m_searched))
            fill(from, to, m_matchColor);
    }
    if (hasSelection() && number >= m_selection.from.line && number <= m_selection.to.line) {
        const int from = number == m_selection.from.line ? m_selection.from.column : 0;
        const int to = number == m_selection.to.line ? m_selection.to.column : m_size.columns;
        fill(from, std::min(to, m_size.columns), m_selectionColor);
    }
}

void TerminalItem::paintCursor(QPainter &painter) const
{
    const auto cursor = screen().cursor();
    const bool isLive = m_session->state() == TerminalSession::State::Live;
    const qint64 line = m_marking ? m_mark.line : cursor.line;
    const int column = m_marking ? m_mark.column : cursor.column;
    if (line < topLine() || line >= topLine() + m_size.rows)
        return;
    const TerminalLine &content = screen().line(line);
    const TerminalCell cell = std::size_t(column) < content.cells.size()
        ? content.cells[std::size_t(column)]
        : TerminalCell();
    const QRectF rect = cellRect(line, column, std::max<int>(1, cell.width));
    if (!m_preedit.isEmpty()) {
        const QFontMetricsF metrics(m_drawn);
        const QRectF ground(rect.topLeft(),
                            QSizeF(metrics.horizontalAdvance(m_preedit), m_cellHeight));
        painter.fillRect(ground, m_ground);
        painter.setFont(m_drawn);
        painter.setPen(m_text);
        painter.drawText(QPointF(rect.left(), rect.top() + m_ascent), m_preedit);
        painter.fillRect(QRectF(ground.left(), rect.top() + m_ascent + 2, ground.width(), kStroke),
                         m_cursorColor);
        return;
    }
    if (!m_marking && (!isLive || !cursor.isVisible))
        return;
    if (!hasActiveFocus()) {
        painter.setPen(m_cursorColor);
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5));
        return;
    }
    if (!m_cursorOn && !m_marking)
        return;
    if (m_marking || cursor.shape == TerminalScreen::CursorShape::Bar) {
        painter.fillRect(QRectF(rect.topLeft(), QSizeF(2, rect.height())), m_cursorColor);
    } else if (cursor.shape == TerminalScreen::CursorShape::Underline) {
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 2, rect.width(), 2), m_cursorColor);
    } else {
        painter.fillRect(rect, m_cursorColor);
        painter.setFont(m_drawn);
        painter.setPen(m_ground);
        painter.drawText(QPointF(rect.left(), rect.top() + m_ascent), screen().textOf(cell));
    }
}

// Selection

void TerminalItem::select(TerminalRange range)
{
    if (range.to < range.from)
        std::swap(range.from, range.to);
    if (range == m_selection)
        return;
    m_selection = range;
    emit selectionChanged();
    update();
}

void TerminalItem::clearSelection()
{
    select({});
}

void TerminalItem::selectAll()
{
    if (m_session)
        select({{screen().firstLine(), 0}, {screen().endLine() - 1, m_size.columns}});
}

QString TerminalItem::selectedText() const
{
    return m_session && hasSelection() ? textOfRange(screen(), m_selection) : QString();
}

void TerminalItem::extendTo(TerminalPlace place)
{
    if (!m_byWords) {
        select({m_anchor, place});
        return;
    }
    const TerminalRange first
        = m_clicks >= 3 ? lineAt(screen(), m_anchor) : wordAt(screen(), m_anchor);
    const TerminalRange last = m_clicks >= 3 ? lineAt(screen(), place) : wordAt(screen(), place);
    select({std::min(first.from, last.from), std::max(first.to, last.to)});
}

TerminalPlace TerminalItem::placeAt(QPointF point, bool between) const
{
    const int row = std::clamp(
        int(std::floor((point.y() - kTerminalMargin) / m_cellHeight)), 0, m_size.rows - 1);
    const double column = (point.x() - kTerminalMargin) / m_cellWidth + (between ? 0.5 : 0);
    return {std::min(topLine() + row, screen().endLine() - 1),
            std::clamp(int(std::floor(column)), 0, m_size.columns - (between ? 0 : 1))};
}

void TerminalItem::mousePressEvent(QMouseEvent *event)
{
    forceActiveFocus(Qt::MouseFocusReason);
    if (!m_session)
        return;
    setMarking(false);
    if (event->button() == Qt::MiddleButton) {
        QClipboard *clipboard = QGuiApplication::clipboard();
        if (clipboard->supportsSelection()) {
            const QString text = clipboard->text(QClipboard::Selection);
            if (text.contains(u'\n') && !screen().marksPastes())
                emit pasteAsked(text);
            else
                pasteText(text);
        }
        return;
    }
    lookForLink(event->position());
    if (m_link && event->modifiers() & Qt::ControlModifier) {
        emit linkOpened(m_link->address);
        return;
    }
    const int interval = QGuiApplication::styleHints()->mouseDoubleClickInterval();
    const bool isAgain = qint64(event->timestamp()) - m_clickedAt < interval;
    m_clicks = isAgain && m_clicks >= 2 ? 3 : 1;
    m_clickedAt = qint64(event->timestamp());
    m_dragging = true;
    m_byWords = m_clicks == 3;
    const TerminalPlace place = placeAt(event->position(), !m_byWords);
    if (event->modifiers() & Qt::ShiftModifier && hasSelection()) {
        extendTo(place);
        return;
    }
    m_anchor = place;
    if (m_byWords)
        extendTo(place);
    else
        clearSelection();
}

void TerminalItem::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (!m_session || event->button() != Qt::LeftButton)
        return;
    m_clicks = 2;
    m_clickedAt = qint64(event->timestamp());
    m_dragging = true;
    m_byWords = true;
    m_anchor = placeAt(event->position(), false);
    extendTo(m_anchor);
}

void TerminalItem::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_dragging || !m_session)
        return;
    m_pointer = event->position();
    extendTo(placeAt(m_pointer, !m_byWords));
    const bool isOutside = m_pointer.y() < 0 || m_pointer.y() > height();
    if (!isOutside)
        m_scrolling.stop();
    else if (!m_scrolling.isActive())
        m_scrolling.start();
}

void TerminalItem::autoScroll()
{
    if (!m_session || !m_dragging)
        return;
    scrollBy(m_pointer.y() < 0 ? -1 : 1);
    extendTo(placeAt(m_pointer, !m_byWords));
}

void TerminalItem::mouseReleaseEvent(QMouseEvent *)
{
    m_scrolling.stop();
    if (!std::exchange(m_dragging, false))
        return;
    QClipboard *clipboard = QGuiApplication::clipboard();
    if (hasSelection() && clipboard->supportsSelection())
        clipboard->setText(selectedText(), QClipboard::Selection);
}

void TerminalItem::lookForLink(QPointF point)
{
    const auto found = m_session ? linkAt(screen(), placeAt(point, false)) : std::nullopt;
    if (found == m_link)
        return;
    m_link = found;
    setCursor(m_link ? Qt::PointingHandCursor : Qt::IBeamCursor);
    emit linkChanged();
    update();
}

void TerminalItem::hoverMoveEvent(QHoverEvent *event)
{
    lookForLink(event->position());
}

void TerminalItem::hoverLeaveEvent(QHoverEvent *)
{
    if (!m_link)
        return;
    m_link.reset();
    emit linkChanged();
    update();
}

void TerminalItem::wheelEvent(QWheelEvent *event)
{
    if (!m_session)
        return;
    if (event->modifiers() & Qt::ControlModifier) {
        emit zoomWanted(event->angleDelta().y() > 0 ? 1 : -1);
        return;
    }
    m_wheel += event->angleDelta().y() * kWheelLines / kWheelStep;
    const int lines = int(m_wheel);
    m_wheel -= lines;
    if (!screen().isAlternate()) {
        scrollBy(-lines);
        return;
    }
    // Editors and pagers keep their lines themselves.
    const TerminalKey key {lines > 0 ? Qt::Key_Up : Qt::Key_Down, {}, {}};
    for (int left = std::abs(lines); left > 0; --left)
        m_session->type(bytesOf(key, screen().sendsApplicationKeys()));
}

// Search

void TerminalItem::setSearched(const QString &text)
{
    m_searched = text;
    m_found.reset();
    m_matches = 0;
    if (m_session && !text.isEmpty()) {
        for (qint64 line = screen().firstLine(); line < screen().endLine(); ++line)
            m_matches += int(matchesIn(screen(), line, text).size());
    }
    emit searchedChanged();
    update();
}

void TerminalItem::findNext(bool backwards)
{
    if (!m_session || m_searched.isEmpty())
        return;
    TerminalPlace from {backwards ? screen().endLine() - 1 : screen().firstLine(),
                        backwards ? m_size.columns : 0};
    if (m_found)
        from = backwards ? m_found->from : m_found->to;
    m_found = findText(screen(), m_searched, from, backwards);
    if (!m_found)
        return;
    select(*m_found);
    const qint64 line = m_found->from.line;
    if (line < topLine() || line >= topLine() + m_size.rows)
        scrollTo(double(line - screen().firstLine() - m_size.rows / 2));
}

// Keys

void TerminalItem::send(const QByteArray &bytes)
{
    if (!m_session || bytes.isEmpty())
        return;
    m_top.reset();
    clearSelection();
    m_session->type(bytes);
    contentChanged();
}

void TerminalItem::paste()
{
    const QString text = QGuiApplication::clipboard()->text();
    if (!m_session || text.isEmpty())
        return;
    if (text.contains(u'\n') && !screen().marksPastes())
        emit pasteAsked(text);
    else
        pasteText(text);
}

void TerminalItem::pasteText(const QString &text)
{
    if (m_session)
        send(bytesOfPaste(text, screen().marksPastes()));
}

bool TerminalItem::isOwnKey(const QKeyEvent *event) const
{
    const Qt::KeyboardModifiers modifiers = event->modifiers() & kKeys;
    const int key = event->key();
    if (key == Qt::Key_F6)
        return true;
    if (modifiers == Qt::ShiftModifier)
        return key == Qt::Key_PageUp || key == Qt::Key_PageDown || key == Qt::Key_Home
            || key == Qt::Key_End || key == Qt::Key_Insert;
    if (modifiers == (Qt::ControlModifier | Qt::ShiftModifier))
        return key == Qt::Key_C || key == Qt::Key_V || key == Qt::Key_A || key == Qt::Key_F
            || key == Qt::Key_Space || key == Qt::Key_Plus || key == Qt::Key_Equal;
    if (modifiers == Qt::ControlModifier)
        return key == Qt::Key_Plus || key == Qt::Key_Equal || key == Qt::Key_Minus
            || key == Qt::Key_0 || key == Qt::Key_PageUp || key == Qt::Key_PageDown;
    return false;
}

bool TerminalItem::ownKey(QKeyEvent *event)
{
    if (!isOwnKey(event))
        return false;
    const bool control = event->modifiers() & Qt::ControlModifier;
    switch (event->key()) {
    case Qt::Key_F6:
        emit leaveWanted();
        break;
    case Qt::Key_PageUp:
    case Qt::Key_PageDown: {
        const int by = event->key() == Qt::Key_PageUp ? -1 : 1;
        if (control)
            emit tabWanted(by);
        else
            scrollBy(by * (m_size.rows - 1));
        break;
    }
    case Qt::Key_Home:
        scrollTo(0);
        break;
    case Qt::Key_End:
        scrollTo(lineCount());
        break;
    case Qt::Key_C:
        if (hasSelection())
            emit copied(selectedText());
        break;
    case Qt::Key_V:
    case Qt::Key_Insert:
        paste();
        break;
    case Qt::Key_A:
        selectAll();
        break;
    case Qt::Key_F:
        emit searchWanted();
        break;
    case Qt::Key_Space:
        setMarking(!m_marking);
        break;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        emit zoomWanted(1);
        break;
    case Qt::Key_Minus:
        emit zoomWanted(-1);
        break;
    default:
        emit zoomWanted(0);
        break;
    }
    return true;
}

void TerminalItem::setMarking(bool on)
{
    if (on == m_marking)
        return;
    m_marking = on;
    if (on) {
        const auto cursor = screen().cursor();
        m_mark = {cursor.line, cursor.column};
        m_anchor = m_mark;
        m_byWords = false;
        clearSelection();
    }
    emit markingChanged();
    emit currentLineChanged();
    update();
}

bool TerminalItem::markKey(QKeyEvent *event)
{
    if (!m_marking)
        return false;
    TerminalPlace to = m_mark;
    switch (event->key()) {
    case Qt::Key_Left:
        --to.column;
        break;
    case Qt::Key_Right:
        ++to.column;
        break;
    case Qt::Key_Up:
        --to.line;
        break;
    case Qt::Key_Down:
        ++to.line;
        break;
    case Qt::Key_PageUp:
        to.line -= m_size.rows;
        break;
    case Qt::Key_PageDown:
        to.line += m_size.rows;
        break;
    case Qt::Key_Home:
        to.column = 0;
        break;
    case Qt::Key_End:
        to.column = m_size.columns;
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (hasSelection())
            emit copied(selectedText());
        setMarking(false);
        return true;
    case Qt::Key_Escape:
        clearSelection();
        setMarking(false);
        return true;
    default:
        return true; // nothing is typed by mistake
    }
    m_mark = {std::clamp(to.line, screen().firstLine(), screen().endLine() - 1),
              std::clamp(to.column, 0, m_size.columns)};
    if (event->modifiers() & Qt::ShiftModifier) {
        extendTo(m_mark);
    } else {
        m_anchor = m_mark;
        clearSelection();
    }
    if (m_mark.line < topLine() || m_mark.line >= topLine() + m_size.rows)
        scrollBy(int(m_mark.line < topLine() ? m_mark.line - topLine()
                                             : m_mark.line - topLine() - m_size.rows + 1));
    emit currentLineChanged();
    update();
    return true;
}

bool TerminalItem::event(QEvent *event)
{
    if (event->type() != QEvent::ShortcutOverride)
        return QQuickPaintedItem::event(event);
    // Keys that programs in a terminal use are theirs, not the window's.
    auto *key = static_cast<QKeyEvent *>(event);
    const Qt::KeyboardModifiers modifiers = key->modifiers() & kKeys;
    const bool isPage = modifiers == Qt::ControlModifier
        && ((key->key() >= Qt::Key_1 && key->key() <= Qt::Key_9) || key->key() == Qt::Key_Comma);
    const bool isWindows = modifiers & Qt::MetaModifier
        || modifiers == (Qt::ControlModifier | Qt::ShiftModifier) || isPage;
    const bool isLive = m_session && m_session->state() == TerminalSession::State::Live;
    event->setAccepted(isOwnKey(key) || (isLive && !isWindows));
    return true;
}

void TerminalItem::keyPressEvent(QKeyEvent *event)
{
    event->accept();
    if (!m_session || (m_marking && !isOwnKey(event) && markKey(event)) || ownKey(event))
        return;
    const bool isLive = m_session->state() == TerminalSession::State::Live;
    const QByteArray bytes = bytesOf({event->key(), event->modifiers(), event->text()},
                                     screen().sendsApplicationKeys());
    if (!isLive || bytes.isEmpty()) {
        event->ignore();
        return;
    }
    send(bytes);
}

void TerminalItem::inputMethodEvent(QInputMethodEvent *event)
{
    m_preedit = event->preeditString();
    if (!event->commitString().isEmpty())
        send(event->commitString().toUtf8());
    update();
    event->accept();
}

QVariant TerminalItem::inputMethodQuery(Qt::InputMethodQuery query) const
{
    switch (query) {
    case Qt::ImEnabled:
        return true;
    case Qt::ImHints:
        return int(Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase | Qt::ImhSensitiveData);
    case Qt::ImCursorRectangle:
        if (m_session) {
            const auto cursor = screen().cursor();
            return cellRect(cursor.line, cursor.column, 1);
        }
        return QRectF();
    case Qt::ImFont:
        return m_font;
    default:
        return QQuickPaintedItem::inputMethodQuery(query);
    }
}

void TerminalItem::focusInEvent(QFocusEvent *event)
{
    QQuickPaintedItem::focusInEvent(event);
    beginBlinking();
}

void TerminalItem::focusOutEvent(QFocusEvent *event)
{
    QQuickPaintedItem::focusOutEvent(event);
    m_preedit.clear();
    beginBlinking();
}

} // namespace devstack
