// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "engine/jsonstream.h"
#include "engine/logframes.h"
#include "engine/loglines.h"
#include "engine/stats.h"
#include "engine/timestamp.h"

#include <QTest>
#include <QtEndian>

using namespace devstack;
using namespace Qt::StringLiterals;

namespace {

QByteArray frame(int stream, const QByteArray &content)
{
    QByteArray header(8, '\0');
    header[0] = char(stream);
    qToBigEndian(static_cast<quint32>(content.size()), header.data() + 4);
    return header + content;
}

} // namespace

/// What the engine streams, cut in awkward places.
class TestEngineStreams : public QObject
{
    Q_OBJECT

private slots:
    void framesCutAnywhere();
    void noFrames();
    void hugeLineIsCut();
    void hugeLineIsCutBetweenCharacters();
    void partsAreJoined();
    void objects();
    void timestamps_data();
    void timestamps();
    void percent();
};

void TestEngineStreams::framesCutAnywhere()
{
    const QByteArray stamp = "2026-11-21T22:05:36.000000001Z ";
    const QByteArray bytes = frame(1, stamp + "one\n") + frame(2, stamp + "err") + frame(1, "")
        + frame(2, "or\r\n") + frame(1, stamp + "\xc3") + frame(1, "\xbc last");
    for (qsizetype size = 1; size <= bytes.size(); ++size) {
        std::vector<LogLine> lines;
        LogLines out(OutputLine::Stream::Out, true);
        LogLines err(OutputLine::Stream::Err, true);
        LogFrames frames(false, [&](int stream, QByteArrayView piece) {
            (stream == 1 ? out : err).feed(piece, lines);
        });
        for (qsizetype at = 0; at < bytes.size(); at += size)
            QVERIFY(
                frames.feed(QByteArrayView(bytes).sliced(at, std::min(size, bytes.size() - at))));
        out.finish(lines);
        QCOMPARE(lines.size(), 3U);
        QCOMPARE(lines[0].text, u"one"_s);
        QCOMPARE(lines[1].text, u"error"_s);
        QVERIFY(lines[1].stream == OutputLine::Stream::Err);
        QCOMPARE(lines[2].text, u"ü last"_s);
        QCOMPARE(lines[2].timeNano % 10, 1);
    }
}

void TestEngineStreams::noFrames()
{
    LogFrames frames(false, [](int, QByteArrayView) {});
    QVERIFY(!frames.feed("plain text of a terminal\n"));
    LogFrames raw(true, [](int stream, QByteArrayView) { QCOMPARE(stream, 1); });
    QVERIFY(raw.feed("plain text of a terminal\n"));
}

void TestEngineStreams::hugeLineIsCut()
{
    std::vector<LogLine> lines;
    LogLines out(OutputLine::Stream::Out, false);
    for (int i = 0; i < 100; ++i)
        out.feed(QByteArray(10'000, 'x'), lines);
    out.finish(lines);
    qsizetype total = 0;
    for (const LogLine &line : lines) {
        QVERIFY(line.text.size() <= 64 * 1024);
        total += line.text.size();
    }
    QCOMPARE(total, 1'000'000);
}

void TestEngineStreams::hugeLineIsCutBetweenCharacters()
{
    // Of odd length before characters of two bytes: a plain cut would fall inside of one.
    const QString text = u"x"_s + u"ä"_s.repeated(100'000);
    const QByteArray bytes = text.toUtf8() + "\nnext\n";
    for (const qsizetype size : {qsizetype(1'000), bytes.size()}) {
        std::vector<LogLine> lines;
        LogLines out(OutputLine::Stream::Out, false);
        for (qsizetype at = 0; at < bytes.size(); at += size)
            out.feed(QByteArrayView(bytes).sliced(at, std::min(size, bytes.size() - at)), lines);
        QCOMPARE(lines.back().text, u"next"_s);
        lines.pop_back();
        QString joined;
        for (const LogLine &line : lines)
            joined += line.text;
        QVERIFY(lines.size() > 2 && joined == text);
    }
}

void TestEngineStreams::partsAreJoined()
{
    const QByteArray stamp = "2026-11-21T22:05:36.346344344Z ";
    QByteArray line;
    for (int i = 0; i < 3; ++i)
        line += stamp + QByteArray(16 * 1024, char('a' + i));
    std::vector<LogLine> lines;
    LogLines out(OutputLine::Stream::Out, true);
    out.feed(QByteArray(line + stamp + "rest\n" + stamp + "next\n"), lines);
    QCOMPARE(lines.size(), 2U);
    QCOMPARE(lines[0].text.size(), 3 * 16 * 1024 + 4);
    QVERIFY(lines[0].text.endsWith(u"ccrest"_s));
    QCOMPARE(lines[1].text, u"next"_s);
}

void TestEngineStreams::objects()
{
    const QByteArray bytes = "{\"a\":1}\nnonsense\n\r\n{\"a\":2}\r\n{\"x\":\""
        + QByteArray(5'000'000, 'y') + "\"}\n{\"a\":3}\n{\"a\":";
    for (const qsizetype size : {qsizetype(1'000), bytes.size()}) {
        QList<int> seen;
        JsonStream stream([&](const QJsonObject &object) { seen += object[u"a"_s].toInt(); });
        for (qsizetype at = 0; at < bytes.size(); at += size)
            stream.feed(QByteArrayView(bytes).sliced(at, std::min(size, bytes.size() - at)));
        QCOMPARE(seen, (QList<int> {1, 2, 3}));
    }
}

void TestEngineStreams::timestamps_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("nano");
    QTest::newRow("nine digits") << QByteArray("2026-11-21T21:51:05.123456789Z")
                                 << 1'795'297'865'123'456'789LL;
    QTest::newRow("no fraction") << QByteArray("2026-11-21T21:51:05Z")
                                 << 1'795'297'865'000'000'000LL;
    QTest::newRow("short fraction")
        << QByteArray("2026-11-21T21:51:05.5Z") << 1'795'297'865'500'000'000LL;
    QTest::newRow("offset") << QByteArray("2026-11-21T22:51:05+01:00")
                            << 1'795'297'865'000'000'000LL;
    QTest::newRow("never") << QByteArray("0001-01-01T00:00:00Z") << 0LL;
    QTest::newRow("far") << QByteArray("9999-12-31T00:00:00Z") << 0LL;
    QTest::newRow("not a date") << QByteArray("2026-13-21T21:51:05Z") << -1LL;
    QTest::newRow("no zone") << QByteArray("2026-11-21T21:51:05") << -1LL;
    QTest::newRow("words") << QByteArray("this is a line of a log with no time") << -1LL;
    QTest::newRow("long fraction")
        << QByteArray("2026-11-21T21:51:05.1234567891234567Z") << 1'795'297'865'123'456'789LL;
}

void TestEngineStreams::timestamps()
{
    QFETCH(const QByteArray, text);
    QFETCH(const qint64, nano);
    QCOMPARE(parseTimestamp(text).value_or(-1), nano);
}

void TestEngineStreams::percent()
{
    StatsSample before;
    StatsSample after;
    before.cpuNano = 1'000;
    before.systemNano = 10'000;
    after.cpuNano = 2'000;
    after.systemNano = 14'000;
    after.cpus = 2;
    QCOMPARE(cpuPercent(before, after), 50.0);
    QCOMPARE(cpuPercent(after, before), 0.0);
    QCOMPARE(cpuPercent(before, before), 0.0);
}

QTEST_GUILESS_MAIN(TestEngineStreams)
#include "tst_enginestreams.moc"
