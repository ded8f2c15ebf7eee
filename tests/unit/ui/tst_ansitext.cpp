// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/ansitext.h"

#include <QRandomGenerator>
#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

class TestAnsiText : public QObject
{
    Q_OBJECT
private slots:
    void reads_data();
    void reads();
    void survivesAnything();
};

void TestAnsiText::reads_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("runs");
    QTest::newRow("plain") << "hello"
                           << "hello"
                           << "";
    QTest::newRow("green") << "\x1b[32mOK\x1b[0m done"
                           << "OK done"
                           << "0+2 c2";
    QTest::newRow("bold bright") << "a\x1b[1;91mb"
                                 << "ab"
                                 << "1+1 c9 b";
    QTest::newRow("dim") << "\x1b[2mx\x1b[22my"
                         << "xy"
                         << "0+1 c-1 d";
    QTest::newRow("256 red") << "\x1b[38;5;196mr"
                             << "r"
                             << "0+1 c9";
    QTest::newRow("true colour") << "\x1b[38;2;0;205;0mg"
                                 << "g"
                                 << "0+1 c2";
    QTest::newRow("a background is dropped") << "\x1b[48;5;12mx"
                                             << "x"
                                             << "";
    QTest::newRow("cursor movement is dropped") << "\x1b[2J\x1b[Hx\x1b[10Cy"
                                                << "xy"
                                                << "";
    QTest::newRow("a title is dropped") << "\x1b]0;evil\x07x"
                                        << "x"
                                        << "";
    QTest::newRow("an unfinished escape") << "x\x1b[31"
                                          << "x"
                                          << "";
    QTest::newRow("tab") << "a\tb"
                         << "a       b"
                         << "";
    QTest::newRow("carriage return") << "10 %\r100 %"
                                     << "100 %"
                                     << "";
    QTest::newRow("a return at the end") << "x\r"
                                         << "x"
                                         << "";
    QTest::newRow("bell and backspace") << "a\x07\x08"
                                           "b"
                                        << "ab"
                                        << "";
}

void TestAnsiText::reads()
{
    QFETCH(QString, line);
    const AnsiText content = parseAnsi(line);
    QStringList runs;
    for (const TextRun &run : content.runs) {
        runs << u"%1+%2 c%3"_s.arg(run.start).arg(run.length).arg(run.color)
                + (run.bold ? u" b"_s : QString()) + (run.dim ? u" d"_s : QString());
    }
    QTEST(content.text, "text");
    QTEST(runs.join(u", "_s), "runs");
}

void TestAnsiText::survivesAnything()
{
    static const QString kAlphabet = u"\x1b\x1b[[;;mm0123456789]P\\\a\r\tab"_s;
    QRandomGenerator random(7);
    for (int round = 0; round < 20'000; ++round) {
        QString line;
        for (int i = random.bounded(40); i > 0; --i)
            line += kAlphabet.at(random.bounded(int(kAlphabet.size())));
        const AnsiText content = parseAnsi(line, 30);
        int end = 0;
        for (const TextRun &run : content.runs) {
            QVERIFY(run.start >= end && run.length > 0);
            end = run.start + run.length;
        }
        QVERIFY(end <= content.text.size());
        QVERIFY(!content.text.contains(u'\x1b'));
    }
    QCOMPARE(parseAnsi(QString(100'000, u'x'), 4000).text.size(), 4000);
}

QTEST_GUILESS_MAIN(TestAnsiText)
#include "tst_ansitext.moc"
