// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/platform/qmlinstance.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace devstack {

/// Whether the program starts in the tray at login. The entry itself is what is remembered.
class AutostartSetting : public QObject, public QmlInstance<AutostartSetting>
{
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    Q_PROPERTY(bool on READ on NOTIFY changed)
    /// The entry's path where something lies there that this program did not write, else empty.
    Q_PROPERTY(QString foreign READ foreign NOTIFY changed)
    /// Why the last change failed; empty: it did not.
    Q_PROPERTY(QString problem READ problem NOTIFY changed)
public:
    /// `entry` empty: the user's own. Tests and the demo give another one.
    explicit AutostartSetting(const QString &entry, QObject *parent = nullptr);
    static AutostartSetting *create(QQmlEngine *engine, QJSEngine *js)
    {
        return QmlInstance::create(engine, js);
    }

    bool on() const;
    QString foreign() const;
    QString problem() const { return m_problem; }

    Q_INVOKABLE void set(bool on);

signals:
    void changed();

private:
    QString m_entry;
    QString m_problem;
};

} // namespace devstack
