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
    void hasRoles();
    void isBoundedAndBatched();
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

void TestLogModel::hasRoles()
{
    LogModel model;
    const QDateTime time = QDateTime::currentDateTimeUtc();
    const AnsiText text = parseAnsi(u"\x1b[31mERROR\x1b[0m no");
    model.append({{time, u"a/app"_s, LogLevel::Error, text, true}, {time, u"a/app"_s}});
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
    model.append(lines(800, 800));
    QCOMPARE(inserted.size(), 2);
    QCOMPARE(removed.size(), 1);
    QCOMPARE(model.count(), 1000);
    QCOMPARE(model.line(0).content.text, u"ERROR line 600"_s);
    model.append(lines(5000, 1600));
    QCOMPARE(model.count(), 1000);
    QCOMPARE(model.line(999).content.text, u"INFO line 6599"_s);
}

void TestLogModel::staysFluid()
{
    LogModel model(100'000);
    QList<LogRow> batch = lines(1000);
    for (int i = 0; i < 150; ++i)
        model.append(batch);
    QCOMPARE(model.count(), 100'000);
    QBENCHMARK_ONCE
    {
        model.append(batch);
    }
}

QTEST_GUILESS_MAIN(TestLogModel)
#include "tst_logmodel.moc"
