// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/models/codelines.h"

#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

/// Compose files side by side.
class TestCodeLines : public QObject
{
    Q_OBJECT
private slots:
    void findsServices();
    void marksWhatDiffers_data();
    void marksWhatDiffers();
    void tints_data();
    void tints();
    void hostileLines();
};

void TestCodeLines::findsServices()
{
    const QString text = u"name: x\nservices:\n  a.app:\n    image: i\n\n  # c\n  "_s
                         u"a.db:\n    volumes:\n      - x:/y\nvolumes:\n  db:\n"_s;
    const QList<std::pair<int, QString>> wanted {
        {0, QString()}, {2, u"app"_s}, {6, u"db"_s}, {9, QString()}};
    QCOMPARE(serviceLines(text.split(u'\n'), u"a."_s), wanted);
    QCOMPARE(serviceLines({}).size(), 1);
}

void TestCodeLines::marksWhatDiffers_data()
{
    QTest::addColumn<QString>("original");
    QTest::addColumn<QString>("effective");
    QTest::addColumn<QList<int>>("before"); // marked lines
    QTest::addColumn<QList<int>>("after");
    QTest::newRow("the same") << u"services:\n  db:\n    image: m\n"_s
                              << u"services:\n  i.db:\n    image: m\n"_s << QList<int> {}
                              << QList<int> {};
    QTest::newRow("order, indent, comments and quotes")
        << u"services:\n  db:\n    # why\n    image: m\n    ports: x\n"_s
        << u"services:\n  i.db:\n      ports: \"x\"\n      image: m\n"_s << QList<int> {}
        << QList<int> {};
    QTest::newRow("changed") << u"services:\n  db:\n    image: m\n"_s
                             << u"services:\n  i.db:\n    image: n\n"_s << QList<int> {2}
                             << QList<int> {2};
    QTest::newRow("added") << u"services:\n  db:\n    image: m\n"_s
                           << u"services:\n  i.db:\n    image: m\n    restart: always\n"_s
                           << QList<int> {} << QList<int> {3};
    QTest::newRow("in another service")
        << u"services:\n  db:\n    image: m\n  app:\n    image: n\n"_s
        << u"services:\n  i.app:\n    image: m\n  i.db:\n    image: n\n"_s << QList<int> {2, 4}
        << QList<int> {2, 4};
}

void TestCodeLines::marksWhatDiffers()
{
    QFETCH(QString, original);
    QFETCH(QString, effective);
    const SideBySide both = compareCompose(original, effective, u"i."_s);
    const auto marked = [](const QList<LogRow> &rows) {
        QList<int> lines;
        for (int i = 0; i < rows.size(); ++i) {
            if (rows.at(i).level != LogLevel::None)
                lines.append(i);
        }
        return lines;
    };
    QTEST(marked(both.original), "before");
    QTEST(marked(both.effective), "after");
    QCOMPARE(both.original.size(), original.count(u'\n') + 1);
}

void TestCodeLines::tints_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QStringList>("parts"); // what stands in a colour of its own
    QTest::newRow("key") << u"  image: mysql"_s << QStringList {u"image"_s};
    QTest::newRow("string") << u"  - \"3306:3306\""_s << QStringList {u"\"3306:3306\""_s};
    QTest::newRow("number") << u"x: 12"_s << QStringList {u"x"_s, u"12"_s};
    QTest::newRow("comment") << u"x: y  # z: 3"_s << QStringList {u"x"_s, u" # z: 3"_s};
    QTest::newRow("no comment") << u"url: http://h/#a"_s << QStringList {u"url"_s};
    QTest::newRow("plain") << u"just text"_s << QStringList {};
    QTest::newRow("empty") << u""_s << QStringList {};
}

void TestCodeLines::tints()
{
    QFETCH(QString, line);
    const AnsiText content = tintYaml(line);
    QCOMPARE(content.text, line);
    QStringList parts;
    for (const TextRun &run : content.runs)
        parts.append(content.text.mid(run.start, run.length));
    QTEST(parts, "parts");
}

void TestCodeLines::hostileLines()
{
    const AnsiText content = tintYaml(QString(u"\x1b[31mkey\x1b[0m: "_s + QString(100'000, u'x')));
    QVERIFY(!content.text.contains(u'\x1b'));
    QVERIFY(content.text.size() <= 4000);
    for (const TextRun &run : content.runs)
        QVERIFY(run.start >= 0 && run.start + run.length <= content.text.size());
    QCOMPARE(tintDiff(u"+added").content.runs.size(), 1);
    QCOMPARE(tintDiff(u" same").content.runs.size(), 0);
}

QTEST_GUILESS_MAIN(TestCodeLines)
#include "tst_codelines.moc"
