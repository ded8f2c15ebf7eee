// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/linefold.h"
#include "ui/text/logsearch.h"

#include <QElapsedTimer>
#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

class TestLogSearch : public QObject
{
    Q_OBJECT

private slots:
    void searches_data();
    void searches();
    void patternsEnd();
    void timesOfDay();
    void folds_data();
    void folds();
};

void TestLogSearch::searches_data()
{
    QTest::addColumn<QString>("search");
    QTest::addColumn<bool>("pattern");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("services");
    QTest::addColumn<int>("level");
    QTest::addColumn<bool>("sound");
    const int none = int(LogLevel::None);
    QTest::newRow("text") << u"no such table"_s << false << u"no such table"_s << QStringList()
                          << none << true;
    QTest::newRow("qualifiers") << u"service:app level:error  boom now"_s << false << u"boom now"_s
                                << QStringList {u"app"_s} << int(LogLevel::Error) << true;
    QTest::newRow("between words") << u"a service:x b service:y"_s << false << u"a  b"_s
                                   << QStringList({u"x"_s, u"y"_s}) << none << true;
    QTest::newRow("no qualifier") << u"microservice:x http://a"_s << false
                                  << u"microservice:x http://a"_s << QStringList() << none << true;
    QTest::newRow("being typed") << u"level:"_s << false << QString() << QStringList() << none
                                 << true;
    QTest::newRow("quoted") << u"service:\"a b\""_s << false << QString() << QStringList {u"a b"_s}
                            << none << true;
    QTest::newRow("no level") << u"level:loud"_s << false << QString() << QStringList() << none
                              << false;
    QTest::newRow("no time") << u"after:noon"_s << false << QString() << QStringList() << none
                             << false;
    QTest::newRow("no pattern") << u"("_s << true << u"("_s << QStringList() << none << false;
    QTest::newRow("pattern") << u"level:warn 50\\d"_s << true << u"50\\d"_s << QStringList()
                             << int(LogLevel::Warning) << true;
}

void TestLogSearch::searches()
{
    QFETCH(QString, search);
    QFETCH(bool, pattern);
    const LogSearch parsed = LogSearch::parse(search, pattern, QDateTime::currentDateTime());
    QTEST(parsed.text, "text");
    QTEST(parsed.services, "services");
    QTEST(int(parsed.level), "level");
    QTEST(parsed.problem.isEmpty(), "sound");
}

void TestLogSearch::patternsEnd()
{
    // Tried in every way, each of these lines would take a good part of a second.
    const LogSearch parsed = LogSearch::parse(u"(a+)+$"_s, true, QDateTime::currentDateTime());
    const QString line = QString(64, u'a') + u'b';
    QElapsedTimer clock;
    clock.start();
    for (int i = 0; i < 200; ++i)
        QCOMPARE(parsed.matchIn(line).first, -1);
    QVERIFY(clock.elapsed() < 10'000);
    QCOMPARE(parsed.matchIn(u"b aaa"_s).first, 2);
}

void TestLogSearch::timesOfDay()
{
    const QDateTime now(QDate(2026, 11, 30), QTime(14, 30));
    const auto after = [&](const QString &word) {
        return QDateTime::fromMSecsSinceEpoch(
            LogSearch::parse(u"after:"_s + word, false, now).afterNano / 1'000'000);
    };
    QCOMPARE(after(u"14:03"_s), QDateTime(QDate(2026, 11, 30), QTime(14, 3)));
    QCOMPARE(after(u"14:03:12"_s), QDateTime(QDate(2026, 11, 30), QTime(14, 3, 12)));
    QCOMPARE(after(u"15:00"_s), QDateTime(QDate(2026, 11, 29), QTime(15, 0)));
    QCOMPARE(after(u"10m"_s), QDateTime(QDate(2026, 11, 30), QTime(14, 20)));
    QCOMPARE(after(u"2026-11-21T18:30:00"_s), QDateTime(QDate(2026, 11, 21), QTime(18, 30)));
}

void TestLogSearch::folds_data()
{
    QTest::addColumn<QList<QByteArray>>("lines");
    QTest::addColumn<QList<int>>("entries"); // lines of each
    QTest::addColumn<int>("telling"); // of the first
    QTest::newRow("plain") << QList<QByteArray> {"one", "  two", "three"} << QList<int> {1, 1, 1}
                           << 0;
    QTest::newRow("Python") << QList<QByteArray> {"Traceback (most recent call last):",
                                                  "  File \"a.py\", line 1, in f",
                                                  "    g()",
                                                  "ValueError: no",
                                                  "INFO next"}
                            << QList<int> {4, 1} << 3;
    QTest::newRow("Java") << QList<QByteArray> {"java.lang.IllegalStateException: no",
                                                "\tat a.B.c(B.java:1)",
                                                "Caused by: java.io.IOException: x",
                                                "\tat d.E.f(E.java:2)",
                                                "\t... 12 more",
                                                "next"}
                          << QList<int> {5, 1} << 0;
    QTest::newRow("Node") << QList<QByteArray> {"Error: boom",
                                                "    at f (/a.js:1:2)",
                                                "    at g (/a.js:3:4)",
                                                "{}"}
                          << QList<int> {3, 1} << 0;
    QTest::newRow("two traces") << QList<QByteArray> {"Traceback (most recent call last):",
                                                      "E: a",
                                                      "Traceback (most recent call last):",
                                                      "E: b"}
                                << QList<int> {2, 2} << 1;
    QTest::newRow("a frame alone") << QList<QByteArray> {"    at the door"} << QList<int> {1} << 0;
}

void TestLogSearch::folds()
{
    QFETCH(QList<QByteArray>, lines);
    QFETCH(QList<int>, entries);
    LineFold fold;
    QList<int> sizes;
    int telling = 0;
    for (const QByteArray &line : lines) {
        if (!fold.goesOn(line))
            sizes.append(0);
        ++sizes.last();
        if (sizes.size() == 1)
            telling = fold.tellingLine();
    }
    QCOMPARE(sizes, entries);
    QTEST(telling, "telling");
}

QTEST_GUILESS_MAIN(TestLogSearch)
#include "tst_logsearch.moc"
