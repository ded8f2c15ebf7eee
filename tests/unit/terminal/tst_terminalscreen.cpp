// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "terminal/terminalscreen.h"

#include <QElapsedTimer>
#include <QFile>
#include <QRandomGenerator>
#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

namespace {

constexpr TerminalSize kSize {20, 5};

/// The lines of the screen without blank ones at the end.
QStringList shown(const TerminalScreen &screen)
{
    QStringList lines;
    for (qint64 line = screen.screenLine(); line < screen.endLine(); ++line)
        lines += screen.textOf(line);
    while (!lines.isEmpty() && lines.last().isEmpty())
        lines.removeLast();
    return lines;
}

QStringList history(const TerminalScreen &screen)
{
    QStringList lines;
    for (qint64 line = screen.firstLine(); line < screen.screenLine(); ++line)
        lines += screen.textOf(line);
    return lines;
}

QByteArray recorded(const QString &name)
{
    QFile file(QStringLiteral(DEVSTACK_SOURCE_DIR) + u"/tests/unit/terminal/recorded/"_s + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestTerminalScreen : public QObject
{
    Q_OBJECT

private slots:
    void shows_data();
    void shows();
    void colours_data();
    void colours();
    void answers_data();
    void answers();
    void titles_data();
    void titles();
    void staysSilent_data();
    void staysSilent();
    void keepsWhatScrollsOff();
    void keepsItsBounds();
    void resizes();
    void remembersWrappedLines();
    void marksJoinCharacters();
    void modes();
    void recordedPrograms();
    void survivesFragments();
    void floodsAreCheap();
};

void TestTerminalScreen::shows_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QStringList>("lines");
    QTest::addColumn<QPoint>("cursor");
    const auto row
        = [](const char *name, const QByteArray &bytes, const QStringList &lines, QPoint at) {
              QTest::newRow(name) << bytes << lines << at;
          };
    row("nothing", "", {}, {0, 0});
    row("lines", "one\r\ntwo", {u"one"_s, u"two"_s}, {3, 1});
    row("line feed alone", "one\ntwo", {u"one"_s, u"   two"_s}, {6, 1});
    row("carriage return", "one\rO", {u"One"_s}, {1, 0});
    row("backspace", "ab\bc", {u"ac"_s}, {2, 0});
    row("tab", "a\tb", {u"a       b"_s}, {9, 0});
    row("last column waits", "12345678901234567890", {u"12345678901234567890"_s}, {19, 0});
    row("then wraps", "12345678901234567890X", {u"12345678901234567890"_s, u"X"_s}, {1, 1});
    row("wraps not", "\x1b[?7l1234567890123456789012", {u"12345678901234567892"_s}, {19, 0});
    row("position", "\x1b[2;3Hx", {{}, u"  x"_s}, {3, 1});
    row("position out of bounds",
        "\x1b[99;99Hx",
        {{}, {}, {}, {}, u"                   x"_s},
        {19, 4});
    row("moves", "\x1b[3;3H\x1b[A\x1b[2Dx\x1b[B\x1b[Cy", {{}, u"x"_s, u"  y"_s}, {3, 2});
    row("next line and one before", "a\x1b[2Eb\x1b[Fc", {u"a"_s, u"c"_s, u"b"_s}, {1, 1});
    row("column and row", "\x1b[5Gx\x1b[3dy", {u"    x"_s, {}, u"     y"_s}, {6, 2});
    row("erase to the end", "abcdef\x1b[3G\x1b[K", {u"ab"_s}, {2, 0});
    row("erase from the start", "abcdef\x1b[3G\x1b[1K", {u"   def"_s}, {2, 0});
    row("erase line", "abcdef\x1b[2K", {}, {6, 0});
    row("erase below", "a\r\nb\r\nc\x1b[2;1H\x1b[J", {u"a"_s}, {0, 1});
    row("erase above", "a\r\nb\r\nc\x1b[2;1H\x1b[1J", {{}, {}, u"c"_s}, {0, 1});
    row("erase all", "a\r\nb\x1b[2J", {}, {1, 1});
    row("erase characters", "abcdef\x1b[2G\x1b[2X", {u"a  def"_s}, {1, 0});
    row("insert characters", "abc\x1b[2G\x1b[2@", {u"a  bc"_s}, {1, 0});
    row("delete characters", "abcdef\x1b[2G\x1b[2P", {u"adef"_s}, {1, 0});
    row("insert mode", "abc\x1b[1G\x1b[4hX\x1b[4lY", {u"XYbc"_s}, {2, 0});
    row("insert lines", "a\r\nb\x1b[1;1H\x1b[L", {{}, u"a"_s, u"b"_s}, {0, 0});
    row("delete lines", "a\r\nb\r\nc\x1b[1;1H\x1b[2M", {u"c"_s}, {0, 0});
    row("repeat", "ab\x1b[3b", {u"abbbb"_s}, {5, 0});
    row("rows that scroll",
        "top\r\n1\r\n2\r\n3\r\nend\x1b[2;4r\x1b[4;1H\n4",
        {u"top"_s, u"2"_s, u"3"_s, u"4"_s, u"end"_s},
        {1, 3});
    row("scroll back", "a\r\nb\x1b[1;1H\x1bM", {{}, u"a"_s, u"b"_s}, {0, 0});
    row("scroll up and down", "a\r\nb\r\nc\x1b[2S\x1b[T", {{}, u"c"_s}, {1, 2});
    row("save and restore",
        "ab\x1b"
        "7\x1b[4;4Hx\x1b"
        "8c",
        {u"abc"_s, {}, {}, u"   x"_s},
        {3, 0});
    row("tabs set by hand", "\x1b[3g\x1b[5G\x1bH\r\tx", {u"    x"_s}, {5, 0});
    row("back tab", "\x1b[12Gx\x1b[Zy", {u"        y  x"_s}, {9, 0});
    row("lines drawn", "\x1b(0lqk\x1b(Bq", {u"┌─┐q"_s}, {4, 0});
    row("shifted set", "\x1b)0\x0ex\x0fx", {u"│x"_s}, {2, 0});
    row("wide characters", "漢字x", {u"漢字x"_s}, {5, 0});
    row("wide at the edge", "\x1b[20G漢", {{}, u"漢"_s}, {2, 1});
    row("half of a wide one is blank", "漢字\x1b[2Gx", {u" x字"_s}, {2, 0});
    row("half of a wide one erased", "漢字\x1b[4G\x1b[K", {u"漢"_s}, {3, 0});
    row("origin", "\x1b[2;4r\x1b[?6h\x1b[1;1Hx\x1b[9;1Hy", {{}, u"x"_s, {}, u"y"_s}, {1, 3});
    row("other screen", "main\x1b[?1049hother", {u"    other"_s}, {9, 0});
    row("and back", "main\x1b[?1049hother\x1b[?1049l!", {u"main!"_s}, {5, 0});
    row("reset",
        "\x1b[2;4r\x1b[31mabc\x1b"
        "c",
        {},
        {0, 0});
    row("alignment", "\x1b#8\x1b[2;1H\x1b[J", {u"EEEEEEEEEEEEEEEEEEEE"_s}, {0, 1});
    row("broken bytes", "a\xff\xc3(b", {u"a\ufffd\ufffd(b"_s}, {5, 0});
    row("overlong", "\xc0\x80x", {u"\ufffd\ufffdx"_s}, {3, 0});
    row("surrogates", "\xed\xa0\x80x", {u"\ufffdx"_s}, {2, 0});
    row("eight-bit controls are nothing",
        "a\xc2\x9b"
        "31mb",
        {u"a31mb"_s},
        {5, 0});
    row("no other reading direction", "a\u202e\u2066z", {u"az"_s}, {2, 0});
    row("cancelled", "\x1b[31\x18x", {u"x"_s}, {1, 0});
    row("controls within a sequence", "ab\x1b[\r2Cx", {u"abx"_s}, {3, 0});
    row("too many arguments", "\x1b[" + QByteArray("1;").repeated(100) + "mx", {u"x"_s}, {1, 0});
    row("vim's keyboard mode is no style", "\x1b[>4;2mx", {u"x"_s}, {1, 0});
    row("strings for devices",
        "\x1bP$q m\x1b\\a\x1b_x\x1b\\b\x1b^y\x1b\\c\x1bXz\x1b\\d",
        {u"abcd"_s},
        {4, 0});
    row("a title that never ends", "\x1b]0;abc\x1b[1mx", {u"x"_s}, {1, 0});
}

void TestTerminalScreen::shows()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QStringList, lines);
    QFETCH(QPoint, cursor);
    for (const qsizetype piece : {qsizetype(1), qsizetype(3), qsizetype(1000)}) {
        TerminalScreen screen(kSize);
        for (qsizetype at = 0; at < bytes.size(); at += piece)
            screen.write(bytes.mid(at, piece));
        QCOMPARE(shown(screen), lines);
        QCOMPARE(screen.cursor().column, cursor.x());
        QCOMPARE(int(screen.cursor().line - screen.screenLine()), cursor.y());
    }
}

void TestTerminalScreen::colours_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<TerminalStyle>("style");
    const auto row = [](const char *name, const QByteArray &bytes, TerminalStyle style) {
        QTest::newRow(name) << bytes + 'x' << style;
    };
    row("none", "", {});
    row("sixteen", "\x1b[31;42m", {TerminalColor::indexed(1), TerminalColor::indexed(2), 0});
    row("bright", "\x1b[91;102m", {TerminalColor::indexed(9), TerminalColor::indexed(10), 0});
    row("256",
        "\x1b[38;5;208;48;5;17m",
        {TerminalColor::indexed(208), TerminalColor::indexed(17), 0});
    row("true", "\x1b[38;2;1;2;3m", {TerminalColor::value(1, 2, 3), {}, 0});
    row("with colons",
        "\x1b[38:2::1:2:3;1m",
        {TerminalColor::value(1, 2, 3), {}, TerminalStyle::Bold});
    row("with colons, no space", "\x1b[38:2:1:2:3m", {TerminalColor::value(1, 2, 3), {}, 0});
    row("256 with colons", "\x1b[38:5:208m", {TerminalColor::indexed(208), {}, 0});
    row("back to the usual", "\x1b[31;42;39;49m", {});
    row("marks",
        "\x1b[1;3;4;7m",
        {{},
         {},
         TerminalStyle::Bold | TerminalStyle::Italic | TerminalStyle::Underline
             | TerminalStyle::Inverse});
    row("taken away",
        "\x1b[1;2;3;4;7;9;22;24m",
        {{}, {}, TerminalStyle::Italic | TerminalStyle::Inverse | TerminalStyle::Struck});
    row("curly underline", "\x1b[4:3m", {{}, {}, TerminalStyle::Underline});
    row("no underline", "\x1b[4m\x1b[4:0m", {});
    row("colour of the underline", "\x1b[58;5;3;1m", {{}, {}, TerminalStyle::Bold});
    row("reset", "\x1b[1;31m\x1b[m", {});
    row("modifyOtherKeys is none", "\x1b[>4;2m", {});
}

void TestTerminalScreen::colours()
{
    QFETCH(QByteArray, bytes);
    QFETCH(TerminalStyle, style);
    TerminalScreen screen(kSize);
    screen.write(bytes);
    QVERIFY(screen.line(0).cells.front().style == style);
}

void TestTerminalScreen::answers_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("status") << QByteArray("\x1b[5n") << QByteArray("\x1b[0n");
    QTest::newRow("place") << QByteArray("\x1b[2;3H\x1b[6n") << QByteArray("\x1b[2;3R");
    QTest::newRow("what it is") << QByteArray("\x1b[c") << QByteArray("\x1b[?62;22c");
    QTest::newRow("which one") << QByteArray("\x1b[>c") << QByteArray("\x1b[>1;10;0c");
    QTest::newRow("mode") << QByteArray("\x1b[?2004h\x1b[?2004$p") << QByteArray("\x1b[?2004;1$y");
    QTest::newRow("unknown mode") << QByteArray("\x1b[?31337$p") << QByteArray("\x1b[?31337;0$y");
    // What could be made to type for the user is not answered.
    const char *const silent[] = {"\x1b]0;rm -rf\a\x1b[21t",
                                  "\x1b[20t",
                                  "\x1b]52;c;?\a",
                                  "\x1b]4;1;?\a",
                                  "\x1b]11;?\a",
                                  "\x1bP$qm\x1b\\",
                                  "\x1bP+q544e\x1b\\",
                                  "\x1b[?26n",
                                  "\x1b[18t",
                                  "\x1b[x",
                                  "\x1bZ",
                                  "\x05",
                                  "\x1b[>q",
                                  "\x1b]50;?\a",
                                  "\x1b[0;1y"};
    for (const char *bytes : silent)
        QTest::addRow("silent %s", QByteArray(bytes + 1).toPercentEncoding().constData())
            << QByteArray(bytes) << QByteArray();
}

void TestTerminalScreen::answers()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, answer);
    TerminalScreen screen(kSize);
    screen.write(bytes);
    QCOMPARE(screen.takeAnswers(), answer);
    QCOMPARE(screen.takeAnswers(), QByteArray());
}

void TestTerminalScreen::titles_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("title");
    QTest::newRow("bell") << QByteArray("\x1b]0;vim\a") << u"vim"_s;
    QTest::newRow("string terminator") << QByteArray("\x1b]2;vim\x1b\\") << u"vim"_s;
    QTest::newRow("icon only") << QByteArray("\x1b]1;vim\a") << QString();
    QTest::newRow("not ASCII") << QByteArray("\x1b]2;größe\a") << u"größe"_s;
    QTest::newRow("controls and direction")
        << QByteArray("\x1b]2;a\tb\r\nc\u202e\u200fd\u2028e\xc2\x9b\a") << u"abcde"_s;
    QTest::newRow("long") << QByteArray("\x1b]2;" + QByteArray(100'000, 'x') + '\a')
                          << QString(120, u'x');
    QTest::newRow("without a number") << QByteArray("\x1b];x\a\x1b]\a\x1b]x\a") << QString();
}

void TestTerminalScreen::titles()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, title);
    TerminalScreen screen(kSize);
    screen.write(bytes);
    QCOMPARE(screen.title(), title);
    QVERIFY(shown(screen).isEmpty());
}

void TestTerminalScreen::staysSilent_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("place") << QByteArray("\x1b[6n");
    QTest::newRow("mode") << QByteArray("\x1b[?1$p");
}

void TestTerminalScreen::staysSilent()
{
    QFETCH(QByteArray, bytes);
    TerminalScreen screen(kSize);
    screen.write(bytes.repeated(10'000));
    const QByteArray answers = screen.takeAnswers();
    QVERIFY(answers.size() > 0);
    QVERIFY(answers.size() <= 1024);
}

void TestTerminalScreen::keepsWhatScrollsOff()
{
    TerminalScreen screen({20, 3}, 4);
    for (int line = 0; line < 10; ++line)
        screen.write(QByteArray("line " + QByteArray::number(line) + "\r\n"));
    QCOMPARE(shown(screen), QStringList({u"line 8"_s, u"line 9"_s}));
    QCOMPARE(history(screen), QStringList({u"line 4"_s, u"line 5"_s, u"line 6"_s, u"line 7"_s}));
    // Numbers stay: line n is the one that had it at first.
    QCOMPARE(screen.firstLine(), 4);
    QCOMPARE(screen.textOf(5), u"line 5"_s);
    QCOMPARE(screen.textOf(3), QString());

    screen.write("\x1b[?1049h\r\n\n\n\n\x1b[?1049l"); // the other screen keeps nothing
    QCOMPARE(history(screen).size(), 4);
    screen.write("\x1b[2;3r\x1b[3;1H\n\n"); // rows in the middle neither
    QCOMPARE(history(screen).last(), u"line 7"_s);
    screen.write("\x1b[3J");
    QCOMPARE(history(screen), QStringList());
    QCOMPARE(screen.firstLine(), 8);
}

void TestTerminalScreen::keepsItsBounds()
{
    TerminalScreen screen({1'000'000, 0}, 10);
    QCOMPARE(screen.size(), (TerminalSize {1000, 2}));
    screen.write(QByteArray(5'000'000, 'x'));
    QCOMPARE(screen.screenLine() - screen.firstLine(), 10);
    TerminalScreen none(kSize, 0);
    none.write("\n\n\n\n\n\n\n\n");
    QCOMPARE(none.firstLine(), none.screenLine());
    QCOMPARE(none.firstLine(), 4);
}

void TestTerminalScreen::resizes()
{
    TerminalScreen screen({10, 5});
    screen.write("1\r\n2\r\n3\r\n4\r\n5");
    screen.resize({10, 3});
    QCOMPARE(shown(screen), QStringList({u"3"_s, u"4"_s, u"5"_s}));
    QCOMPARE(history(screen), QStringList({u"1"_s, u"2"_s}));
    QCOMPARE(screen.cursor().line - screen.screenLine(), 2);
    screen.resize({10, 5});
    QCOMPARE(shown(screen), QStringList({u"1"_s, u"2"_s, u"3"_s, u"4"_s, u"5"_s}));
    QCOMPARE(history(screen), QStringList());
    QCOMPARE(screen.cursor().line, 4);

    // What is below the cursor is blank on a fresh screen, and goes first.
    screen.write("\x1b[2J\x1b[Habc");
    screen.resize({10, 2});
    QCOMPARE(shown(screen), QStringList(u"abc"_s));
    QCOMPARE(history(screen), QStringList());

    screen.write("\x1b[2J\x1b[Habcdefgh漢");
    screen.resize({9, 2});
    QCOMPARE(shown(screen), QStringList(u"abcdefgh"_s));
    screen.resize({4, 2});
    QCOMPARE(screen.cursor().column, 3);

    // Under an editor: the shell's screen is there again behind it.
    TerminalScreen edited({10, 5});
    edited.write("1\r\n2\r\n3\r\n$ \x1b[?1049h\x1b[5;1Hstatus");
    edited.resize({10, 2});
    edited.write("\x1b[?1049l");
    QCOMPARE(shown(edited), QStringList({u"3"_s, u"$"_s}));
    QCOMPARE(edited.cursor().column, 2);
    QCOMPARE(edited.cursor().line - edited.screenLine(), 1);
}

void TestTerminalScreen::remembersWrappedLines()
{
    TerminalScreen screen({5, 3});
    screen.write("1234567\r\nab");
    QVERIFY(screen.line(0).wrapped);
    QVERIFY(!screen.line(1).wrapped);
    screen.write("\x1b[1;3H\x1b[K");
    QVERIFY(!screen.line(0).wrapped);
}

void TestTerminalScreen::marksJoinCharacters()
{
    TerminalScreen screen(kSize);
    screen.write("e\u0301x");
    QCOMPARE(screen.textOf(0), u"e\u0301x"_s);
    QCOMPARE(screen.cursor().column, 2);
    screen.write("\r\n\u0301漢\u0301"); // none before it; behind a wide one
    QCOMPARE(screen.textOf(1), u"漢\u0301"_s);
    // Bounded: a character that never ends, and ever new ones.
    screen.write(QByteArray("\r\na" + QByteArray("\u0301").repeated(1000)));
    QVERIFY(screen.textOf(2).size() <= 8);
    for (char32_t base = 0x4e00; base < 0x9000; ++base)
        screen.write(QByteArray("\r" + QString::fromUcs4(&base, 1).toUtf8() + "\u0301"));
    screen.write("\re\u0301");
    QCOMPARE(screen.textOf(2), u"e\u0301"_s);
}

void TestTerminalScreen::modes()
{
    TerminalScreen screen(kSize);
    QVERIFY(!screen.isAlternate() && !screen.sendsApplicationKeys() && !screen.marksPastes());
    screen.write("\x1b[?1049;1;2004;5h\x1b[?25l\x1b[4 q\a");
    QVERIFY(screen.isAlternate() && screen.sendsApplicationKeys() && screen.marksPastes()
            && screen.isReversed());
    QVERIFY(!screen.cursor().isVisible && !screen.cursor().blinks);
    QVERIFY(screen.cursor().shape == TerminalScreen::CursorShape::Underline);
    QVERIFY(screen.takeBell());
    QVERIFY(!screen.takeBell());
    screen.write("\x1b[!p");
    QVERIFY(screen.cursor().isVisible && !screen.sendsApplicationKeys() && !screen.marksPastes());
    screen.write("\x1b"
                 "c");
    QVERIFY(!screen.isAlternate());
}

void TestTerminalScreen::recordedPrograms()
{
    // vim: opened, typed into, moved, left.
    const QByteArray vim = recorded(u"vim.bytes"_s);
    TerminalScreen screen;
    screen.write("$ vim poem.txt\r\n");
    screen.write(vim.first(926));
    QVERIFY(screen.isAlternate());
    QCOMPARE(shown(screen).first(), u"hello line 1 of the poem"_s);
    QCOMPARE(shown(screen).at(22), u"line 23 of the poem"_s);
    QVERIFY(shown(screen).at(23).startsWith(u":10"_s));
    QCOMPARE(screen.cursor().line - screen.screenLine(), 9);
    for (const TerminalCell &cell : screen.line(screen.screenLine()).cells)
        QCOMPARE(int(cell.style.marks), 0);
    screen.write(vim.sliced(926));
    QVERIFY(!screen.isAlternate());
    QCOMPARE(shown(screen), QStringList(u"$ vim poem.txt"_s));
    QVERIFY(!screen.marksPastes());

    // less: a page on, a search, left.
    const QByteArray less = recorded(u"less.bytes"_s);
    TerminalScreen pager;
    pager.write("$ less poem.txt\r\n");
    pager.write(less.first(1010));
    QCOMPARE(shown(pager).first(), u"line 24 of the poem"_s);
    QCOMPARE(shown(pager).last(), u":"_s);
    pager.write(less.sliced(1010, 2857 - 1010));
    QCOMPARE(shown(pager).first(), u"line 60 of the poem"_s);
    QVERIFY(pager.line(pager.screenLine()).cells.front().style.has(TerminalStyle::Inverse));
    pager.write(less.sliced(2857));
    QCOMPARE(shown(pager), QStringList(u"$ less poem.txt"_s));
}

void TestTerminalScreen::survivesFragments()
{
    const QByteArrayList fragments {"\x1b[",
                                    "\x1b]",
                                    "\x1bP",
                                    "\x1b",
                                    ";",
                                    ":",
                                    "?",
                                    ">",
                                    "1",
                                    "99999999999",
                                    "m",
                                    "H",
                                    "J",
                                    "K",
                                    "L",
                                    "M",
                                    "P",
                                    "@",
                                    "X",
                                    "S",
                                    "T",
                                    "r",
                                    "h",
                                    "l",
                                    "b",
                                    "\x1b[?1049h",
                                    "\x1b[?1049l",
                                    "\x1b[2;4r",
                                    "\x1b[?6h",
                                    "\x1b[4h",
                                    "\xe6\xbc\xa2",
                                    "\xcc\x81",
                                    "\xf0\x9f\x98\x80",
                                    "\xff",
                                    "\n",
                                    "\r",
                                    "\t",
                                    "\b",
                                    "text",
                                    "\x1b"
                                    "7",
                                    "\x1b"
                                    "8",
                                    "\x1b"
                                    "c",
                                    "\x1bM",
                                    "\x1b"
                                    "D",
                                    "\x1b[20G",
                                    "\x1b[2G",
                                    "\x1b\\",
                                    "\a",
                                    "\x18",
                                    "\x1b(0",
                                    "\x0e"};
    QRandomGenerator random(20260101);
    for (int round = 0; round < 200; ++round) {
        TerminalScreen screen({random.bounded(1, 40), random.bounded(1, 12)},
                              random.bounded(0, 20));
        for (int at = 0; at < 1000; ++at) {
            screen.write(fragments.at(random.bounded(int(fragments.size()))));
            if (random.bounded(100) == 0)
                screen.resize({random.bounded(0, 60), random.bounded(0, 20)});
            const auto cursor = screen.cursor();
            QVERIFY(cursor.line >= screen.screenLine() && cursor.line < screen.endLine());
            QVERIFY(cursor.column >= 0 && cursor.column < screen.size().columns);
        }
        for (qint64 number = screen.firstLine(); number < screen.endLine(); ++number) {
            const auto &cells = screen.line(number).cells;
            QVERIFY(int(cells.size()) <= 60);
            for (std::size_t at = 0; at < cells.size(); ++at) {
                // The halves of a wide character stand together.
                if (cells[at].width == 0)
                    QCOMPARE(int(cells.at(at - 1).width), 2);
            }
            screen.textOf(number);
        }
    }
}

void TestTerminalScreen::floodsAreCheap()
{
    // What little output asks for a lot of work: 64 KiB of each stay far below a second.
    for (const QByteArray &one : {QByteArray("\x1b[65535b"),
                                  QByteArray("\x1b[65535S"),
                                  QByteArray("\x1b[65535T"),
                                  QByteArray("\x1b[65535@"),
                                  QByteArray("\x1b[65535I"),
                                  QByteArray("\x1b[2J"),
                                  QByteArray("\x1b#8")}) {
        TerminalScreen screen({200, 60});
        screen.write("x");
        QElapsedTimer clock;
        clock.start();
        screen.write(one.repeated(64 * 1024 / one.size()));
        QVERIFY2(clock.elapsed() < 10'000, one.mid(1).constData());
        qInfo("%s: %lld ms", one.mid(1).constData(), clock.elapsed());
    }
}

QTEST_APPLESS_MAIN(TestTerminalScreen)
#include "tst_terminalscreen.moc"
