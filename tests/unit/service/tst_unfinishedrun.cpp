// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/provisioning/unfinishedrun.h"

#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

class TestUnfinishedRun : public QObject
{
    Q_OBJECT

private slots:
    void tells_data();
    void tells();
};

void TestUnfinishedRun::tells_data()
{
    QTest::addColumn<QString>("result");
    QTest::addColumn<int>("doneSince"); // seconds after the run began; 0: never
    QTest::addColumn<bool>("finished");
    QTest::addColumn<QStringList>("missing");
    const QStringList both {u"seed:a/base/1"_s, u"health:a/web"_s};
    QTest::newRow("done") << u"done"_s << 0 << true << QStringList {};
    QTest::newRow("still running") << QString() << 0 << true << QStringList {};
    QTest::newRow("cancelled") << u"cancelled"_s << 0 << true << both;
    QTest::newRow("interrupted") << u"interrupted"_s << 0 << true << both;
    QTest::newRow("done by a later run")
        << u"cancelled"_s << 60 << true << QStringList {u"health:a/web"_s};
    QTest::newRow("begun by a later run") << u"cancelled"_s << 60 << false << both;
    QTest::newRow("done by an earlier run only") << u"failed"_s << -60 << true << both;
}

void TestUnfinishedRun::tells()
{
    QFETCH(QString, result);
    QFETCH(int, doneSince);
    QFETCH(bool, finished);
    RunState run;
    run.header.start = QDateTime::currentDateTimeUtc();
    run.result = result;
    for (const auto &[id, state] : {std::pair(u"start:a/applications"_s, u"done"_s),
                                    std::pair(u"ready:a/db"_s, u"satisfied"_s),
                                    std::pair(u"seed:a/base/1"_s, u"cancelled"_s),
                                    std::pair(u"health:a/web"_s, u"skipped"_s)}) {
        RunStep step;
        step.id = id;
        step.state = state;
        run.steps += step;
    }
    QHash<QString, StepRecord> records;
    if (doneSince != 0) {
        records[u"seed:a/base/1"_s] = {finished, {}, {}, run.header.start.addSecs(doneSince), {}};
    }
    QStringList missing;
    if (const auto unfinished = unfinishedOf(run, records)) {
        for (const RunStep &step : unfinished->missing)
            missing += step.id;
    }
    QTEST(missing, "missing");
}

QTEST_GUILESS_MAIN(TestUnfinishedRun)
#include "tst_unfinishedrun.moc"
