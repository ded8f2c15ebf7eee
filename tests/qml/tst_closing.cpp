// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "app/desktop.h"
#include "demo/demosource.h"
#include "ui/platform/enginesetup.h"

#include <QQmlApplicationEngine>
#include <QQuickItem>
#include <QQuickStyle>
#include <QQuickWindow>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

/// Closing the window asks before it ends what the window began.
class TestClosing : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void init();
    void cleanup();
    void idleItQuits();
    void busyItAsksAndStaysOpen();
    void itFinishesWithoutTheWindow();
    void itStops();
    void inTheTrayItGoesOn();

private:
    DemoSource &source() const { return static_cast<DemoSource &>(*m_desktop->hub.source()); }
    void begin()
    {
        source().holdOperations();
        m_desktop->actions.provision(u"catalog"_s);
        QTRY_COMPARE(source().operations().size(), 1);
        QVERIFY(m_desktop->actions.busy());
    }
    QObject *dialog() const
    {
        for (QObject *child : m_window->findChildren<QObject *>()) {
            if (QByteArray(child->metaObject()->className()).startsWith("QuitDialog"))
                return child;
        }
        return nullptr;
    }

    std::unique_ptr<QTemporaryDir> m_scratch;
    std::unique_ptr<DemoMachine> m_machine;
    std::unique_ptr<Desktop> m_desktop;
    std::unique_ptr<QQmlApplicationEngine> m_engine;
    std::unique_ptr<QSignalSpy> m_quits;
    QQuickWindow *m_window = nullptr;
};

void TestClosing::initTestCase()
{
    setUpFonts();
    QQuickStyle::setStyle(u"Basic"_s);
    QGuiApplication::setQuitOnLastWindowClosed(false);
}

void TestClosing::init()
{
    m_scratch = std::make_unique<QTemporaryDir>();
    m_machine = std::make_unique<DemoMachine>(DemoSource::Options {0, -1, false});
    m_desktop = std::make_unique<Desktop>(*m_machine, m_scratch->filePath(u"desktop.ini"_s), [] {
        return QList<QPair<QString, QString>>();
    });
    m_engine = std::make_unique<QQmlApplicationEngine>();
    // The test is not to end with the window.
    QObject::disconnect(m_engine.get(), &QQmlEngine::quit, nullptr, nullptr);
    setUpEngine(*m_engine);
    m_engine->load(QUrl(u"qrc:/qt/qml/Devstack/Ui/Main.qml"_s));
    QCOMPARE(m_engine->rootObjects().size(), 1);
    m_window = qobject_cast<QQuickWindow *>(m_engine->rootObjects().first());
    m_quits = std::make_unique<QSignalSpy>(m_engine.get(), &QQmlEngine::quit);
    m_desktop->welcome.open(u"."_s);
    QTRY_VERIFY(m_desktop->session.loaded());
}

void TestClosing::cleanup()
{
    source().cancelAtOnce();
    m_quits.reset();
    m_engine.reset();
    m_desktop.reset();
    m_machine.reset();
}

void TestClosing::idleItQuits()
{
    m_window->close();
    QTRY_COMPARE(m_quits->count(), 1);
}

void TestClosing::busyItAsksAndStaysOpen()
{
    begin();
    m_window->close();
    QTRY_VERIFY(dialog() && dialog()->property("opened").toBool());
    QVERIFY(m_window->isVisible());
    QCOMPARE(m_quits->count(), 0);
    QVERIFY(m_desktop->actions.busy());
    QCOMPARE(source().hardCancels(), 0);
    // It ends while the question stands there: there is nothing to ask any more.
    source().cancelAtOnce();
    QTRY_VERIFY(!m_desktop->actions.busy());
    QTRY_VERIFY(!dialog()->property("visible").toBool());
    QCOMPARE(m_quits->count(), 0);
}

void TestClosing::itFinishesWithoutTheWindow()
{
    begin();
    m_window->close();
    QTRY_VERIFY(dialog() && dialog()->property("opened").toBool());
    QMetaObject::invokeMethod(dialog(), "kept");
    QTRY_VERIFY(!m_window->isVisible());
    QCOMPARE(m_quits->count(), 0);
    QVERIFY(m_desktop->actions.busy());
    QVERIFY(!m_desktop->actions.cancelling());
    source().cancelAtOnce();
    QTRY_COMPARE(m_quits->count(), 1);
}

void TestClosing::itStops()
{
    begin();
    m_window->close();
    QTRY_VERIFY(dialog() && dialog()->property("opened").toBool());
    QMetaObject::invokeMethod(dialog(), "stopped");
    QTRY_VERIFY(!m_window->isVisible());
    QVERIFY(m_desktop->actions.cancelling());
    source().cancelAtOnce();
    QTRY_COMPARE(m_quits->count(), 1);
}

void TestClosing::inTheTrayItGoesOn()
{
    m_window->setProperty("trayed", true);
    m_desktop->settings.setKeepInTray(true);
    m_desktop->settings.remember(u"trayExplained"_s, true);
    begin();
    m_window->close();
    QTRY_VERIFY(!m_window->isVisible());
    QVERIFY(m_desktop->actions.busy());
    QVERIFY(!m_desktop->actions.cancelling());
    m_window->show();
    // Quit from the tray's menu.
    QMetaObject::invokeMethod(m_window, "leave");
    QTRY_VERIFY(dialog() && dialog()->property("opened").toBool());
    QCOMPARE(m_quits->count(), 0);
}

QTEST_MAIN(TestClosing)
#include "tst_closing.moc"
