// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/provisioning/exclusions.h"
#include "service/provisioning/planning.h"
#include "service/provisioning/provisionround.h"
#include "service/workspaceinternals.h"
#include "workspacefolder.h"

#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

/// a declares to need b, c refers to b, b has no compose file.
class TestLeftOut : public QObject
{
    Q_OBJECT

private slots:
    void othersGoOn_data();
    void othersGoOn();
    void untrustedHasItsHealthAddress();

private:
    testing::WorkspaceFolder m_folder;
};

void TestLeftOut::othersGoOn_data()
{
    QTest::addColumn<QStringList>("asked");
    QTest::addColumn<QString>("left"); // what runs, then what is said of the others
    QTest::newRow("all") << QStringList() << u"c d | b failed, a skipped"_s;
    QTest::newRow("one that refers to it") << QStringList {u"c"_s} << u"c | b failed"_s;
    QTest::newRow("one beside it") << QStringList {u"d"_s} << u"d | "_s;
    QTest::newRow("itself") << QStringList {u"b"_s} << u"“b” has no compose file."_s;
    QTest::newRow("one that needs it") << QStringList {u"a"_s} << u"“b” has no compose file."_s;
    QTest::newRow("both kinds") << QStringList {u"b"_s, u"d"_s} << u"d | b failed"_s;
}

void TestLeftOut::othersGoOn()
{
    QFETCH(QStringList, asked);
    QFETCH(QString, left);
    m_folder.write(u"devstack.yml"_s, "version: 1\nidas:\n  a: {}\n  b: {}\n  c: {}\n  d: {}\n");
    m_folder.write(u"a/docker-compose.yml"_s,
                   "services:\n  app: {build: .}\nx-devstack:\n  depends_on:\n    b: {}\n");
    m_folder.write(u"b/README"_s, "Nothing to run.\n");
    m_folder.write(u"c/docker-compose.yml"_s, "services:\n  app: {build: .}\n");
    m_folder.write(u"d/docker-compose.yml"_s, "services:\n  app: {build: .}\n");
    ProvisionRound run;
    run.definition = m_folder.read();
    run.definition.graph.addEdge({u"c"_s, u"b"_s, {true, false}, false, false, {}});
    const auto idas = run.definition.selection(asked);
    QVERIFY(idas);
    run.idas = *idas;
    const auto done = leaveOut(run, asked, problemsOf(run.definition, *idas));
    QString found;
    if (done) {
        run.idas.sort();
        QStringList said;
        for (const Step &step : run.leftOut) {
            QVERIFY(!step.reason.isEmpty());
            said += step.ida + u' ' + toString(step.state);
        }
        found = run.idas.join(u' ') + u" | "_s + said.join(u", "_s);
    } else {
        found = done.error().message;
    }
    QCOMPARE(found, left);
}

/// A plan before trust names the address that will be asked after it.
void TestLeftOut::untrustedHasItsHealthAddress()
{
    m_folder.write(u"devstack.yml"_s, "version: 1\nidas:\n  a: {}\n");
    m_folder.write(u"a/docker-compose.yml"_s,
                   "services:\n  app: {image: \"debian:bookworm-slim\", ports: [\"8000:8000\"]}\n"
                   "x-devstack:\n  version: 1\n  urls:\n"
                   "    web: {url: \"http://localhost:8000/\", health: /health/}\n");
    const WorkspaceDefinition definition = m_folder.read();
    const auto plan = untrustedPlanIda(definition, *definition.find(u"a"_s));
    QVERIFY(plan);
    QCOMPARE(plan->urls.size(), 1);
    QVERIFY2(plan->urls.first().url.endsWith(u":8000/health/"), qPrintable(plan->urls.first().url));
}

QTEST_GUILESS_MAIN(TestLeftOut)
#include "tst_leftout.moc"
