// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/items/terminalcolors.h"
#include "ui/items/terminaltext.h"

#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

class TestTerminalText : public QObject
{
    Q_OBJECT

private slots:
    void words_data();
    void words();
    void copiesWrappedLinesAsOne();
    void links_data();
    void links();
    void findsText();
    void colours();
    void textIsLegible();
};

void TestTerminalText::words_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("word");
    QTest::newRow("word") << u"one two three"_s << 5 << u"two"_s;
    QTest::newRow("path") << u"see src/a_b.cpp:12 there"_s << 8 << u"src/a_b.cpp:12"_s;
    QTest::newRow("quoted") << u"say \"hello\" now"_s << 6 << u"hello"_s;
    QTest::newRow("a sign alone") << u"a | b"_s << 2 << u"|"_s;
    QTest::newRow("wide") << u"a 漢字 b"_s << 4 << u"漢字"_s;
    QTest::newRow("behind the end") << u"one"_s << 10 << QString();
}

void TestTerminalText::words()
{
    QFETCH(QString, line);
    QFETCH(int, column);
    QFETCH(QString, word);
    TerminalScreen screen({40, 3});
    screen.write(line.toUtf8());
    QCOMPARE(textOfRange(screen, wordAt(screen, {0, column})), word);
    QVERIFY(wordAt(screen, {7, 0}).isEmpty());
}

void TestTerminalText::copiesWrappedLinesAsOne()
{
    TerminalScreen screen({10, 4}, 10);
    screen.write("a long line that wraps\r\nnext  \r\n\r\nend");
    QCOMPARE(textOfRange(screen, {{0, 0}, {5, 10}}), u"a long line that wraps\nnext\n\nend"_s);
    QCOMPARE(textOfRange(screen, {{0, 7}, {1, 4}}), u"line"_s.first(3) + u"e th"_s);
    QCOMPARE(textOfRange(screen, lineAt(screen, {1, 3})), u"a long line that wraps"_s);
    // What has been given up is left out.
    screen.write("\x1b[3J");
    QCOMPARE(textOfRange(screen, {{0, 0}, {3, 4}}), u"ps\nnext"_s);
}

void TestTerminalText::links_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("address");
    QTest::newRow("address") << u"see http://localhost:18150/admin/ now"_s << 10
                             << u"http://localhost:18150/admin/"_s;
    QTest::newRow("beside it") << u"see http://localhost/ now"_s << 1 << QString();
    QTest::newRow("end of a sentence")
        << u"(https://example.org/a_(b)?c=d#e)."_s << 5 << u"https://example.org/a_(b)?c=d#e"_s;
    QTest::newRow("the dot is no part") << u"https://example.org."_s << 19 << QString();
    QTest::newRow("wrapped") << u"https://example.org/"_s + QString(60, u'x') << 70
                             << u"https://example.org/"_s + QString(60, u'x');
    QTest::newRow("in a frame") << u"│https://example.org│"_s << 5 << u"https://example.org"_s;
    QTest::newRow("file") << u"file:///etc/passwd"_s << 3 << QString();
    QTest::newRow("javascript") << u"javascript:alert(1)"_s << 3 << QString();
    QTest::newRow("nothing") << QString() << 0 << QString();
}

void TestTerminalText::links()
{
    QFETCH(QString, line);
    QFETCH(int, column);
    QFETCH(QString, address);
    TerminalScreen screen({40, 5});
    screen.write(line.toUtf8());
    const auto link = linkAt(screen, {column / 40, column % 40});
    QCOMPARE(link ? link->address : QString(), address);
}

void TestTerminalText::findsText()
{
    TerminalScreen screen({20, 3}, 100);
    screen.write("Error one\r\nfine\r\nan ERROR, error\r\nend\r\n漢error");
    const auto places = [&](TerminalPlace from, bool backwards) {
        QList<QPair<int, int>> all;
        for (int left = 5; left > 0; --left) {
            const auto found = findText(screen, u"error"_s, from, backwards);
            if (!found)
                break;
            all.append({int(found->from.line), found->from.column});
            from = backwards ? found->from : found->to;
        }
        return all;
    };
    const QList<QPair<int, int>> down {{0, 0}, {2, 3}, {2, 10}, {4, 2}, {0, 0}};
    QCOMPARE(places({0, 0}, false), down);
    const QList<QPair<int, int>> up {{4, 2}, {2, 10}, {2, 3}, {0, 0}, {4, 2}};
    QCOMPARE(places({4, 20}, true), up);
    QVERIFY(!findText(screen, u"nowhere"_s, {0, 0}, false));
    QVERIFY(!findText(screen, QString(), {0, 0}, true));
}

void TestTerminalText::colours()
{
    const TerminalColors colors(Qt::black, Qt::white, {Qt::black, Qt::red});
    QCOMPARE(colors.color(TerminalColor::indexed(1), Qt::green), QColor(Qt::red));
    QCOMPARE(colors.color(TerminalColor::indexed(16), Qt::green), QColor(0, 0, 0));
    QCOMPARE(colors.color(TerminalColor::indexed(208), Qt::green), QColor(255, 135, 0));
    QCOMPARE(colors.color(TerminalColor::indexed(231), Qt::green), QColor(255, 255, 255));
    QCOMPARE(colors.color(TerminalColor::indexed(232), Qt::green), QColor(8, 8, 8));
    QCOMPARE(colors.color(TerminalColor::indexed(255), Qt::green), QColor(238, 238, 238));
    QCOMPARE(colors.color(TerminalColor::value(1, 2, 3), Qt::green), QColor(1, 2, 3));
    QCOMPARE(colors.color({}, Qt::green), QColor(Qt::green));
    const auto usual = colors.of({}, false);
    QVERIFY(!usual.hasGround);
    const auto inverse = colors.of({{}, {}, TerminalStyle::Inverse}, false);
    QCOMPARE(inverse.text, QColor(Qt::white));
    QCOMPARE(inverse.ground, QColor(Qt::black));
    QVERIFY(inverse.hasGround);
    QVERIFY(!colors.of({{}, {}, TerminalStyle::Inverse}, true).hasGround);
    const auto hidden = colors.of({{}, {}, TerminalStyle::Hidden}, false);
    QCOMPARE(hidden.text, hidden.ground);
}

void TestTerminalText::textIsLegible()
{
    const TerminalColors colors(Qt::black, Qt::white, {});
    for (int text = 16; text < 256; text += 7) {
        for (int ground = 16; ground < 256; ground += 7) {
            const auto pair = colors.of(
                {TerminalColor::indexed(text), TerminalColor::indexed(ground), TerminalStyle::Dim},
                false);
            QVERIFY2(contrastOf(pair.text, pair.ground) >= 4.5,
                     qPrintable(u"%1 on %2"_s.arg(text).arg(ground)));
        }
    }
}

QTEST_GUILESS_MAIN(TestTerminalText)
#include "tst_terminaltext.moc"
