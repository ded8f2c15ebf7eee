// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "engine/logs.h"
#include "scratch.h"

#include <QElapsedTimer>
#include <QTest>

using namespace devstack;
using namespace devstack::test;
using namespace Qt::StringLiterals;

/// Reading logs of real containers.
class TestLogs : public QObject
{
    Q_OBJECT

private slots:
    void lines_data();
    void lines();
    void followEndsWithTheContainer();
    void followStops();
    void throughput();
};

void TestLogs::lines_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<bool>("timestamps");
    QTest::newRow("framed") << QStringList() << true;
    QTest::newRow("framed, no times") << QStringList() << false;
    QTest::newRow("terminal") << QStringList {u"-t"_s} << true;
}

void TestLogs::lines()
{
    QFETCH(const QStringList, options);
    QFETCH(const bool, timestamps);
    const QString script
        = u"echo one; echo zwei ü; head -c 40000 /dev/zero | tr '\\0' a; echo; echo end"_s;
    const ScratchContainer box({u"sh"_s, u"-c"_s, script}, options);
    std::vector<LogLine> lines;
    LogQuery query;
    query.follow = true;
    query.timestamps = timestamps;
    const auto read = readLogs(
        engine(),
        box.name(),
        query,
        [&](std::vector<LogLine> &&more) { lines.insert(lines.end(), more.begin(), more.end()); },
        {});
    QVERIFY2(read, qPrintable(read ? QString() : read.error().toText()));
    QCOMPARE(lines.size(), 4U);
    QCOMPARE(lines[0].text, u"one"_s);
    QCOMPARE(lines[1].text, u"zwei ü"_s);
    QCOMPARE(lines[2].text, QString(40000, u'a'));
    QCOMPARE(lines[3].text, u"end"_s);
    QCOMPARE(lines[3].timeNano > lines[0].timeNano, timestamps);

    query.follow = false;
    query.tail = 1;
    lines.clear();
    QVERIFY(readLogs(
        engine(), box.name(), query, [&](std::vector<LogLine> &&more) { lines = more; }, {}));
    QCOMPARE(lines.size(), 1U);
    QCOMPARE(lines[0].text, u"end"_s);
}

void TestLogs::followEndsWithTheContainer()
{
    const ScratchContainer box(
        {u"sh"_s, u"-c"_s, u"echo out; echo err >&2; sleep 0.3; echo late"_s});
    QStringList out;
    QStringList err;
    LogQuery query;
    query.follow = true;
    QVERIFY(readLogs(engine(),
                     box.name(),
                     query,
                     [&](std::vector<LogLine> &&more) {
                         for (const LogLine &line : more)
                             (line.stream == OutputLine::Stream::Out ? out : err) += line.text;
                     },
                     {}));
    QCOMPARE(out, (QStringList {u"out"_s, u"late"_s}));
    QCOMPARE(err, QStringList {u"err"_s});
}

void TestLogs::followStops()
{
    const ScratchContainer box({u"sh"_s, u"-c"_s, u"echo one; sleep 300"_s});
    std::stop_source stop;
    LogQuery query;
    query.follow = true;
    const auto read = readLogs(
        engine(),
        box.name(),
        query,
        [&](std::vector<LogLine> &&) { stop.request_stop(); },
        stop.get_token());
    QVERIFY(!read);
    QCOMPARE(toString(read.error().kind), toString(Error::Kind::Cancelled));
}

void TestLogs::throughput()
{
    constexpr int kLines = 300'000;
    const ScratchContainer box(
        {u"sh"_s, u"-c"_s, u"seq -f 'line %.0f of a log with some text in it' 300000"_s});
    QVERIFY(docker({u"wait"_s, box.name()}));
    QElapsedTimer timer;
    timer.start();
    int count = 0;
    QString last;
    QVERIFY(readLogs(engine(),
                     box.name(),
                     {},
                     [&](std::vector<LogLine> &&more) {
                         count += int(more.size());
                         last = more.back().text;
                     },
                     {}));
    QCOMPARE(count, kLines);
    QCOMPARE(last, u"line %1 of a log with some text in it"_s.arg(kLines));
    qInfo("%.0f log lines per second", count * 1000.0 / double(timer.elapsed()));
}

QTEST_GUILESS_MAIN(TestLogs)
#include "tst_logs.moc"
