// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/containers/logs/logmerger.h"
#include "store/logstore.h"
#include "support/fakeengine.h"

#include <QTemporaryDir>
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
    void whatIsKeptComesFirst();

private:
    /// The texts of the merged logs, with the container's IDA before each.
    QStringList merged(LogPositions *positions = nullptr);
    void write(const QByteArray &container, const QByteArray &frames);

    test::FakeEngine m_fake;
    QList<KeptLog> m_kept;
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
                    m_kept,
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

void LogMergerTest::whatIsKeptComesFirst()
{
    QTemporaryDir store;
    const QString folder = loggedServiceFolder(store.path(), u"alpha"_s, u"app"_s);
    {
        QByteArray lines;
        appendStored(lines, {StoredLine::Kind::Started, 1'000, {}, false, false, {}});
        for (int i = 0; i < 300; ++i)
            appendStored(lines, {StoredLine::Kind::Out, 2'000 + i, {}, false, false, "gone"});
        const auto writer = LogWriter::open(folder, u"old"_s);
        QVERIFY(writer && (*writer)->append(lines));
        const auto present = LogWriter::open(folder, u"one"_s);
        QVERIFY(present && (*present)->append(lines));
    }
    m_kept = keptLogs(store.path(), {}, {u"one"_s});
    write("one", logLine(1, 5, "hello"));
    write("two", logLine(1, 4, "first"));
    const QStringList texts = merged();
    QCOMPARE(texts.size(), 302); // those of the container that is there come from the Engine alone
    QCOMPARE(texts.first(), u"alpha gone"_s);
    QCOMPARE(texts.last(), u"alpha hello"_s);
    m_kept.clear();
}

QTEST_GUILESS_MAIN(LogMergerTest)
#include "tst_logmerger.moc"
