// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/models/logmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

namespace {

QList<LogRow> lines(int count, int from = 0)
{
    QList<LogRow> list;
    for (int i = from; i < from + count; ++i) {
        const QString text = i % 10 == 0 ? u"ERROR line %1"_s.arg(i) : u"INFO line %1"_s.arg(i);
        list.append({QDateTime(), u"a/app"_s, levelOf(text), parseAnsi(text)});
    }
    return list;
}

} // namespace

class TestLogModel : public QObject
{
    Q_OBJECT
private slots:
    void levels_data();
    void levels();
    void readsALogLine();
    void isBoundedAndBatched();
    void filters();
    void brokenPatternShowsNothing();
    void staysFluid();
};

void TestLogModel::levels_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("level");
    QTest::newRow("error") << "2026-11-21 ERROR something" << int(LogLevel::Error);
    QTest::newRow("warning") << "[WARN] slow" << int(LogLevel::Warning);
    QTest::newRow("info") << "INFO: ok" << int(LogLevel::Info);
    QTest::newRow("debug") << "DEBUG x" << int(LogLevel::Debug);
    QTest::newRow("none") << "GET /terrors/ 200" << int(LogLevel::None);
    QTest::newRow("a traceback") << "Traceback (most recent call last):" << int(LogLevel::Error);
    QTest::newRow("too far in") << QString(100, u'x') + u" ERROR"_s << int(LogLevel::None);
}

void TestLogModel::levels()
{
    QFETCH(QString, text);
    QTEST(int(levelOf(text)), "level");
}

void TestLogModel::readsALogLine()
{
    LogModel model;
    const QDateTime time = QDateTime::currentDateTimeUtc();
    model.append({logRow({u"a"_s, u"app"_s, time, true, u"\x1b[31mERROR\x1b[0m no"_s}),
                  logRow({u"a"_s, u"app"_s, time, false, u"fine"_s})});
    const auto value = [&model](int row, LogModel::Role role) {
        return model.data(model.index(row), int(role));
    };
    QCOMPARE(value(0, LogModel::Role::Text).toString(), u"ERROR no"_s);
    QCOMPARE(value(0, LogModel::Role::Source).toString(), u"a/app"_s);
    QCOMPARE(value(0, LogModel::Role::Level).toInt(), int(LogLevel::Error));
    QVERIFY(value(0, LogModel::Role::FromStderr).toBool());
    QVERIFY(!value(1, LogModel::Role::FromStderr).toBool());
    QCOMPARE(model.line(0).content.runs.size(), 1);
}

void TestLogModel::isBoundedAndBatched()
{
    LogModel model(1000);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    model.append(lines(800));
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(model.errors(), 80);
    model.append(lines(800, 800));
    QCOMPARE(inserted.size(), 2);
    QCOMPARE(removed.size(), 1);
    QCOMPARE(model.total(), 1000);
    QCOMPARE(model.errors(), 100);
    QCOMPARE(model.line(0).content.text, u"ERROR line 600"_s);
    model.append(lines(5000, 1600));
    QCOMPARE(model.total(), 1000);
    QCOMPARE(model.line(999).content.text, u"INFO line 6599"_s);
}

void TestLogModel::filters()
{
    LogModel model(100'000);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.append(lines(12'000));
    model.setMinimumLevel(LogLevel::Error);
    QTRY_COMPARE(model.count(), 1'200);
    // Lines that come while a filter is on pass it too.
    model.append(lines(1000, 12'000));
    QCOMPARE(model.count(), 1'300);
    model.setFilter(u"LINE 1230"_s);
    QTRY_COMPARE(model.count(), 2); // 1230 and 12300 are errors
    model.setIsPattern(true);
    model.setFilter(u"line 12\\d0$"_s);
    QTRY_COMPARE(model.count(), 10);
    QCOMPARE(model.nextOfLevel(-1, LogLevel::Error), 0);
    model.setFilter({});
    model.setMinimumLevel(LogLevel::None);
    QTRY_COMPARE(model.count(), 13'000);
    model.clear();
    QCOMPARE(model.total(), 0);
}

void TestLogModel::brokenPatternShowsNothing()
{
    LogModel model;
    model.append(lines(10));
    model.setIsPattern(true);
    model.setFilter(u"("_s);
    QTRY_COMPARE(model.count(), 0);
    QVERIFY(!model.filterProblem().isEmpty());
}

void TestLogModel::staysFluid()
{
    LogModel model(100'000);
    QList<LogRow> batch = lines(1000);
    for (int i = 0; i < 150; ++i)
        model.append(batch);
    QCOMPARE(model.total(), 100'000);
    QBENCHMARK_ONCE
    {
        model.append(batch);
    }
}

QTEST_GUILESS_MAIN(TestLogModel)
#include "tst_logmodel.moc"
