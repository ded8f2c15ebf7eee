// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QObject>
#include <QStringList>
#include <QTimer>

class QQmlEngine;
class QQuickWindow;

namespace devstack {

class Desktop;

/// Visits the welcome page and every other page in both themes, then quits the program: exit code 1
/// when QML warned about anything, or a picture could not be written.
class SelfTest : public QObject
{
    Q_OBJECT
public:
    SelfTest(Desktop &desktop, QQmlEngine &engine, QObject *parent = nullptr);
    void start();
    /// The same, with a picture of each page in the folder: "PAGE-THEME.png".
    void start(QQuickWindow &window, const QString &folder);

private:
    void step();
    void takePicture();

    Desktop &m_desktop;
    QStringList m_warnings;
    QTimer m_timer;
    QQuickWindow *m_window = nullptr; ///< null: no pictures
    QString m_folder;
    int m_at = 0;
};

} // namespace devstack
