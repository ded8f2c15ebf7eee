// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "store/comparingruns.h"

#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Kind = RunDifference::Kind;

RunStep
step(const QString &id, StepState state = StepState::Done, std::chrono::milliseconds duration = 0ms)
{
    RunStep made;
    made.id = id;
    made.ida = id.section(u':', 1);
    made.title = u"Title of "_s + id;
    made.state = state;
    made.duration = duration;
    return made;
}

RunState run(const QString &id,
             QList<RunStep> steps,
             RunResult result = RunResult::Done,
             std::chrono::milliseconds duration = 0ms)
{
    RunState made;
    made.header.id = id;
    made.header.command = u"devstack up"_s;
    made.steps = std::move(steps);
    made.result = result;
    made.duration = duration;
    return made;
}

IdaAtRun ida(const QString &name, const QString &commit)
{
    return {name, commit, false, u"develop"_s, {}, {}, {{u"app"_s, u"sha256:aaaaaaaaaaaaaaaa"_s}}};
}

/// "kind ida what: a → b", a line each.
QString textOf(const QList<RunDifference> &differences)
{
    QStringList lines;
    for (const RunDifference &one : differences)
        lines += u"%1 %2 %3: %4 → %5"_s.arg(toString(one.kind), one.ida, one.what, one.a, one.b)
                     .simplified();
    return lines.join(u'\n');
}

} // namespace

class ComparingRunsTest : public QObject
{
    Q_OBJECT

private slots:
    void theSame()
    {
        const RunState one = run(u"1"_s, {step(u"start:a"_s, StepState::Done, 3s)});
        QVERIFY(differencesOf(one, one).isEmpty());
        QVERIFY(differencesOf({}, {}).isEmpty());
    }

    void stepsAndStates()
    {
        RunStep broken = step(u"seed:a"_s, StepState::Failed);
        broken.reason = u"no table\nand more"_s;
        const RunState a = run(u"1"_s, {step(u"clone:a"_s), step(u"start:a"_s), step(u"seed:a"_s)});
        const RunState b
            = run(u"2"_s, {step(u"start:a"_s), broken, step(u"health:a"_s)}, RunResult::Failed);
        QCOMPARE(textOf(differencesOf(a, b)),
                 u"result : done → failed\n"
                 "step a Title of clone:a: done →\n"
                 "step a Title of health:a: → done\n"
                 "state a Title of seed:a: done → failed: no table"_s);
    }

    void timesGreatestFirst()
    {
        const RunState a = run(u"1"_s,
                               {step(u"build:a"_s, StepState::Done, 10s),
                                step(u"start:a"_s, StepState::Done, 100s),
                                step(u"seed:a"_s, StepState::Done, 20s),
                                step(u"image:a"_s, StepState::Done, 100ms)},
                               RunResult::Done,
                               130s);
        const RunState b = run(u"2"_s,
                               {step(u"build:a"_s, StepState::Done, 13s),
                                step(u"start:a"_s, StepState::Done, 105s), // less than a tenth
                                step(u"seed:a"_s, StepState::Done, 5s),
                                step(u"image:a"_s, StepState::Done, 400ms)}, // less than 0.5 s
                               RunResult::Done,
                               100s);
        const QList<RunDifference> found = differencesOf(a, b);
        QCOMPARE(textOf(found),
                 u"total : 2:10 → 1:40\n"
                 "time a Title of seed:a: 20 s → 5 s\n"
                 "time a Title of build:a: 10 s → 13 s"_s.replace(u"5 s"_s, formatted(5s)));
        QCOMPARE(found.at(0).longer, -30s);
        QCOMPARE(found.at(1).longer, -15s);
        QCOMPARE(found.at(2).longer, 3s);
    }

    void whatIdasWere()
    {
        RunState a = run(u"1"_s, {});
        RunState b = run(u"2"_s, {});
        a.idasThen = QList<IdaAtRun> {ida(u"a"_s, u"1111111111111111"_s), ida(u"gone"_s, u"1"_s)};
        b.idasThen = QList<IdaAtRun> {ida(u"a"_s, u"2222222222222222"_s), ida(u"new"_s, u"1"_s)};
        IdaAtRun &later = b.idasThen->first();
        later.dirty = true;
        later.mode = u"image"_s;
        later.variant = u"light"_s;
        later.configuration = u"records"_s;
        later.images = {{u"app"_s, u"sha256:bbbbbbbbbbbbbbbb"_s}, {u"db"_s, u"sha256:c"_s}};
        QCOMPARE(textOf(differencesOf(a, b)),
                 u"commit a : 111111111111 → 222222222222\n"
                 "changes a : none → uncommitted changes\n"
                 "mode a : develop → image\n"
                 "variant a : none → light\n"
                 "configuration a : none → records\n"
                 "image a app: aaaaaaaaaaaa → bbbbbbbbbbbb\n"
                 "image a db: not there yet → c\n"
                 "ida gone : there →\n"
                 "ida new : → there"_s);
        QVERIFY(notRecordedText(a, b).isEmpty());
    }

    void olderJournalsSaySo()
    {
        RunState a = run(u"1"_s, {});
        RunState b = run(u"2"_s, {});
        QVERIFY(notRecordedText(a, b).startsWith(u"Neither run"_s));
        b.idasThen = QList<IdaAtRun> {ida(u"a"_s, u"1"_s)};
        QVERIFY(notRecordedText(a, b).startsWith(u"The first run"_s));
        QVERIFY(notRecordedText(b, a).startsWith(u"The second run"_s));
        // What only one knows is no difference.
        QVERIFY(differencesOf(a, b).isEmpty());
    }

    void names_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("id"); // or the kind of the error
        QTest::newRow("newest") << u"1"_s << u"20261203T100000000Z-7"_s;
        QTest::newRow("oldest") << u"3"_s << u"20261201T100000000Z-5"_s;
        QTest::newRow("id") << u"20261202T100000000Z-6"_s << u"20261202T100000000Z-6"_s;
        QTest::newRow("begin of an id") << u"20261201"_s << u"20261201T100000000Z-5"_s;
        QTest::newRow("of several") << u"202612"_s << u"invalid-input"_s;
        QTest::newRow("too many") << u"4"_s << u"not-found"_s;
        QTest::newRow("zero") << u"0"_s << u"not-found"_s;
        QTest::newRow("nothing") << QString() << u"not-found"_s;
        QTest::newRow("no run") << u"yesterday"_s << u"not-found"_s;
        QTest::newRow("a lock") << u"state.lock"_s << u"invalid-input"_s;
        QTest::newRow("a path") << u"./state"_s << u"invalid-input"_s;
    }

    void names()
    {
        QFETCH(QString, name);
        QFETCH(QString, id);
        const QList<RunState> runs {run(u"20261203T100000000Z-7"_s, {}),
                                    run(u"20261202T100000000Z-6"_s, {}),
                                    run(u"20261201T100000000Z-5"_s, {})};
        const auto found = runNamed(runs, name);
        QCOMPARE(found ? found->header.id : toString(found.error().kind), id);
        if (!found)
            QVERIFY(!found.error().hint.isEmpty());
    }

    void theLastGoodOne()
    {
        QList<RunState> runs {run(u"5"_s, {}, RunResult::Failed),
                              run(u"4"_s, {}, RunResult::Failed),
                              run(u"3"_s, {}),
                              run(u"2"_s, {}),
                              run(u"1"_s, {}, RunResult::Cancelled)};
        runs[2].header.command = u"devstack seed a"_s;
        QCOMPARE(lastGoodBefore(runs, runs.at(0))->header.id, u"2"_s);
        runs[3].result = RunResult::Failed;
        QCOMPARE(lastGoodBefore(runs, runs.at(0))->header.id, u"3"_s);
        QVERIFY(!lastGoodBefore(runs, runs.at(2)));
    }

private:
    static QString formatted(std::chrono::milliseconds time)
    {
        return differencesOf(run(u"1"_s, {}, RunResult::Done, 0ms),
                             run(u"2"_s, {}, RunResult::Done, time))
            .first()
            .b;
    }
};

QTEST_GUILESS_MAIN(ComparingRunsTest)
#include "tst_comparingruns.moc"
