// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/platform/notifier.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QVariantMap>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

const QString &service()
{
    static const QString name = u"org.freedesktop.Notifications"_s;
    return name;
}

QDBusMessage call(const QString &method)
{
    return QDBusMessage::createMethodCall(
        service(), u"/org/freedesktop/Notifications"_s, service(), method);
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
    const QString path = u"/org/freedesktop/Notifications"_s;
    bus.connect(service(),
                path,
                service(),
                u"ActionInvoked"_s,
                this,
                SLOT(onActionInvoked(uint, QString)));
    bus.connect(service(),
                path,
                service(),
                u"NotificationClosed"_s,
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
        bus.asyncCall(call(u"GetCapabilities"_s), kPatience), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [=, this] {
        watcher->deleteLater();
        const QDBusPendingReply<QStringList> reply = *watcher;
        if (reply.isError())
            emit refused(title, text, bad);
        else
            send(title, text, bad, reply.value().contains(u"body-markup"_s));
    });
}

void Notifier::send(const QString &title, const QString &text, bool bad, bool markup)
{
    QDBusMessage message = call(u"Notify"_s);
    const QVariantMap hints {
        {u"desktop-entry"_s, u"devstack"_s},
        {u"category"_s,
         bad ? u"x-devstack.problem"_s : u"x-devstack.done"_s}};
    message.setArguments({u"Devstack"_s,
                          uint(0), // replaces none
                          bad ? u"dialog-warning"_s : u"devstack"_s,
                          title,
                          markup ? text.toHtmlEscaped() : text,
                          QStringList {u"default"_s, tr("Open the window")},
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
