// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/text/displaystate.h"

#include <QMenu>
#include <QObject>
#include <QSystemTrayIcon>

namespace devstack {

class Desktop;

/// The icon in the system tray: the workspace's state as shape and colour, and the menu.
class Tray : public QObject
{
    Q_OBJECT
public:
    explicit Tray(Desktop &desktop, QObject *parent = nullptr);

    /// Whether there is a tray to be in.
    static bool isAvailable();
    void show();
    /// A balloon, where no notification service is.
    void notify(const QString &title, const QString &text, bool bad);

signals:
    void openRequested();
    void quitRequested();

private:
    void update();
    void rebuildMenu();
    void addIda(const IdaView &ida);

    Desktop &m_desktop;
    QSystemTrayIcon m_icon;
    QMenu m_menu;
    QList<QMenu *> m_idaMenus; ///< children of m_menu
    condition::Value m_drawn = condition::Off;
    QString m_menuText; ///< what the menu shows, to rebuild it only when that changes
};

/// The icon for a state, in every size that trays use. Public for tests.
QIcon trayIcon(condition::Value value);

} // namespace devstack
