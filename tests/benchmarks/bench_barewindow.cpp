// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include <QElapsedTimer>
#include <QGuiApplication>
#include <QQmlApplicationEngine>
#include <QQuickWindow>

#include <cstdio>

/// The least that a QML program can show: prints the milliseconds until its first frame.
int main(int argc, char *argv[])
{
    QElapsedTimer clock;
    clock.start();
    QGuiApplication program(argc, argv);
    QQmlApplicationEngine engine;
    engine.loadData("import QtQuick\nWindow { visible: true; width: 1440; height: 900 }");
    auto *window = qobject_cast<QQuickWindow *>(engine.rootObjects().value(0));
    if (!window)
        return 1;
    QObject::connect(
        window,
        &QQuickWindow::frameSwapped,
        &program,
        [&] {
            std::printf("%lld\n", static_cast<long long>(clock.elapsed()));
            QCoreApplication::quit();
        },
        Qt::SingleShotConnection);
    return QGuiApplication::exec();
}
