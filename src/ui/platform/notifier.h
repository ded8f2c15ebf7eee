// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QObject>
#include <QSet>

class QDBusPendingCallWatcher;

namespace devstack {

/// Says something outside of the window, through the desktop's notification service
/// (org.freedesktop.Notifications, Desktop Notifications Specification 1.2): there is one on
/// desktops without a tray too.
///
/// Lives on the interface's thread and never blocks it.
class Notifier : public QObject
{
    Q_OBJECT
public:
    explicit Notifier(QObject *parent = nullptr);

    /// `title` and `text` are plain text, whatever the service makes of markup.
    void notify(const QString &title, const QString &text, bool bad);

signals:
    /// The user chose the notification.
    void chosen();
    /// There is no service that could show it.
    void refused(const QString &title, const QString &text, bool bad);

private slots:
    void onActionInvoked(uint id, const QString &action);
    void onNotificationClosed(uint id, uint reason);

private:
    void send(const QString &title, const QString &text, bool bad, bool markup);

    QSet<uint> m_shown; ///< ids that the service gave
};

} // namespace devstack
