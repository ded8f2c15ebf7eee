// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "cli/commands/logprinter.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QTimeZone>

using namespace devstack;
using namespace devstack::cli;
using namespace Qt::StringLiterals;

namespace {

QString printed(const QList<LogEntry> &entries, const QString &pattern, Output::Style style)
{
    QString text;
    QTextStream stream(&text);
    Output output(stream, stream, style);
    LogPrinter printer(output, QRegularExpression(pattern), true);
    for (const LogEntry &entry : entries)
        printer.print(entry);
    stream.flush();
    return text;
}

LogEntry entry(const QString &ida, const QString &service, const QString &text)
{
    return {
        ida, service, QDateTime(QDate(2026, 11, 21), QTime(18, 30, 0, 250), Qt::UTC), true, text};
}

} // namespace

class LogPrinterTest : public QObject
{
    Q_OBJECT

private slots:
    void hostileText_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("colours");
        QTest::addColumn<QString>("shown");
        const QString reset = u"\x1b[0m"_s;
        QTest::newRow("plain") << u"a b"_s << true << u"a b"_s;
        QTest::newRow("colour kept") << u"\x1b[31mred"_s << true << u"\x1b[31mred"_s + reset;
        QTest::newRow("colour dropped") << u"\x1b[31mred\x1b[0m"_s << false << u"red"_s;
        QTest::newRow("clear screen") << u"\x1b[2Jgone"_s << true << u"\\x1b[2Jgone"_s;
        QTest::newRow("title") << u"\x1b]0;owned\x07"_s << true << u"\\x1b]0;owned\\x07"_s;
        QTest::newRow("carriage return") << u"safe\rfake"_s << false << u"safe\\x0dfake"_s;
        QTest::newRow("override") << u"a\u202eb"_s << false << u"a\\u202eb"_s;
        QTest::newRow("mixed") << u"\x1b[1mA\x1b[2J"_s << true << u"\x1b[1mA\\x1b[2J"_s + reset;
    }
    void hostileText()
    {
        QFETCH(QString, text);
        QFETCH(bool, colours);
        QFETCH(QString, shown);
        QCOMPARE(terminalText(text, colours), shown);
    }
    void prefixesLineUp()
    {
        const QString text = printed({entry(u"a"_s, u"app"_s, u"one\r"_s),
                                      entry(u"long"_s, u"worker"_s, u"two"_s),
                                      entry(u"a"_s, u"db"_s, u"three"_s)},
                                     {},
                                     {});
        QCOMPARE(text, u"a/app │ one\nlong/worker │ two\na/db        │ three\n"_s);
    }
    void searchSeesThroughColours()
    {
        const QList<LogEntry> entries {entry(u"a"_s, u"app"_s, u"\x1b[31mER\x1b[0mROR here"_s),
                                       entry(u"a"_s, u"app"_s, u"fine"_s)};
        QCOMPARE(printed(entries, u"^ERROR"_s, {}), u"a/app │ ERROR here\n"_s);
    }
    void oneColourPerIda()
    {
        Output::Style style;
        style.outColour = true;
        const QStringList lines
            = printed(
                  {entry(u"a"_s, u"x"_s, {}), entry(u"b"_s, u"x"_s, {}), entry(u"a"_s, u"y"_s, {})},
                  {},
                  style)
                  .split(u'\n');
        QCOMPARE(lines[0].left(5), lines[2].left(5));
        QVERIFY(lines[0].left(5) != lines[1].left(5));
    }
    void jsonLines()
    {
        Output::Style style;
        style.json = true;
        const QStringList lines
            = printed({entry(u"a"_s, u"app"_s, u"x\x1b[31m"_s), entry(u"b"_s, u"db"_s, u"y"_s)},
                      {},
                      style)
                  .split(u'\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 2);
        const QJsonObject first = QJsonDocument::fromJson(lines[0].toUtf8()).object();
        QCOMPARE(first,
                 QJsonObject({{u"ida"_s, u"a"_s},
                              {u"service"_s, u"app"_s},
                              {u"time"_s, u"2026-11-21T18:30:00.250Z"_s},
                              {u"stream"_s, u"stderr"_s},
                              {u"text"_s, u"x\x1b[31m"_s}}));
    }
};

QTEST_GUILESS_MAIN(LogPrinterTest)
#include "tst_logprinter.moc"
