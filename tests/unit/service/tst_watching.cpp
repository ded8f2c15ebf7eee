// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/observing/watch.h"
#include "service/workspaceinternals.h"
#include "support/fakeengine.h"
#include "workspacefolder.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <memory>
#include <mutex>
#include <utility>

using namespace devstack;
using namespace devstack::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A workspace with one service, an engine that says what it is told to, and the watch over both.
class WatchedWorkspace
{
public:
    explicit WatchedWorkspace(std::chrono::milliseconds lookAgain = 20s)
    {
        mendFile();
        m_folder.write(u"shop/docker-compose.yml"_s, "services: {app: {image: x}}\n");
        m_workspace = m_folder.open();
        m_fake.reply("GET /v1.41/version", answer(R"({"Version":"1.2.3","ApiVersion":"1.41"})"));
        m_fake.reply("GET /v1.41/events", {"HTTP/1.1 200 OK\r\n\r\n", 0, true});
        list("running", "Up 2 minutes");
        m_workspace->internals().endpoint = m_fake.endpoint();
        m_workspace->internals().engineClient.emplace(m_fake.endpoint());
        m_watch = std::make_unique<WorkspaceWatch>(
            m_workspace,
            [this](const WorkspaceSnapshot &snapshot) {
                const std::scoped_lock lock(m_mutex);
                const ServiceView service = snapshot.idas.value(0).services.value(0);
                m_states += toString(service.state);
                m_latest = service;
                m_hasProblem = snapshot.problem.has_value();
                m_isEngineThere
                    = snapshot.engine.availability == EngineView::Availability::Available;
            },
            lookAgain);
    }
    ~WatchedWorkspace() { m_watch.reset(); }

    /// What the list answers from now on.
    void list(const QByteArray &state, const QByteArray &status)
    {
        m_fake.reply("GET /v1.41/containers/json",
                     answer(R"([{"Id":"c1","Names":["/w-shop-app"],"State":")" + state
                            + R"(","Status":")" + status + R"(","Labels":)" + labels() + "}]"));
    }
    void mendFile() const
    {
        m_folder.write(u"devstack.yml"_s, "version: 1\nname: w\nidas: {shop: {}}\n");
    }
    void breakFile() const { m_folder.write(u"devstack.yml"_s, "version: 1\nidas: [\n"); }
    bool hasProblem() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_hasProblem;
    }
    /// The list is taken and never answered.
    void hangList() { m_fake.reply("GET /v1.41/containers/json", {{}, 0, true}); }
    void inspected(const QByteArray &fields)
    {
        m_fake.reply("GET /v1.41/containers/c1/json", answer(fields));
    }
    bool isEngineThere() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_isEngineThere;
    }
    void listNothing() { m_fake.reply("GET /v1.41/containers/json", answer("[]")); }
    void tell(const QByteArray &action, qint64 nano, const QByteArray &attributes = {})
    {
        QByteArray all = labels();
        if (!attributes.isEmpty())
            all.insert(1, attributes + ',');
        m_fake.push(R"({"Type":"container","Action":")" + action
                    + R"(","Actor":{"ID":"c1","Attributes":)" + all + R"(},"timeNano":)"
                    + QByteArray::number(nano) + "}\n");
    }
    ServiceView latest() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_latest;
    }
    QString state() const { return toString(latest().state); }
    /// Every state that was shown since the last call.
    QStringList takeStates()
    {
        const std::scoped_lock lock(m_mutex);
        return std::exchange(m_states, {});
    }
    /// Until the events stream is open.
    bool isListening() const
    {
        for (const QByteArray &request : m_fake.requests()) {
            if (request.contains("/events"))
                return true;
        }
        return false;
    }
    int lists() const
    {
        return int(std::ranges::count_if(m_fake.requests(), [](const QByteArray &request) {
            return request.contains("/containers/json");
        }));
    }
    WorkspaceWatch &watch() { return *m_watch; }

private:
    QByteArray labels() const
    {
        return R"({"devstack.workspace":")" + m_workspace->id().toUtf8()
            + R"(","devstack.ida":"shop","devstack.service":"app"})";
    }

    testing::WorkspaceFolder m_folder;
    FakeEngine m_fake;
    std::shared_ptr<Workspace> m_workspace;
    mutable std::mutex m_mutex;
    QStringList m_states;
    ServiceView m_latest;
    bool m_hasProblem = false;
    bool m_isEngineThere = false;
    std::unique_ptr<WorkspaceWatch> m_watch;
};

} // namespace

/// The window and `status --watch` see what happens, whatever order or delay the Engine's events
/// and lists have.
class TestWatching : public QObject
{
    Q_OBJECT

private slots:
    void deathBeforeTheList();
    void doubledAndLateEvents();
    void lostEventsHeal();
    void noStatisticsNoService();
    void removedBehindTheList();
    void brokenWorkspaceKeepsWatching();
    void quietIsQuiet();
    void anEngineThatHangsIsTold();
    void aLoopIsToldUntilItSettles();
};

void TestWatching::deathBeforeTheList()
{
    WatchedWorkspace workspace;
    QTRY_COMPARE(workspace.state(), u"running"_s);
    QTRY_VERIFY(workspace.isListening());
    QTest::qWait(100);
    workspace.takeStates();
    QElapsedTimer since;
    since.start();
    workspace.tell("die", 1000, R"("exitCode":"137")");
    QTRY_COMPARE_WITH_TIMEOUT(workspace.state(), u"exited"_s, 2000);
    QVERIFY2(since.elapsed() < 1000, qPrintable(QString::number(since.elapsed())));
    QCOMPARE(workspace.latest().exitCode, std::optional(137));
    QTest::qWait(int(400 - std::min<qint64>(since.elapsed(), 399)));
    workspace.list("exited", "Exited (137) Less than a second ago");
    QTest::qWait(2300);
    // It never went back to running on the way.
    QCOMPARE(workspace.takeStates().count(u"running"_s), 0);
    QCOMPARE(workspace.latest().exitCode, std::optional(137));
}

void TestWatching::doubledAndLateEvents()
{
    WatchedWorkspace workspace;
    QTRY_COMPARE(workspace.state(), u"running"_s);
    QTRY_VERIFY(workspace.isListening());
    QTest::qWait(100);
    workspace.list("exited", "Exited (3) 1 second ago");
    workspace.tell("die", 3000, R"("exitCode":"3")");
    workspace.tell("die", 3000, R"("exitCode":"3")");
    QTRY_COMPARE(workspace.state(), u"exited"_s);
    workspace.takeStates();
    workspace.tell("start", 2000);
    QTest::qWait(700);
    QCOMPARE(workspace.takeStates().count(u"running"_s), 0);
    QCOMPARE(workspace.latest().exitCode, std::optional(3));
}

void TestWatching::lostEventsHeal()
{
    WatchedWorkspace workspace(500ms);
    QTRY_COMPARE(workspace.state(), u"running"_s);
    workspace.list("exited", "Exited (1) 1 second ago");
    QTRY_COMPARE_WITH_TIMEOUT(workspace.state(), u"exited"_s, 2000);
    workspace.list("running", "Up 1 second");
    QTRY_COMPARE_WITH_TIMEOUT(workspace.state(), u"running"_s, 2000);
}

void TestWatching::noStatisticsNoService()
{
    WatchedWorkspace workspace;
    QTRY_COMPARE(workspace.state(), u"running"_s);
    // The list is not asked again by itself for 20 s; the sample is taken at once.
    workspace.list("exited", "Exited (1) 1 second ago");
    workspace.watch().sampleResources(true);
    QTRY_COMPARE_WITH_TIMEOUT(workspace.state(), u"exited"_s, 2000);
}

void TestWatching::removedBehindTheList()
{
    WatchedWorkspace workspace;
    QTRY_COMPARE(workspace.state(), u"running"_s);
    QTRY_VERIFY(workspace.isListening());
    QTest::qWait(100);
    workspace.tell("destroy", 1000);
    QTRY_COMPARE_WITH_TIMEOUT(workspace.state(), u"missing"_s, 1000);
    workspace.takeStates();
    workspace.listNothing();
    QTest::qWait(2300);
    QCOMPARE(workspace.state(), u"missing"_s);
    QCOMPARE(workspace.takeStates().count(u"running"_s), 0);
}

void TestWatching::brokenWorkspaceKeepsWatching()
{
    WatchedWorkspace workspace;
    QTRY_COMPARE(workspace.state(), u"running"_s);
    QTRY_VERIFY(workspace.isListening());
    QTest::qWait(100);
    workspace.breakFile();
    QTRY_VERIFY(workspace.hasProblem());
    workspace.tell("die", 1000, R"("exitCode":"1")");
    QTRY_COMPARE_WITH_TIMEOUT(workspace.state(), u"exited"_s, 1500);
    QVERIFY(workspace.hasProblem());
    workspace.mendFile();
    QTRY_VERIFY(!workspace.hasProblem());
}

void TestWatching::quietIsQuiet()
{
    WatchedWorkspace workspace;
    QTRY_COMPARE(workspace.state(), u"running"_s);
    QTRY_VERIFY(workspace.isListening());
    QTest::qWait(500);
    const int before = workspace.lists();
    QTest::qWait(3000);
    QCOMPARE(workspace.lists(), before);
    // An event: the list at once, twice later, and not again.
    workspace.tell("pause", 1000);
    QTest::qWait(4000);
    QCOMPARE(workspace.lists() - before, 3);
}

void TestWatching::anEngineThatHangsIsTold()
{
    WatchedWorkspace workspace(500ms);
    QTRY_VERIFY(workspace.isEngineThere());
    workspace.hangList();
    QTRY_VERIFY_WITH_TIMEOUT(!workspace.isEngineThere(), 10'000);
    workspace.list("running", "Up 2 minutes");
    QTRY_VERIFY_WITH_TIMEOUT(workspace.isEngineThere(), 10'000);
}

void TestWatching::aLoopIsToldUntilItSettles()
{
    WatchedWorkspace workspace(500ms);
    QTRY_COMPARE(workspace.state(), u"running"_s);
    QCOMPARE(workspace.latest().reason, QString());
    workspace.inspected(R"({"Id":"c1","RestartCount":9,"State":{"Status":"running"}})");
    workspace.list("running", "Up 2 seconds");
    QTRY_COMPARE(workspace.latest().reason, u"app was started again 9 times"_s);
    workspace.list("running", "Up 45 seconds");
    QTest::qWait(700);
    QCOMPARE(workspace.latest().restarts, 9);
    workspace.list("running", "Up About a minute");
    QTRY_COMPARE_WITH_TIMEOUT(workspace.latest().reason, QString(), 5000);
}

QTEST_GUILESS_MAIN(TestWatching)
#include "tst_watching.moc"
