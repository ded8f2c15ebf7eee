// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "store/logstore.h"

#include <sys/resource.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace devstack;
using namespace Qt::StringLiterals;

namespace {

QByteArray
stored(qint64 time, const QByteArray &text, StoredLine::Kind kind = StoredLine::Kind::Out)
{
    QByteArray bytes;
    appendStored(bytes, {kind, time, LineLevel::Info, false, false, text});
    return bytes;
}

QStringList textsOf(const QString &folder)
{
    QStringList texts;
    for (const LogSegmentFile &file : logSegments(folder)) {
        const auto segment = LogSegment::open(file.path);
        if (!segment)
            continue;
        (*segment)->read(0, [&](qint64, QByteArrayView line) {
            const auto parsed = parseStored(line);
            texts << (parsed ? QString::fromUtf8(parsed->text) : u"(no line)"_s);
            return true;
        });
    }
    return texts;
}

} // namespace

class TestLogStore : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }
    void aLineComesBack_data();
    void aLineComesBack();
    void nonsenseIsNoLine_data();
    void nonsenseIsNoLine();
    void oddTextIsMarked();
    void killedAtEveryByte();
    void isPrivate();
    void theBoundIsOfEachService();
    void manyContainersStayFew();
    void goesOnWhereItWas();
    void theClockWasSetBack();
    void aLineOfTenMegabytes();
    void aFullDiskLosesNothing();
    void endlessFilesAreNoSegments();
    void aFolderThatIsALink();
    void namesStayInside();
    void oneRecorderAtATime();
    void levels_data();
    void levels();

private:
    QString store() const { return m_dir->filePath(u"logs"_s); }
    QString folder(const QString &service = u"app"_s) const
    {
        return loggedServiceFolder(store(), u"shop"_s, service);
    }
    std::unique_ptr<QTemporaryDir> m_dir;
};

void TestLogStore::aLineComesBack_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("level");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("output") << int(StoredLine::Kind::Out) << int(LineLevel::Info)
                            << QByteArray("GET / 200");
    QTest::newRow("error") << int(StoredLine::Kind::Err) << int(LineLevel::Error)
                           << QByteArray("no");
    QTest::newRow("empty") << int(StoredLine::Kind::Out) << int(LineLevel::None) << QByteArray("");
    QTest::newRow("escapes") << int(StoredLine::Kind::Out) << int(LineLevel::None)
                             << QByteArray("\x1b[31mx\r");
    QTest::newRow("end") << int(StoredLine::Kind::Ended) << int(LineLevel::None)
                         << QByteArray("137");
}

void TestLogStore::aLineComesBack()
{
    QFETCH(int, kind);
    QFETCH(int, level);
    QFETCH(QByteArray, text);
    constexpr qint64 kTime = 1'795'297'865'123'456'789;
    QByteArray bytes;
    appendStored(bytes, {StoredLine::Kind(kind), kTime, LineLevel(level), false, true, text});
    QVERIFY(bytes.endsWith('\n'));
    const auto line = parseStored(QByteArrayView(bytes).chopped(1));
    QVERIFY(line);
    QCOMPARE(int(line->kind), kind);
    QCOMPARE(int(line->level), level);
    QCOMPARE(line->timeNano, kTime);
    QCOMPARE(line->text.toByteArray(), text);
    QVERIFY(line->isRest);
    QVERIFY(!line->isAltered);
}

void TestLogStore::nonsenseIsNoLine_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("zeros of a lost power") << QByteArray(64, '\0');
    QTest::newRow("no time") << QByteArray("hello world, this is no line at all");
    QTest::newRow("no letters") << QByteArray("1795297865123456789 ?? text");
    QTest::newRow("cut") << QByteArray("1795297865123456789 oi");
    QTest::newRow("marks without an end") << QByteArray("1795297865123456789 oi~~~~~~~~");
}

void TestLogStore::nonsenseIsNoLine()
{
    QFETCH(QByteArray, line);
    QVERIFY(!parseStored(line));
}

void TestLogStore::oddTextIsMarked()
{
    QByteArray bytes;
    appendStored(
        bytes, {StoredLine::Kind::Out, 1, LineLevel::None, false, false, QByteArray("a\0b\nc", 5)});
    QCOMPARE(bytes.count('\n'), 1);
    const auto line = parseStored(QByteArrayView(bytes).chopped(1));
    QVERIFY(line);
    QVERIFY(line->isAltered);
    QCOMPARE(QString::fromUtf8(line->text), u"a␀b␊c"_s);
}

void TestLogStore::killedAtEveryByte()
{
    const QByteArray first = stored(1'000'000'000, QByteArray("first"));
    const QByteArray batch = stored(1'000'000'001, QByteArray("second"))
        + stored(1'000'000'002, QByteArray("dritte Zeile: ü"));
    for (qsizetype kept = 0; kept <= batch.size(); ++kept) {
        const QString folder = this->folder(QString::number(kept));
        {
            const auto writer = LogWriter::open(folder, u"c1"_s);
            QVERIFY(writer && (*writer)->append(first));
        }
        QFile file(logSegments(folder).first().path);
        QVERIFY(file.open(QIODevice::Append) && file.write(batch.first(kept)) == kept);
        file.close();
        const qsizetype whole = 1 + batch.first(kept).count('\n');
        QCOMPARE(textsOf(folder).size(), whole);
        const auto writer = LogWriter::open(folder, u"c1"_s);
        QVERIFY(writer);
        QCOMPARE((*writer)->lastTime(), 1'000'000'000 + whole - 1);
        QVERIFY((*writer)->append(stored(1'000'000'009, QByteArray("last"))));
        QCOMPARE(textsOf(folder).size(), whole + 1);
        QCOMPARE(textsOf(folder).last(), u"last"_s);
        QVERIFY(!textsOf(folder).contains(u"(no line)"_s));
    }
}

void TestLogStore::isPrivate()
{
    const auto writer = LogWriter::open(folder(), u"c1"_s);
    QVERIFY(writer && (*writer)->append(stored(1, QByteArray("x"))));
    const auto kOwner = QFile::ReadOwner | QFile::WriteOwner;
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    const auto file = QFile::permissions(logSegments(folder()).first().path);
    QVERIFY(file.testFlags(kOwner) && !(file & others));
    for (const QString &path : {store(), QFileInfo(folder()).path(), folder()})
        QVERIFY2(!(QFile::permissions(path) & others), qPrintable(path));
}

void TestLogStore::theBoundIsOfEachService()
{
    const LogLimits limits {64 * 1024, 8 * 1024, 100};
    const auto quiet = LogWriter::open(folder(u"quiet"_s), u"c1"_s, limits);
    QVERIFY(quiet && (*quiet)->append(stored(1, QByteArray("the only line"))));
    const auto noisy = LogWriter::open(folder(u"noisy"_s), u"c2"_s, limits);
    QVERIFY(noisy);
    for (int i = 0; i < 5000; ++i)
        QVERIFY((*noisy)->append(stored(i + 1, QByteArray("noise ") + QByteArray::number(i))));
    qint64 bytes = 0;
    for (const LogSegmentFile &file : logSegments(folder(u"noisy"_s)))
        bytes += file.size;
    QVERIFY2(bytes <= limits.bytes + limits.segmentBytes, QByteArray::number(bytes));
    QVERIFY2(bytes > limits.bytes / 2, QByteArray::number(bytes));
    QCOMPARE(textsOf(folder(u"noisy"_s)).last(), u"noise 4999"_s);
    QCOMPARE(textsOf(folder(u"quiet"_s)), QStringList {u"the only line"_s});
}

void TestLogStore::manyContainersStayFew()
{
    const LogLimits limits {1024 * 1024, 8 * 1024, 10};
    for (int i = 0; i < 40; ++i) {
        const auto writer = LogWriter::open(folder(), u"c%1"_s.arg(i), limits);
        QVERIFY(writer && (*writer)->append(stored(1, QByteArray::number(i))));
    }
    QCOMPARE(logSegments(folder()).size(), 10);
    QCOMPARE(textsOf(folder()).last(), u"39"_s);
}

void TestLogStore::goesOnWhereItWas()
{
    {
        const auto writer = LogWriter::open(folder(), u"c1"_s);
        QVERIFY(writer);
        QCOMPARE((*writer)->lastTime(), 0);
        QVERIFY((*writer)->append(stored(7'000'000'000, {}, StoredLine::Kind::Started)
                                  + stored(7'000'000'001, QByteArray("a"))
                                  + stored(8'000'000'000, QByteArray("b"))
                                  + stored(8'000'000'000, QByteArray("c"), StoredLine::Kind::Err)));
        const auto other = LogWriter::open(folder(), u"c2"_s);
        QVERIFY(other
                && (*other)->append(stored(99'000'000'000, QByteArray("of another container"))));
    }
    const auto writer = LogWriter::open(folder(), u"c1"_s);
    QVERIFY(writer);
    QCOMPARE((*writer)->lastTime(), 8'000'000'000);
    QCOMPARE((*writer)->lastStart(), 7'000'000'000);
    QVERIFY(!(*writer)->isEnded());
    QCOMPARE((*writer)->kept(8'000'000'000, StoredLine::Kind::Out), 1);
    QCOMPARE((*writer)->kept(8'000'000'000, StoredLine::Kind::Err), 1);
    QCOMPARE((*writer)->kept(8'000'000'001, StoredLine::Kind::Err), 0);
    QVERIFY((*writer)->resumeTime() < 8'000'000'000);
}

void TestLogStore::theClockWasSetBack()
{
    {
        const auto writer = LogWriter::open(folder(), u"c1"_s);
        QVERIFY(writer
                && (*writer)->append(stored(9'000'000'000, QByteArray("before"))
                                     + stored(5'000'000'000, QByteArray("after"))));
    }
    // The Engine answers both for a time before the second: neither may be kept twice.
    const auto writer = LogWriter::open(folder(), u"c1"_s);
    QVERIFY(writer);
    QVERIFY((*writer)->resumeTime() < 5'000'000'000);
    QCOMPARE((*writer)->kept(9'000'000'000, StoredLine::Kind::Out), 1);
    QCOMPARE((*writer)->kept(5'000'000'000, StoredLine::Kind::Out), 1);
}

void TestLogStore::aLineOfTenMegabytes()
{
    const QByteArray text(10 * 1024 * 1024, 'x');
    {
        const auto writer = LogWriter::open(folder(), u"c1"_s);
        QVERIFY(writer && (*writer)->append(stored(1, QByteArray("before")) + stored(2, text)));
    }
    const auto segment = LogSegment::open(logSegments(folder()).first().path);
    QVERIFY(segment);
    const QByteArray line = (*segment)->line(stored(1, QByteArray("before")).size());
    QCOMPARE(parseStored(line)->text.size(), text.size());
    const auto writer = LogWriter::open(folder(), u"c1"_s);
    QVERIFY(writer && (*writer)->append(stored(3, QByteArray("after"))));
    QCOMPARE(textsOf(folder()).size(), 3);
}

void TestLogStore::aFullDiskLosesNothing()
{
    // A limit of file sizes ends writes as a full disk does: in the middle of a line.
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit before {};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
    const auto restore = qScopeGuard([&] { ::setrlimit(RLIMIT_FSIZE, &before); });
    const auto writer = LogWriter::open(folder(), u"c1"_s);
    QVERIFY(writer && (*writer)->append(stored(1, QByteArray("kept"))));
    rlimit small = before;
    small.rlim_cur = 50;
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &small), 0);
    const Result<> refused = (*writer)->append(stored(2, QByteArray(100, 'x')));
    QVERIFY(!refused);
    QCOMPARE(int(refused.error().kind), int(Error::Kind::Io));
    QVERIFY(!refused.error().hint.isEmpty());
    QCOMPARE(textsOf(folder()), QStringList {u"kept"_s});
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &before), 0);
    QVERIFY((*writer)->append(stored(2, QByteArray("again"))));
    QCOMPARE(textsOf(folder()), QStringList({u"kept"_s, u"again"_s}));
}

/// Not what this program wrote: a file without lines, and one that is larger than any disk.
void TestLogStore::endlessFilesAreNoSegments()
{
    QVERIFY(QDir().mkpath(folder()));
    const auto make = [&](const QString &name, qint64 size) {
        const QString path = folder() + u'/' + name;
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.resize(size) ? path : QString();
    };
    const auto sparse = LogSegment::open(make(u"sparse"_s, qint64(200) * 1024 * 1024 * 1024));
    QVERIFY(!sparse);
    QVERIFY2(sparse.error().message.contains(u"larger than any segment"),
             qPrintable(sparse.error().toText()));
    const auto one = LogSegment::open(make(u"one"_s, 200 * 1024 * 1024));
    QVERIFY(one);
    int lines = 0;
    QCOMPARE((*one)->read(0, [&](qint64, QByteArrayView) { return ++lines > 0; }), 0);
    QCOMPARE(lines, 0);
}

void TestLogStore::aFolderThatIsALink()
{
    QTemporaryDir elsewhere;
    QVERIFY(QDir().mkpath(QFileInfo(folder()).path()));
    QVERIFY(QFile::link(elsewhere.path(), folder()));
    QVERIFY(!LogWriter::open(folder(), u"c1"_s));
    QVERIFY(QDir(elsewhere.path()).isEmpty());
}

void TestLogStore::namesStayInside()
{
    for (const QString &name : {u".."_s, u"a/b"_s, u"."_s, u"ü x"_s, u".hidden"_s}) {
        const QString path = loggedServiceFolder(store(), name, name);
        QVERIFY2(QDir::cleanPath(path).startsWith(store() + u'/'), qPrintable(path));
        QCOMPARE(path.count(u'/'), store().count(u'/') + 2);
        QVERIFY(LogWriter::open(path, u"c1"_s));
        const QList<LoggedService> services = loggedServices(store());
        QVERIFY2(services.contains(LoggedService {name, name, path}), qPrintable(name));
    }
}

void TestLogStore::oneRecorderAtATime()
{
    auto first = lockLogStore(store(), u"the window"_s);
    QVERIFY(first);
    const auto second = lockLogStore(store(), u"logs"_s);
    QVERIFY(!second);
    QCOMPARE(int(second.error().kind), int(Error::Kind::Conflict));
    first->release();
    QVERIFY(lockLogStore(store(), u"logs"_s));
}

void TestLogStore::levels_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("level");
    QTest::newRow("coloured") << u"\x1b[31mERROR\x1b[0m no"_s << int(LineLevel::Error);
    QTest::newRow("first word wins") << u"INFO no ERROR"_s << int(LineLevel::Info);
    QTest::newRow("part of a word") << u"terrors ERRORS"_s << int(LineLevel::None);
    QTest::newRow("json") << u"{\"level\":\"warning\"}"_s << int(LineLevel::Warning);
    QTest::newRow("at the bound") << QString(75, u' ') + u"ERROR"_s << int(LineLevel::Error);
    QTest::newRow("cut by the bound") << QString(77, u' ') + u"ERROR"_s << int(LineLevel::None);
    QTest::newRow("an escape without end") << u"\x1b["_s << int(LineLevel::None);
    QTest::newRow("a lone escape") << u"\x1b"_s << int(LineLevel::None);
}

void TestLogStore::levels()
{
    QFETCH(QString, text);
    QTEST(int(lineLevelOf(text)), "level");
}

QTEST_GUILESS_MAIN(TestLogStore)
#include "tst_logstore.moc"
