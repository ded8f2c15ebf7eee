// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/desktop.h"
#include "demo/demosource.h"
#include "ui/platform/enginesetup.h"

#include <QApplication>
#include <QQmlEngine>
#include <QQuickStyle>
#include <QTemporaryDir>
#include <QtQuickTest>

using namespace devstack;
using namespace Qt::StringLiterals;

/// Gives the QML tests the made-up workspace.
class Setup : public QObject
{
    Q_OBJECT
public slots:
    void applicationAvailable()
    {
        setUpFonts();
        QQuickStyle::setStyle(u"Basic"_s);
    }
    void qmlEngineAvailable(QQmlEngine *engine)
    {
        m_desktop.reset();
        m_desktop = std::make_unique<Desktop>(m_machine,
                                              m_scratch.filePath(u"desktop.ini"_s),
                                              [] { return QList<QPair<QString, QString>>(); });
        m_desktop->welcome.open(u"."_s);
        setUpEngine(*engine);
    }
    void cleanupTestCase() { m_desktop.reset(); }

private:
    QTemporaryDir m_scratch;
    DemoMachine m_machine {{0, 116, false}};
    std::unique_ptr<Desktop> m_desktop;
};

QUICK_TEST_MAIN_WITH_SETUP(devstack, Setup)
#include "tst_qml.moc"
