// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "demo/demodata.h"
#include "ui/controllers/news.h"
#include "ui/platform/notifier.h"
#include "unit/ui/givensource.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QSignalSpy>
#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

/// Stands in for the desktop's notification service, on the bus that the test was started with.
class Service : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")
public:
    QStringList capabilities;
    QList<QVariantList> shown;

public slots:
    QStringList GetCapabilities() { return capabilities; }
    uint Notify(const QString &program,
                uint replaces,
                const QString &icon,
                const QString &title,
                const QString &text,
                const QStringList &actions,
                const QVariantMap &hints,
                int timeout)
    {
        shown.append(QVariantList {program, replaces, icon, title, text, actions, hints, timeout});
        return 40 + uint(shown.size());
    }

signals:
    void ActionInvoked(uint id, const QString &action);
};

/// What is said outside of the window, and when.
class TestNotifier : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void init();
    void cleanup();
    void reachesTheService_data();
    void reachesTheService();
    void choosingIsHeard();
    void refusedWithoutAService();
    void runsThatEnd_data();
    void runsThatEnd();
    void unhealthyOnce();

private:
    QDBusConnection m_bus
        = QDBusConnection::connectToBus(QDBusConnection::SessionBus, u"service"_s);
    Service m_service;
};

void TestNotifier::initTestCase()
{
    QVERIFY2(m_bus.isConnected(), "start this test with dbus-run-session");
    QVERIFY(
        m_bus.registerObject(u"/org/freedesktop/Notifications"_s,
                             &m_service,
                             QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals));
}

void TestNotifier::init()
{
    m_service.shown.clear();
    m_service.capabilities.clear();
    QVERIFY(m_bus.registerService(u"org.freedesktop.Notifications"_s));
}

void TestNotifier::cleanup()
{
    m_bus.unregisterService(u"org.freedesktop.Notifications"_s);
}

void TestNotifier::reachesTheService_data()
{
    QTest::addColumn<QStringList>("capabilities");
    QTest::addColumn<QString>("text");
    QTest::newRow("plain") << QStringList {u"body"_s} << u"<b>a & b</b>"_s;
    QTest::newRow("markup") << QStringList {u"body"_s, u"body-markup"_s}
                            << u"&lt;b&gt;a &amp; b&lt;/b&gt;"_s;
}

void TestNotifier::reachesTheService()
{
    QFETCH(QStringList, capabilities);
    m_service.capabilities = capabilities;
    Notifier notifier;
    notifier.notify(u"Provision <i>"_s, u"<b>a & b</b>"_s, true);
    QTRY_COMPARE(m_service.shown.size(), 1);
    const QVariantList &shown = m_service.shown.first();
    QCOMPARE(shown.at(3).toString(), u"Provision <i>"_s); // a summary is never markup
    QTEST(shown.at(4).toString(), "text");
    QCOMPARE(shown.at(5).toStringList().value(0), u"default"_s);
}

void TestNotifier::choosingIsHeard()
{
    Notifier notifier;
    Notifier other;
    QSignalSpy chosen(&notifier, &Notifier::chosen);
    QSignalSpy others(&other, &Notifier::chosen);
    notifier.notify(u"a"_s, u"b"_s, false);
    QTRY_COMPARE(m_service.shown.size(), 1);
    other.notify(u"c"_s, u"d"_s, false);
    QTRY_COMPARE(m_service.shown.size(), 2);
    // The answer with the id may be on its way still.
    QTRY_VERIFY((emit m_service.ActionInvoked(41, u"default"_s), chosen.size() > 0));
    QCOMPARE(others.size(), 0);
    QTRY_VERIFY((emit m_service.ActionInvoked(42, u"default"_s), others.size() > 0));
}

void TestNotifier::refusedWithoutAService()
{
    m_bus.unregisterService(u"org.freedesktop.Notifications"_s);
    Notifier notifier;
    QSignalSpy refused(&notifier, &Notifier::refused);
    notifier.notify(u"a"_s, u"b"_s, true);
    QTRY_COMPARE(refused.size(), 1);
    QCOMPARE(refused.first().at(1).toString(), u"b"_s);
}

void TestNotifier::runsThatEnd_data()
{
    QTest::addColumn<RunResult>("result");
    QTest::addColumn<bool>("ours");
    QTest::addColumn<int>("said"); // 0: nothing, 1: good, 2: bad
    QTest::newRow("done") << RunResult::Done << true << 1;
    QTest::newRow("failed") << RunResult::Failed << true << 2;
    QTest::newRow("cancelled here") << RunResult::Cancelled << true << 0;
    QTest::newRow("cancelled elsewhere") << RunResult::Cancelled << false << 2;
    QTest::newRow("of the command line") << RunResult::Done << false << 1;
}

void TestNotifier::runsThatEnd()
{
    QFETCH(RunResult, result);
    QFETCH(bool, ours);
    QFETCH(int, said);
    WorkspaceHub hub;
    Runs runs(hub);
    News news(hub, runs);
    QSignalSpy happened(&news, &News::happened);
    auto owned = std::make_unique<GivenSource>();
    GivenSource *source = owned.get();
    hub.setSource(std::move(owned));
    RunState run = demo::run(10, QDateTime::currentDateTimeUtc());
    run.header.pid = ours ? QCoreApplication::applicationPid() : 1;
    run.result = RunResult::Running;
    emit source->runsChanged({run});
    QCOMPARE(happened.size(), 0);
    run.result = result;
    emit source->runsChanged({run});
    QCOMPARE(happened.size(), said > 0 ? 1 : 0);
    if (said > 0)
        QCOMPARE(happened.first().at(2).toBool(), said == 2);
}

void TestNotifier::unhealthyOnce()
{
    WorkspaceHub hub;
    Runs runs(hub);
    News news(hub, runs);
    QSignalSpy happened(&news, &News::happened);
    auto owned = std::make_unique<GivenSource>();
    GivenSource *source = owned.get();
    hub.setSource(std::move(owned));
    WorkspaceSnapshot snapshot = demo::snapshot();
    snapshot.engine.availability = EngineView::Availability::Available;
    for (IdaView &ida : snapshot.idas) {
        for (ServiceView &service : ida.services) {
            service.state = ServiceState::Running;
            service.health = Health::Healthy;
        }
    }
    emit source->snapshotChanged(snapshot);
    WorkspaceSnapshot bad = snapshot;
    bad.idas.first().services.first().health = Health::Unhealthy;
    emit source->snapshotChanged(bad);
    QCOMPARE(happened.size(), 1);
    // The engine goes and comes back: nothing new was learned.
    WorkspaceSnapshot gone = bad;
    gone.engine.availability = EngineView::Availability::Unavailable;
    emit source->snapshotChanged(gone);
    emit source->snapshotChanged(bad);
    QCOMPARE(happened.size(), 1);
    emit source->snapshotChanged(snapshot);
    emit source->snapshotChanged(bad);
    QCOMPARE(happened.size(), 2);
}

QTEST_GUILESS_MAIN(TestNotifier)
#include "tst_notifier.moc"
