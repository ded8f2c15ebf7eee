// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "store/logstore.h"
#include "ui/models/storedlogmodel.h"
#include "ui/source/errorcounts.h"
#include "ui/source/logscan.h"
#include "ui/text/logsearch.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kSecond = 1'000'000'000;
constexpr qint64 kBegin = 1'790'000'000 * kSecond;

QByteArray
storedLine(qint64 time, const QByteArray &text, StoredLine::Kind kind = StoredLine::Kind::Out)
{
    QByteArray bytes;
    const LineLevel level = lineLevelOf(QString::fromUtf8(text));
    appendStored(bytes, {kind, time, level, false, false, text});
    return bytes;
}

qint64 residentBytes()
{
    QFile status(u"/proc/self/statm"_s);
    constexpr qint64 kPage = 4096;
    return status.open(QIODevice::ReadOnly)
        ? status.readAll().split(' ').value(1).toLongLong() * kPage
        : 0;
}

} // namespace

class TestStoredLogs : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }
    void severalServicesInOrder();
    void runsHaveMarks();
    void tracesAreOneEntry();
    void aTraceThatComesInPieces();
    void jsonOpens();
    void filtersAndCounts();
    void whatComesLaterIsSeen();
    void segmentsMakeRoom();
    void exportsWhatIsAskedFor();
    void aMillionLines();
    void errorsSinceTheStart();

private:
    QString store() const { return m_dir->path(); }
    std::unique_ptr<LogWriter> writer(const QString &ida,
                                      const QString &service = u"app"_s,
                                      const QString &container = u"c1"_s,
                                      const LogLimits &limits = {}) const
    {
        auto opened
            = LogWriter::open(loggedServiceFolder(store(), ida, service), container, limits);
        return opened ? std::move(*opened) : nullptr;
    }
    LogScanRequest request(const QString &search = {}) const
    {
        return {store(), {}, LogSearch::parse(search, false, QDateTime::currentDateTime())};
    }
    /// A scan that feeds a model which was begun for it.
    std::unique_ptr<LogScan> scan(StoredLogModel &model, const LogScanRequest &request)
    {
        model.restart(request.search);
        return std::make_unique<LogScan>(
            request, &model, [&model](const LogBatch &batch) { model.append(batch); });
    }
    static QStringList texts(const StoredLogModel &model)
    {
        QStringList texts;
        for (int row = 0; row < model.count(); ++row)
            texts << model.line(row).content.text;
        return texts;
    }

    std::unique_ptr<QTemporaryDir> m_dir;
};

void TestStoredLogs::severalServicesInOrder()
{
    const auto one = writer(u"one"_s);
    const auto two = writer(u"two"_s);
    const auto old = writer(u"one"_s, u"app"_s, u"c0"_s);
    for (int i = 0; i < 5000; ++i)
        QVERIFY((i % 3 == 0       ? one
                     : i % 3 == 1 ? two
                                  : old)
                    ->append(storedLine(kBegin + i, QByteArray::number(i))));
    StoredLogModel model;
    const auto running = scan(model, request());
    QTRY_COMPARE(model.count(), 5000);
    for (int i = 0; i < 5000; ++i)
        QCOMPARE(model.line(i).content.text, QString::number(i));
    QCOMPARE(model.line(1).source, u"two/app"_s);
    QVERIFY(model.line(0).sourceNumber != model.line(1).sourceNumber);
}

void TestStoredLogs::runsHaveMarks()
{
    const auto app = writer(u"shop"_s);
    QVERIFY(app->append(storedLine(kBegin, {}, StoredLine::Kind::Started)
                        + storedLine(kBegin + 1, "hello")
                        + storedLine(kBegin + kSecond, "5", StoredLine::Kind::Ended)));
    StoredLogModel model;
    const auto running = scan(model, request());
    QTRY_COMPARE(model.count(), 3);
    QVERIFY(model.line(0).isMark);
    QVERIFY(model.line(0).content.text.contains(u"shop/app started"_s));
    QVERIFY(!model.line(1).isMark);
    QVERIFY(model.line(2).content.text.endsWith(u"exit code 5"_s));
    QCOMPARE(model.total(), 1); // marks are no lines of a service
}

void TestStoredLogs::tracesAreOneEntry()
{
    const auto app = writer(u"shop"_s);
    QVERIFY(app->append(
        storedLine(kBegin, "java.lang.Error: no") + storedLine(kBegin + 1, "\tat a.B.c(B.java:1)")
        + storedLine(kBegin + 2, "Traceback (most recent call last):")
        + storedLine(kBegin + 3, "  File \"a.py\"") + storedLine(kBegin + 4, "ValueError: deep")
        + storedLine(kBegin + 5, "INFO next")));
    StoredLogModel model;
    const auto running = scan(model, request());
    QTRY_COMPARE(model.count(), 3);
    QCOMPARE(texts(model),
             QStringList({u"java.lang.Error: no"_s, u"ValueError: deep"_s, u"INFO next"_s}));
    QCOMPARE(model.line(1).folded, 2);
    QCOMPARE(model.line(0).level, LogLevel::Error);
    QCOMPARE(model.errors(), 2);
    QVERIFY(!model.isOpen(1));
    model.toggleOpen(1);
    QVERIFY(model.isOpen(1));
    model.toggleOpen(2); // there is nothing to open
    QVERIFY(!model.isOpen(2));
    // What stands inside of it finds it.
    const auto searching = scan(model, request(u"a.py"_s));
    QTRY_COMPARE(model.count(), 1);
    QCOMPARE(model.line(0).content.text, u"ValueError: deep"_s);
}

void TestStoredLogs::aTraceThatComesInPieces()
{
    const auto app = writer(u"shop"_s);
    QVERIFY(app->append(storedLine(kBegin, "Traceback (most recent call last):")));
    StoredLogModel model;
    const auto running = scan(model, request());
    QTRY_COMPARE(model.count(), 1);
    QCOMPARE(model.line(0).folded, 0);
    QVERIFY(app->append(storedLine(kBegin + 1, "  File \"a.py\"")
                        + storedLine(kBegin + 2, "ValueError: late")));
    QTRY_COMPARE(model.line(0).content.text, u"ValueError: late"_s);
    QCOMPARE(model.count(), 1);
}

void TestStoredLogs::jsonOpens()
{
    const auto app = writer(u"shop"_s);
    QVERIFY(app->append(storedLine(kBegin, R"({"level":"error","who":{"id":17e40,"a":["{,",{}]}})")
                        + storedLine(kBegin + 1, "{not json}")));
    StoredLogModel model;
    const auto running = scan(model, request());
    QTRY_COMPARE(model.count(), 2);
    QCOMPARE(model.line(0).level, LogLevel::Error);
    QStringList opened;
    for (const AnsiText &line : model.line(0).more)
        opened << line.text;
    // In its own order, and numbers as they were written.
    QCOMPARE(opened.join(u'\n'),
             u"{\n  \"level\": \"error\",\n  \"who\": {\n    \"id\": 17e40,\n    \"a\": [\n      "
             u"\"{,\",\n"
             "      {\n      }\n    ]\n  }\n}"_s);
    QCOMPARE(model.line(1).folded, 0);
}

void TestStoredLogs::filtersAndCounts()
{
    const auto app = writer(u"shop"_s);
    const auto database = writer(u"shop"_s, u"db"_s);
    for (int i = 0; i < 1000; ++i) {
        const QByteArray text
            = (i % 10 == 0 ? "ERROR line " : "INFO line ") + QByteArray::number(i);
        QVERIFY((i % 2 == 0 ? app : database)->append(storedLine(kBegin + i * kSecond, text)));
    }
    StoredLogModel model;
    auto running = scan(model, request(u"service:app level:error"_s));
    QTRY_COMPARE(model.count(), 100);
    QCOMPARE(model.errors(), 100);
    LogScanRequest wanted = request(u"LINE 99"_s);
    running = scan(model, wanted);
    QTRY_COMPARE(model.count(), 11);
    QCOMPARE(model.matches(), 11);
    QCOMPARE(model.total(), 1000);
    wanted.matchesOnly = false;
    running = scan(model, wanted);
    QTRY_COMPARE(model.count(), 1000);
    QCOMPARE(model.matches(), 11);
    QCOMPARE(model.nextMatch(-1), 99);
    QCOMPARE(model.nextMatch(99), 990);
    QCOMPARE(model.nextMatch(990, true), 99);
    QCOMPARE(model.nextOfLevel(0, LogLevel::Error), 10);
    QCOMPARE(model.nextOfLevel(999, LogLevel::Error, true), 990);
    wanted = request();
    wanted.search.afterNano = kBegin + 10 * kSecond;
    wanted.search.beforeNano = kBegin + 20 * kSecond;
    running = scan(model, wanted);
    QTRY_COMPARE(model.count(), 10);
    wanted = request();
    wanted.sources = {u"shop/db"_s};
    running = scan(model, wanted);
    QTRY_COMPARE(model.count(), 500);
}

void TestStoredLogs::whatComesLaterIsSeen()
{
    StoredLogModel model;
    const auto running = scan(model, request());
    const auto app = writer(u"shop"_s);
    QVERIFY(app->append(storedLine(kBegin, "first")));
    QTRY_COMPARE(model.count(), 1);
    QVERIFY(app->append(storedLine(kBegin + 1, "second")));
    QTRY_COMPARE(model.count(), 2);
    const auto next = writer(u"shop"_s, u"app"_s, u"c2"_s);
    QVERIFY(next->append(storedLine(kBegin + 2, "of the next container")));
    QTRY_COMPARE(model.count(), 3);
}

void TestStoredLogs::segmentsMakeRoom()
{
    const LogLimits limits {64 * 1024, 8 * 1024, 100};
    const auto quiet = writer(u"quiet"_s);
    QVERIFY(quiet->append(storedLine(kBegin, "the only line")));
    const auto noisy = writer(u"noisy"_s, u"app"_s, u"c1"_s, limits);
    QVERIFY(noisy->append(storedLine(kBegin + 1, "noise")));
    StoredLogModel model;
    const auto running = scan(model, request());
    QTRY_COMPARE(model.count(), 2);
    for (int i = 0; i < 5000; ++i)
        QVERIFY(noisy->append(storedLine(kBegin + 2 + i, "noise " + QByteArray::number(i))));
    QTRY_VERIFY(model.count() > 500 && model.line(model.count() - 1).content.text == u"noise 4999");
    QTRY_VERIFY(model.leftOut() > 0);
    QCOMPARE(model.line(0).content.text, u"the only line"_s);
    for (int row = 0; row < model.count(); ++row)
        QVERIFY2(!model.line(row).isMark, qPrintable(model.line(row).content.text));
}

void TestStoredLogs::exportsWhatIsAskedFor()
{
    const auto app = writer(u"shop"_s);
    QVERIFY(app->append(storedLine(kBegin, "INFO \x1b[31mred\x1b[0m")
                        + storedLine(kBegin + 1, "ERROR no")));
    const QString file = m_dir->filePath(u"out.log"_s);
    QVERIFY(exportLogs(request(u"level:error"_s), file, {}));
    QFile written(file);
    QVERIFY(written.open(QIODevice::ReadOnly));
    const QByteArray content = written.readAll();
    QCOMPARE(content.count('\n'), 1);
    QVERIFY2(content.endsWith("Z shop/app ERROR no\n"), content);
    QVERIFY(!exportLogs(request(), u"/proc/no/such"_s, {}));
}

void TestStoredLogs::aMillionLines()
{
    constexpr int kLines = 1'000'000;
    {
        const auto app = writer(u"shop"_s);
        QByteArray lines;
        for (int i = 0; i < kLines; ++i) {
            lines += storedLine(kBegin + i,
                                "INFO GET /api/v2/records/ 200 in 14 ms, request "
                                    + QByteArray::number(i));
            if (lines.size() > 64 * 1024) {
                QVERIFY(app->append(lines));
                lines.clear();
            }
        }
        QVERIFY(app->append(lines));
    }
    const qint64 before = residentBytes();
    StoredLogModel model;
    QElapsedTimer clock;
    clock.start();
    const auto running = scan(model, request());
    QTRY_COMPARE_WITH_TIMEOUT(model.count(), kLines, 60'000);
    const qint64 read = clock.restart();
    // Everywhere in it, as one who drags the scroll bar.
    for (int i = 0; i < 20'000; ++i)
        QVERIFY(model.line(int((qint64(i) * 7'919) % kLines))
                    .content.text.endsWith(QString::number((qint64(i) * 7'919) % kLines)));
    const qint64 looked = clock.elapsed();
    const qint64 used = residentBytes() - before;
    qInfo("a million lines: read in %lld ms, 20,000 looked at in %lld ms, %lld MB",
          read,
          looked,
          used / 1024 / 1024);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) // they keep what was freed
    QVERIFY2(used < 60 * 1024 * 1024, QByteArray::number(used));
#endif
    // A search that finds nothing tells how far it is, and ends when it is not wanted any more.
    auto searching = scan(model, request(u"nowhere to be found"_s));
    QTRY_VERIFY(model.total() > 0);
    QVERIFY(model.total() < kLines);
    clock.restart();
    searching.reset();
    qInfo("a search ended after %lld ms", clock.elapsed());
    QVERIFY(model.total() < kLines);
}

void TestStoredLogs::errorsSinceTheStart()
{
    const auto app = writer(u"shop"_s);
    QVERIFY(app->append(storedLine(kBegin, "ERROR of an earlier run")
                        + storedLine(kBegin + 1, {}, StoredLine::Kind::Started)
                        + storedLine(kBegin + 2, "ERROR one") + storedLine(kBegin + 3, "INFO two")
                        + storedLine(kBegin + 4, "ERROR three")));
    LogErrorsByService errors;
    const ErrorCounts counts(store(), this, [&](const auto &now) { errors = now; });
    QTRY_COMPARE(errors.value(u"shop/app"_s), (LogErrors {2, kBegin + 1}));
    // A trace is one, also where its first line names no level.
    QVERIFY(app->append(storedLine(kBegin + 5, "java.lang.IllegalStateException: no")
                        + storedLine(kBegin + 5, "\tat a.B.c(B.java:1)")
                        + storedLine(kBegin + 5, "\tat a.B.d(B.java:2)")));
    QTRY_COMPARE(errors.value(u"shop/app"_s).count, 3);
    QVERIFY(app->append(storedLine(kBegin + 5, "WARN a trace of less weight")
                        + storedLine(kBegin + 5, "\tat a.B.c(B.java:1)")
                        + storedLine(kBegin + 5, "Traceback (most recent call last):")
                        + storedLine(kBegin + 5, "  File \"a.py\"")
                        + storedLine(kBegin + 5, "ValueError: no")));
    QTRY_COMPARE(errors.value(u"shop/app"_s).count, 4);
    QVERIFY(app->append(storedLine(kBegin + 6, {}, StoredLine::Kind::Started)));
    QTRY_VERIFY(errors.isEmpty());
}

QTEST_GUILESS_MAIN(TestStoredLogs)
#include "tst_storedlogs.moc"
