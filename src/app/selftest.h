// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QObject>
#include <QStringList>
#include <QTimer>

class QQmlEngine;

namespace devstack {

class Desktop;

/// Visits the welcome page and every other page in both themes, then quits the program: exit code 1
/// when QML warned about anything.
class SelfTest : public QObject
{
    Q_OBJECT
public:
    SelfTest(Desktop &desktop, QQmlEngine &engine, QObject *parent = nullptr);
    void start();

private:
    void step();

    Desktop &m_desktop;
    QStringList m_warnings;
    QTimer m_timer;
    int m_at = 0;
};

} // namespace devstack
