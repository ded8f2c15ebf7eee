// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/text.h"

#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestText : public QObject
{
    Q_OBJECT

private slots:
    void parsesDurations_data();
    void parsesDurations();
    void formatsDurations_data();
    void formatsDurations();
    void formatsBytes_data();
    void formatsBytes();
    void parsesBytes_data();
    void parsesBytes();
    void findsTheNearest_data();
    void findsTheNearest();
    void swappedLettersAreOneMistake();
    void makesPlainNames_data();
    void makesPlainNames();
    void makesPrintable_data();
    void makesPrintable();
    void makesSlugs_data();
    void makesSlugs();
};

void TestText::parsesDurations_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("milliseconds"); // -1: none
    const auto row = [](const char *text, qint64 expected) {
        QTest::newRow(text) << QString::fromLatin1(text) << expected;
    };
    row("5m", 300'000);
    row("30s", 30'000);
    row("1h30m", 5'400'000);
    row("250ms", 250);
    row("1m250ms", 60'250);
    row("1.5s", 1500);
    row("90", 90'000);
    row("0", 0);
    for (const char *bad :
         {"", "m", "5 m", "-5", "-5s", "5x", "s5", "nan", "inf", "1e300", "99999999999h", "5m!"})
        row(bad, -1);
}

void TestText::parsesDurations()
{
    QFETCH(QString, text);
    QFETCH(qint64, milliseconds);
    const auto parsed = parseDuration(text);
    QCOMPARE(parsed ? qint64(parsed->count()) : -1, milliseconds);
}

void TestText::formatsDurations_data()
{
    QTest::addColumn<qint64>("milliseconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("tenths") << qint64(430) << u"0.4 s"_s;
    QTest::newRow("nearly ten") << qint64(9960) << u"10 s"_s;
    QTest::newRow("seconds") << qint64(12'400) << u"12 s"_s;
    QTest::newRow("nearly a minute") << qint64(59'600) << u"1:00"_s;
    QTest::newRow("minutes") << qint64(141'000) << u"2:21"_s;
    QTest::newRow("hours") << qint64(3'723'000) << u"1:02:03"_s;
}

void TestText::formatsDurations()
{
    QFETCH(qint64, milliseconds);
    QTEST(formatDuration(std::chrono::milliseconds(milliseconds)), "text");
}

void TestText::formatsBytes_data()
{
    QTest::addColumn<qint64>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("bytes") << qint64(7) << u"7 B"_s;
    QTest::newRow("kilobytes") << qint64(1500) << u"2 kB"_s;
    QTest::newRow("nearly the next") << qint64(999'600) << u"1 MB"_s;
    QTest::newRow("megabytes") << qint64(12'000'000) << u"12 MB"_s;
    QTest::newRow("gigabytes") << qint64(1'340'000'000) << u"1.3 GB"_s;
}

void TestText::formatsBytes()
{
    QFETCH(qint64, bytes);
    QTEST(formatBytes(bytes), "text");
}

void TestText::parsesBytes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("bytes"); // -1: none
    const auto row = [](const char *text, qint64 expected) {
        QTest::newRow(text) << QString::fromLatin1(text) << expected;
    };
    row("1024", 1024);
    row("512m", 512ll << 20);
    row("1g", 1ll << 30);
    row("1.5GiB", 3ll << 29);
    row("10kb", 10240);
    for (const char *bad : {"", "g", "-1g", "1x", "99999999999999999999t", "1 2"})
        row(bad, -1);
}

void TestText::parsesBytes()
{
    QFETCH(QString, text);
    QFETCH(qint64, bytes);
    QCOMPARE(parseBytes(text).value_or(-1), bytes);
}

void TestText::findsTheNearest_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("expected");
    QTest::newRow("typo") << u"credentails"_s << u"credentials"_s;
    QTest::newRow("case") << u"LMS"_s << u"lms"_s;
    QTest::newRow("too far") << u"platform"_s << QString();
    QTest::newRow("hostile length") << QString(100'000, u'x') << QString();
}

void TestText::findsTheNearest()
{
    QFETCH(QString, word);
    QTEST(nearest(word, {u"credentials"_s, u"lms"_s, u"catalog"_s}).value_or(QString()),
          "expected");
}

void TestText::swappedLettersAreOneMistake()
{
    QCOMPARE(nearest(u"stauts"_s, {u"stats"_s, u"start"_s, u"status"_s}), u"status"_s);
    QCOMPARE(nearest(u"grpah"_s, {u"grab"_s, u"graph"_s}), u"graph"_s);
    QCOMPARE(nearest(u""_s, {u"status"_s}), std::nullopt);
}

void TestText::makesPlainNames_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("umlauts and a space") << u"Mäh Wörk"_s << u"maeh-woerk"_s;
    QTest::newRow("decomposed umlaut") << u"Ma\u0308h"_s << u"maeh"_s;
    QTest::newRow("accents") << u"Café Ñandú"_s << u"cafe-nandu"_s;
    QTest::newRow("several separators") << u" my   (old) stack! "_s << u"my-old-stack"_s;
    QTest::newRow("no letters of ours") << u"東京"_s << QString();
}

void TestText::makesPlainNames()
{
    QFETCH(QString, text);
    QTEST(plainName(text), "expected");
}

void TestText::makesPrintable_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("plain") << u"a ä 😀\tb"_s << u"a ä 😀\tb"_s;
    QTest::newRow("escape") << u"\x1b[31mred"_s << u"\\x1b[31mred"_s;
    QTest::newRow("line ends") << u"a\nb\rc"_s << u"a\\x0ab\\x0dc"_s;
    QTest::newRow("eight-bit control") << u"a\u009bb"_s << u"a\\x9bb"_s;
    QTest::newRow("override") << u"a\u202egnp.exe"_s << u"a\\u202egnp.exe"_s;
    QTest::newRow("invisible") << u"a\u200bb"_s << u"a\\u200bb"_s;
}

void TestText::makesPrintable()
{
    QFETCH(QString, text);
    QTEST(printable(text), "expected");
}

void TestText::makesSlugs_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("plain") << u"credentials"_s << u"credentials"_s;
    QTest::newRow("mixed") << u"Edx Platform.1"_s << u"edx-platform-1"_s;
    QTest::newRow("edges") << u"-_a_-"_s << u"a_"_s;
    QTest::newRow("nothing usable") << u"äöü"_s << u"x"_s;
    QTest::newRow("empty") << QString() << u"x"_s;
    QTest::newRow("path") << u"../etc"_s << u"etc"_s;
}

void TestText::makesSlugs()
{
    QFETCH(QString, text);
    QTEST(slug(text), "expected");
}

QTEST_GUILESS_MAIN(TestText)
#include "tst_text.moc"
