// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/reporter.h"
#include "livedesktop.h"
#include "service/containers/lifecycle.h"
#include "store/runjournal.h"
#include "support/shownlines.h"

using namespace devstack;
using namespace devstack::testing;
using namespace Qt::StringLiterals;

/// Every click makes a run that says how it went. On a real Engine.
class TestClicks : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void cleanupTestCase();
    void trustAndGoOnIsOneRun();
    void nothingToDo();
    void aCommandThatFails();
    void aBrokenFile();

private:
    Runs &runs() { return m_live->desktop.runs; }
    Actions &actions() { return m_live->desktop.actions; }
    int journals() const { return int(runJournals(m_live->folder.open()->runsFolder()).size()); }

    QByteArray m_engine; ///< DOCKER_HOST as it was before the workspace's folder was made
    std::unique_ptr<LiveDesktop> m_live;
};

namespace {

const QByteArray kCompose = "services:\n  app:\n    image: debian:bookworm-slim\n    init: true\n"
                            "    command: sleep 600\n"
                            "x-devstack:\n  primary: app\n  commands:\n"
                            "    test: {run: [sh, -c, 'echo two of three failed; exit 7']}\n";

} // namespace

void TestClicks::initTestCase()
{
    m_engine = qgetenv("DOCKER_HOST");
    m_live = std::make_unique<LiveDesktop>();
    if (m_engine.isEmpty())
        qunsetenv("DOCKER_HOST");
    else
        qputenv("DOCKER_HOST", m_engine);
    m_live->folder.write(u"devstack.yml"_s, "version: 1\nname: clicks\nidas:\n  shop: {}\n");
    m_live->folder.write(u"shop/docker-compose.yml"_s, kCompose);
    QVERIFY(m_live->open());
}

void TestClicks::cleanupTestCase()
{
    m_live->folder.write(u"shop/docker-compose.yml"_s, kCompose);
    SilentReporter reporter;
    const auto workspace = m_live->folder.open();
    OperationRequest request;
    request.confirmed = true;
    request.commandText = u"devstack down --volumes"_s;
    QVERIFY(down(*workspace, request, true, reporter, {}));
}

void TestClicks::trustAndGoOnIsOneRun()
{
    actions().provision(u"shop"_s);
    QTRY_VERIFY_WITH_TIMEOUT(actions().trustQuestions()->count() > 0, 20'000);
    actions().acceptTrust();
    QTRY_VERIFY_WITH_TIMEOUT(runs().totalSteps() > 0 && !runs().running(), 60'000);
    QCOMPARE(runs().result(), runmark::Done);
    QCOMPARE(runs().doneSteps(), runs().totalSteps());
    QCOMPARE(journals(), 1);
}

void TestClicks::nothingToDo()
{
    QTRY_VERIFY(!actions().busy());
    actions().provision(u"shop"_s);
    QTRY_VERIFY_WITH_TIMEOUT(runs().note().startsWith(u"Everything is up to date: "), 20'000);
    QCOMPARE(runs().resultWord(), u"up to date"_s);
    QCOMPARE(runs().totalSteps(), 0);
    QVERIFY(runs().checkedSteps() > 0);
    QCOMPARE(journals(), 2);
    QTRY_COMPARE(runs().runs()->count(), 2);
}

void TestClicks::aCommandThatFails()
{
    QTRY_VERIFY(!actions().busy());
    actions().openCommand(u"shop"_s, u"test"_s);
    QTRY_VERIFY_WITH_TIMEOUT(runs().result() == runmark::Failed, 20'000);
    QCOMPARE(runs().title(), u"Run shop: test"_s);
    QVERIFY(shownLines(*runs().output()).contains(u"two of three failed"_s));
    QVERIFY2(runs().stepReason().contains(u"7"_s), qPrintable(runs().stepReason()));
    QVERIFY(!runs().problem().isEmpty());
}

void TestClicks::aBrokenFile()
{
    QTRY_VERIFY(!actions().busy());
    m_live->folder.write(u"shop/docker-compose.yml"_s, "services:\n  app: [oops\n");
    QTRY_VERIFY_WITH_TIMEOUT(
        m_live->desktop.session.filesProblem().contains(u"docker-compose.yml:"_s), 5'000);
    actions().provision(u"shop"_s);
    QTRY_VERIFY_WITH_TIMEOUT(runs().problem().contains(u"docker-compose.yml"_s), 20'000);
    QCOMPARE(runs().result(), runmark::Failed);
    QCOMPARE(runs().title(), u"Provision shop"_s);
    QTRY_COMPARE(actions().problem(), runs().problem());
    m_live->folder.write(u"shop/docker-compose.yml"_s, kCompose);
    QTRY_VERIFY_WITH_TIMEOUT(m_live->desktop.session.filesProblem().isEmpty(), 5'000);
    QTRY_VERIFY(actions().problem().isEmpty());
}

QTEST_MAIN(TestClicks)
#include "tst_clicks.moc"
