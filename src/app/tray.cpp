// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/tray.h"

#include "app/desktop.h"
#include "ui/items/stateglyph.h"
#include "ui/text/datatext.h"

#include <QPainter>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// Colours that stand out on light and dark panels alike.
const StatePalette &palette()
{
    static const StatePalette colors {QColor(0x34, 0xb0, 0x78),
                                      QColor(0xe0, 0x95, 0x2d),
                                      QColor(0xe8, 0x50, 0x5b),
                                      QColor(0x8b, 0x73, 0xee),
                                      QColor(0x9a, 0xa5, 0xb5)};
    return colors;
}

} // namespace

QIcon trayIcon(condition::Value value)
{
    QIcon icon;
    for (int side : {16, 22, 24, 32, 48, 64, 128}) {
        QPixmap pixmap(side, side);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        const double inset = side * 0.04;
        const QRectF plate(inset, inset, side - 2 * inset, side - 2 * inset);
        painter.setPen(Qt::NoPen);
        painter.setBrush(QColor(0x15, 0x1a, 0x22));
        painter.drawRoundedRect(plate, side * 0.24, side * 0.24);
        painter.setPen(QPen(QColor(0x4a, 0x56, 0x68), std::max(1.0, side / 24.0)));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(plate, side * 0.24, side * 0.24);
        const double glyph = side * 0.54;
        paintState(painter,
                   QRectF((side - glyph) / 2, (side - glyph) / 2, glyph, glyph),
                   value,
                   palette().of(value));
        icon.addPixmap(pixmap);
    }
    return icon;
}

Tray::Tray(Desktop &desktop, QObject *parent)
    : QObject(parent)
    , m_desktop(desktop)
{
    m_icon.setContextMenu(&m_menu);
    connect(&m_icon,
            &QSystemTrayIcon::activated,
            this,
            [this](QSystemTrayIcon::ActivationReason reason) {
                if (reason == QSystemTrayIcon::Trigger || reason == QSystemTrayIcon::DoubleClick)
                    emit openRequested();
            });
    connect(&m_icon, &QSystemTrayIcon::messageClicked, this, &Tray::openRequested);
    connect(&desktop.hub, &WorkspaceHub::snapshotChanged, this, &Tray::update);
    connect(&desktop.session, &Session::workspaceChanged, this, &Tray::update);
    update();
}

bool Tray::isAvailable()
{
    return QSystemTrayIcon::isSystemTrayAvailable();
}

void Tray::show()
{
    m_icon.show();
}

void Tray::notify(const QString &title, const QString &text, bool bad)
{
    if (m_icon.isVisible())
        m_icon.showMessage(
            title, text, bad ? QSystemTrayIcon::Warning : QSystemTrayIcon::Information);
}

void Tray::update()
{
    const Session &session = m_desktop.session;
    const condition::Value now = session.condition();
    if (now != m_drawn || m_icon.icon().isNull()) {
        m_drawn = now;
        m_icon.setIcon(trayIcon(now));
    }
    m_icon.setToolTip(session.hasWorkspace()
                          ? tr("Devstack · %1 · %2").arg(session.workspaceName(), session.summary())
                          : tr("Devstack"));
    rebuildMenu();
}

void Tray::rebuildMenu()
{
    // A text of the menu for the language that it is in.
    QString shown = tr("Open the window") + m_desktop.session.workspaceName();
    for (const IdaView &ida : m_desktop.hub.snapshot().idas)
        shown += ida.name + QString::number(condition::ofIda(ida, m_desktop.hub.snapshot().engine))
            + ida.reason + (ida.hasDatabase ? resetTitle(ida) : QString())
            + (ida.urls.isEmpty() ? QString() : ida.urls.first().url);
    if (shown == m_menuText && !m_menu.isEmpty())
        return;
    m_menuText = shown;
    m_menu.clear();
    for (QMenu *old : std::as_const(m_idaMenus))
        old->deleteLater(); // one may be open
    m_idaMenus.clear();
    connect(
        m_menu.addAction(tr("Open the window")), &QAction::triggered, this, &Tray::openRequested);
    m_menu.addSeparator();
    if (m_desktop.session.hasWorkspace()) {
        for (const IdaView &ida : m_desktop.hub.snapshot().idas)
            addIda(ida);
        m_menu.addSeparator();
        connect(m_menu.addAction(tr("Start all")), &QAction::triggered, this, [this] {
            m_desktop.actions.start();
        });
        connect(m_menu.addAction(tr("Stop all")), &QAction::triggered, this, [this] {
            m_desktop.actions.stop();
        });
        m_menu.addSeparator();
    }
    connect(m_menu.addAction(tr("Quit")), &QAction::triggered, this, &Tray::quitRequested);
}

void Tray::addIda(const IdaView &ida)
{
    const condition::Value state = condition::ofIda(ida, m_desktop.hub.snapshot().engine);
    // An ampersand in a name is a name, not a shortcut.
    const QString name = QString(ida.name).replace(u'&', u"&&"_s);
    auto *menu = new QMenu(
        tr("%1 · %2").arg(name, condition::wordOf(ida, m_desktop.hub.snapshot().engine)), &m_menu);
    menu->setIcon(trayIcon(state));
    m_menu.addMenu(menu);
    m_idaMenus.append(menu);
    const auto add = [this, menu](const QString &text, std::function<void()> run) {
        connect(menu->addAction(text), &QAction::triggered, this, std::move(run));
    };
    const auto show = [this, ida = ida.name](page::Value page) {
        m_desktop.overview.setSelected(ida);
        m_desktop.session.setPage(page);
        emit openRequested();
    };
    Actions &actions = m_desktop.actions;
    if (!ida.reason.isEmpty() && state != condition::Unknown)
        menu->addAction(QString(ida.reason).replace(u'&', u"&&"_s))->setEnabled(false);
    add(tr("Show"), [show] { show(page::Overview); });
    if (!ida.urls.isEmpty())
        add(tr("Open in the browser"),
            [&actions, url = ida.urls.first().url] { actions.openUrl(url); });
    if (ida.next == NextAction::Stop)
        add(tr("Stop"), [&actions, ida = ida.name] { actions.stop(ida); });
    if (ida.mode == Mode::External || ida.mode == Mode::Off || ida.state == IdaState::Absent)
        return;
    add(tr("Logs"), [this, show, ida = ida.name] {
        m_desktop.logs.setSource(ida);
        show(page::Logs);
    });
    if (ida.state == IdaState::Running || ida.state == IdaState::Partial)
        add(tr("Shell"), [this, &actions, ida = ida.name] {
            if (m_desktop.settings.shellsInWindow())
                emit openRequested();
            actions.openShell(ida);
        });
    menu->addSeparator();
    add(tr("Start"), [&actions, ida = ida.name] { actions.start(ida); });
    add(tr("Stop"), [&actions, ida = ida.name] { actions.stop(ida); });
    if (!ida.hasDatabase)
        return;
    menu->addSeparator();
    // The question is asked in the window.
    add(resetTitle(ida) + u'…', [&actions, show, ida = ida.name] {
        show(page::Overview);
        actions.askReset(ida);
    });
}

} // namespace devstack
