// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/containers/logs/logmerger.h"
#include "support/fakeengine.h"

#include <QtEndian>
#include <QtTest>

using namespace devstack;
using namespace Qt::StringLiterals;

namespace {

/// One line as the Engine frames it: the stream, its length, the time, the text.
QByteArray logLine(int stream, int millisecond, const QByteArray &text)
{
    const QByteArray content = "2026-01-01T00:00:00."
        + QByteArray::number(millisecond).rightJustified(3, '0') + "000000Z " + text + '\n';
    QByteArray header(8, '\0');
    header[0] = char(stream);
    qToBigEndian(quint32(content.size()), header.data() + 4);
    return header + content;
}

} // namespace

class LogMergerTest : public QObject
{
    Q_OBJECT

private slots:
    void linesOfTwoStreamsAreInOrder();
    void endIsTheLatestLine();

private:
    /// The texts of the merged logs, with the container's IDA before each.
    QStringList merged(LogPositions *positions = nullptr);
    void write(const QByteArray &container, const QByteArray &frames);

    test::FakeEngine m_fake;
};

void LogMergerTest::write(const QByteArray &container, const QByteArray &frames)
{
    m_fake.reply("GET /v1.41/containers/" + container + "/logs", test::answer(frames));
}

QStringList LogMergerTest::merged(LogPositions *positions)
{
    QStringList texts;
    LogQuery query;
    query.tty = false;
    const auto result
        = mergeLogs(EngineClient(m_fake.endpoint()),
                    {{u"one"_s, u"alpha"_s, u"app"_s}, {u"two"_s, u"beta"_s, u"app"_s}},
                    query,
                    [&](const LogEntry &entry) { texts << entry.ida + u' ' + entry.text; },
                    {});
    if (result && positions)
        *positions = *result;
    return result ? texts : QStringList {result.error().message};
}

void LogMergerTest::linesOfTwoStreamsAreInOrder()
{
    // The Engine took the error after the greeting and wrote it before it.
    write("one", logLine(2, 6, "trouble") + logLine(1, 5, "hello") + logLine(1, 9, "bye"));
    write("two", logLine(1, 4, "first") + logLine(1, 7, "last"));
    QCOMPARE(merged(),
             QStringList({u"beta first"_s,
                          u"alpha hello"_s,
                          u"alpha trouble"_s,
                          u"beta last"_s,
                          u"alpha bye"_s}));
}

void LogMergerTest::endIsTheLatestLine()
{
    write("one", logLine(2, 6, "trouble") + logLine(1, 5, "hello"));
    write("two", {});
    LogPositions positions;
    QCOMPARE(merged(&positions).size(), 2);
    QCOMPARE(positions.value(u"one"_s) % 1'000'000'000, 6'000'000);
    QVERIFY(!positions.contains(u"two"_s));
}

QTEST_GUILESS_MAIN(LogMergerTest)
#include "tst_logmerger.moc"
