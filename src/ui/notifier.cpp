// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/notifier.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QVariantMap>

namespace devstack {

namespace {

const QString &service()
{
    static const QString name = QStringLiteral("org.freedesktop.Notifications");
    return name;
}

QDBusMessage call(const QString &method)
{
    return QDBusMessage::createMethodCall(
        service(), QStringLiteral("/org/freedesktop/Notifications"), service(), method);
}

/// The service starts when it is first called, which takes a moment.
constexpr int kPatience = 5000; // milliseconds
/// The service decides how long it shows a notification.
constexpr int kItsOwnTime = -1;

} // namespace

Notifier::Notifier(QObject *parent)
    : QObject(parent)
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    const QString path = QStringLiteral("/org/freedesktop/Notifications");
    bus.connect(service(),
                path,
                service(),
                QStringLiteral("ActionInvoked"),
                this,
                SLOT(onActionInvoked(uint, QString)));
    bus.connect(service(),
                path,
                service(),
                QStringLiteral("NotificationClosed"),
                this,
                SLOT(onNotificationClosed(uint, uint)));
}

void Notifier::notify(const QString &title, const QString &text, bool bad)
{
    const QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected()) {
        emit refused(title, text, bad);
        return;
    }
    // Names come from repositories: a body that is read as markup has to be escaped.
    auto *watcher = new QDBusPendingCallWatcher(
        bus.asyncCall(call(QStringLiteral("GetCapabilities")), kPatience), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [=, this] {
        watcher->deleteLater();
        const QDBusPendingReply<QStringList> reply = *watcher;
        if (reply.isError())
            emit refused(title, text, bad);
        else
            send(title, text, bad, reply.value().contains(QStringLiteral("body-markup")));
    });
}

void Notifier::send(const QString &title, const QString &text, bool bad, bool markup)
{
    QDBusMessage message = call(QStringLiteral("Notify"));
    const QVariantMap hints {
        {QStringLiteral("desktop-entry"), QStringLiteral("devstack")},
        {QStringLiteral("category"),
         bad ? QStringLiteral("x-devstack.problem") : QStringLiteral("x-devstack.done")}};
    message.setArguments({QStringLiteral("Devstack"),
                          uint(0), // replaces none
                          bad ? QStringLiteral("dialog-warning") : QStringLiteral("devstack"),
                          title,
                          markup ? text.toHtmlEscaped() : text,
                          QStringList {QStringLiteral("default"), tr("Open the window")},
                          hints,
                          kItsOwnTime});
    auto *watcher = new QDBusPendingCallWatcher(
        QDBusConnection::sessionBus().asyncCall(message, kPatience), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [=, this] {
        watcher->deleteLater();
        const QDBusPendingReply<uint> reply = *watcher;
        if (reply.isError())
            emit refused(title, text, bad);
        else
            m_shown.insert(reply.value());
    });
}

void Notifier::onActionInvoked(uint id, const QString &action)
{
    if (m_shown.contains(id) && action == u"default")
        emit chosen();
}

void Notifier::onNotificationClosed(uint id, uint)
{
    m_shown.remove(id);
}

} // namespace devstack
