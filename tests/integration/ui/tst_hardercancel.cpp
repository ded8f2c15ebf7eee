// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/gracefulstop.h"
#include "core/reporter.h"
#include "livedesktop.h"
#include "service/containers/lifecycle.h"
#include "support/shownlines.h"

#include <QElapsedTimer>

using namespace devstack;
using namespace devstack::testing;
using namespace Qt::StringLiterals;

/// A cancel in the window lets what changes data finish; the second one ends it at
/// once. On a real Engine.
class TestHarderCancel : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void cleanup();
    void theFirstWaitsTheSecondDoesNot();

private:
    QByteArray m_engine; ///< DOCKER_HOST as it was before the workspace's folder was made
    std::unique_ptr<LiveDesktop> m_live;
};

void TestHarderCancel::initTestCase()
{
    m_engine = qgetenv("DOCKER_HOST");
    m_live = std::make_unique<LiveDesktop>();
    if (m_engine.isEmpty())
        qunsetenv("DOCKER_HOST");
    else
        qputenv("DOCKER_HOST", m_engine);
    m_live->folder.write(u"devstack.yml"_s, "version: 1\nname: hardercancel\nidas:\n  shop: {}\n");
    m_live->folder.write(u"shop/docker-compose.yml"_s,
                         "services:\n  app:\n    image: debian:bookworm-slim\n    init: true\n"
                         "    command: sleep 600\n"
                         "x-devstack:\n  primary: app\n  bootstrap:\n"
                         "    - run: [sh, -c, 'echo begun; sleep 50; echo finished']\n");
    QVERIFY(m_live->open());
}

void TestHarderCancel::cleanup()
{
    SilentReporter reporter;
    const auto workspace = m_live->folder.open();
    OperationRequest request;
    request.confirmed = true;
    request.commandText = u"devstack down --volumes"_s;
    QVERIFY(down(*workspace, request, true, reporter, {}));
}

void TestHarderCancel::theFirstWaitsTheSecondDoesNot()
{
    Desktop &desktop = m_live->desktop;
    desktop.actions.provision(u"shop"_s);
    QTRY_VERIFY_WITH_TIMEOUT(desktop.actions.trustQuestions()->count() > 0, 20'000);
    desktop.actions.acceptTrust();
    QTRY_VERIFY_WITH_TIMEOUT(shownLines(*desktop.runs.output()).contains(u"begun"), 60'000);

    QElapsedTimer since;
    since.start();
    desktop.actions.cancel();
    QVERIFY(desktop.actions.cancelling());
    QVERIFY(!QTest::qWaitFor([&] { return !desktop.actions.busy(); }, 3'000)); // it may finish
    QVERIFY(desktop.runs.running());
    desktop.actions.cancel();
    QTRY_VERIFY_WITH_TIMEOUT(!desktop.actions.busy(), 20'000);
    QVERIFY(std::chrono::milliseconds(since.elapsed()) < kFinishingGrace);
    QTRY_COMPARE(desktop.runs.result(), runmark::Cancelled);
    QVERIFY(!shownLines(*desktop.runs.output()).contains(u"finished"));
    QVERIFY(desktop.actions.problem().isEmpty());
}

QTEST_MAIN(TestHarderCancel)
#include "tst_hardercancel.moc"
