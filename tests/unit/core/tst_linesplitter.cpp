// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/linesplitter.h"

#include <QStringList>
#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

class TestLineSplitter : public QObject
{
    Q_OBJECT

private slots:
    void splits_data();
    void splits();
    void cutsWhatIsTooLong();
    void dropsWhatIsTooLong();
};

void TestLineSplitter::splits_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QStringList>("lines");
    QTest::newRow("nothing") << QByteArray() << QStringList();
    QTest::newRow("lines") << QByteArray("a\nb\n") << QStringList {u"a"_s, u"b"_s};
    QTest::newRow("without an end") << QByteArray("a\nb") << QStringList {u"a"_s, u"b"_s};
    QTest::newRow("empty lines") << QByteArray("\n\na\n") << QStringList {{}, {}, u"a"_s};
    QTest::newRow("carriage returns") << QByteArray("a\r\nb\r\n") << QStringList {u"a"_s, u"b"_s};
    QTest::newRow("progress stays") << QByteArray("1%\r2%\r\n") << QStringList {u"1%\r2%"_s};
    QTest::newRow("characters of many bytes")
        << QByteArray("ä€😀\nß") << QStringList {u"ä€😀"_s, u"ß"_s};
    QTest::newRow("broken bytes") << QByteArray("a\xff\xfe\n") << QStringList {u"a\ufffd\ufffd"_s};
}

void TestLineSplitter::splits()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QStringList, lines);
    for (const qsizetype piece : {1, 2, 3, 1000}) {
        QStringList seen;
        LineSplitter splitter([&](QByteArrayView line) { seen += QString::fromUtf8(line); });
        for (qsizetype at = 0; at < bytes.size(); at += piece)
            splitter.feed(bytes.mid(at, piece));
        splitter.finish();
        splitter.finish();
        QCOMPARE(seen, lines);
    }
}

void TestLineSplitter::cutsWhatIsTooLong()
{
    // Of odd length before characters of two bytes: a plain cut would fall inside of one.
    const QString text = u"x"_s + u"ä"_s.repeated(100'000);
    QStringList seen;
    LineSplitter splitter([&](QByteArrayView line) { seen += QString::fromUtf8(line); });
    splitter.feed(QByteArray(text.toUtf8() + "\nnext\n"));
    splitter.finish();
    QCOMPARE(seen.takeLast(), u"next"_s);
    QVERIFY(seen.size() > 2);
    for (const QString &line : std::as_const(seen))
        QVERIFY(line.toUtf8().size() <= 64 * 1024);
    QVERIFY(seen.join(QString()) == text);
}

void TestLineSplitter::dropsWhatIsTooLong()
{
    const QByteArray bytes = "four\n12345\n\nlong long\nlast one";
    for (const qsizetype piece : {1, 2, 3, 1000}) {
        QByteArrayList seen;
        LineSplitter splitter([&](QByteArrayView line) { seen += line.toByteArray(); },
                              4,
                              LineSplitter::TooLong::Drop);
        for (qsizetype at = 0; at < bytes.size(); at += piece)
            splitter.feed(bytes.mid(at, piece));
        splitter.finish();
        QCOMPARE(seen, (QByteArrayList {"four", ""}));
        splitter.feed("x\n");
        QCOMPARE(seen.last(), "x");
    }
}

QTEST_GUILESS_MAIN(TestLineSplitter)
#include "tst_linesplitter.moc"
