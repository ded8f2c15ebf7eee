// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "store/steprecords.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void put(const QString &path, const QByteArray &content)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    QCOMPARE(file.write(content), content.size());
}

} // namespace

class TestStepRecords : public QObject
{
    Q_OBJECT

private slots:
    void remembers();
    void survivesBeingCutAnywhere();
    void damageIsSetAside();
    void staysSmall();
    void forgets();
    void remembersEachData();
    void saysWhenItCannotWrite();
};

void TestStepRecords::remembers()
{
    const QTemporaryDir dir;
    const QString path = dir.filePath(u"steps.jsonl"_s);
    StepRecords records = StepRecords::open(path);
    QVERIFY(records.all().isEmpty());
    QVERIFY(records.record(u"bootstrap:a/1"_s, u"f1"_s, {{u"command"_s, u"c1"_s}}, 1500ms));
    QVERIFY(records.begin(u"seed:a/base/1"_s));
    QCOMPARE(QFileInfo(path).permissions() & (QFile::ReadGroup | QFile::ReadOther),
             QFile::Permissions());
    const StepRecords again = StepRecords::open(path);
    const auto record = again.find(u"bootstrap:a/1"_s);
    QVERIFY(record && record->finished);
    QCOMPARE(record->fingerprint, u"f1"_s);
    QCOMPARE(record->parts, (QMap<QString, QString> {{u"command"_s, u"c1"_s}}));
    QCOMPARE(record->duration, 1500ms);
    QVERIFY(qAbs(record->time.secsTo(QDateTime::currentDateTimeUtc())) < 60);
    QVERIFY(!again.find(u"seed:a/base/1"_s)->finished);
    QVERIFY(!again.find(u"unknown"_s));
    // Begun again: no longer finished, but how long it took is still known.
    QVERIFY(records.begin(u"bootstrap:a/1"_s));
    QCOMPARE(StepRecords::open(path).find(u"bootstrap:a/1"_s)->duration, 1500ms);
}

void TestStepRecords::survivesBeingCutAnywhere()
{
    const QTemporaryDir dir;
    const QString path = dir.filePath(u"steps.jsonl"_s);
    {
        StepRecords records = StepRecords::open(path);
        for (int i = 0; i < 2; ++i)
            QVERIFY(records.record(
                u"step %1 “é”"_s.arg(i), u"f"_s, {{u"command"_s, QString::number(i)}}, 1s));
        QVERIFY(records.begin(u"step 0 “é”"_s));
    }
    const QByteArray whole = contentOf(path);
    for (qsizetype cut = 0; cut <= whole.size(); ++cut) {
        put(path, whole.left(cut));
        StepRecords records = StepRecords::open(path);
        QVERIFY2(records.warnings().isEmpty(), qPrintable(records.warnings().join(u' ')));
        const qsizetype lines = whole.left(cut).count('\n');
        // Whole lines are all there; the one that is cut counts only if nothing but its end is
        // missing.
        QVERIFY(records.all().size() >= qMin<qsizetype>(lines, 2));
        QVERIFY(records.all().size() <= qMin<qsizetype>(lines + 1, 2));
        QVERIFY(records.record(u"after the crash"_s, u"g"_s, {}, 1s));
        const StepRecords again = StepRecords::open(path);
        QVERIFY(again.find(u"after the crash"_s) && again.find(u"after the crash"_s)->finished);
        QCOMPARE(again.all().size(), records.all().size());
        QVERIFY(again.warnings().isEmpty());
    }
}

void TestStepRecords::damageIsSetAside()
{
    const QTemporaryDir dir;
    const QString path = dir.filePath(u"steps.jsonl"_s);
    {
        StepRecords records = StepRecords::open(path);
        QVERIFY(records.record(u"a"_s, u"f"_s, {}, 1s));
    }
    put(path, contentOf(path) + QByteArray("\0\1\2garbage\n\xff\xfe\n", 14));
    StepRecords records = StepRecords::open(path);
    QCOMPARE(records.all().size(), 1);
    QCOMPARE(records.warnings().size(), 1);
    QVERIFY(contentOf(path + u".broken"_s).contains("garbage"));
    QVERIFY(records.record(u"b"_s, u"f"_s, {}, 1s));
    const StepRecords again = StepRecords::open(path);
    QCOMPARE(again.all().size(), 2);
    QVERIFY(again.warnings().isEmpty());
}

void TestStepRecords::staysSmall()
{
    const QTemporaryDir dir;
    const QString path = dir.filePath(u"steps.jsonl"_s);
    StepRecords records = StepRecords::open(path);
    for (int i = 0; i < 600; ++i)
        QVERIFY(records.record(u"a"_s, QString::number(i), {}, 1s));
    QVERIFY(contentOf(path).count('\n') < 300);
    QCOMPARE(StepRecords::open(path).find(u"a"_s)->fingerprint, u"599"_s);
}

void TestStepRecords::forgets()
{
    const QTemporaryDir dir;
    const QString path = dir.filePath(u"steps.jsonl"_s);
    StepRecords records = StepRecords::open(path);
    QVERIFY(records.record(u"seed:a/x/1"_s, u"f"_s, {}, 7s));
    QVERIFY(records.record(u"seed:b/x/1"_s, u"f"_s, {}, 7s));
    QVERIFY(records.forget(
        [](const QString &step, const StepRecord &) { return step.startsWith(u"seed:a/"); }));
    const StepRecords again = StepRecords::open(path);
    QVERIFY(!again.find(u"seed:a/x/1"_s)->finished);
    QCOMPARE(again.find(u"seed:a/x/1"_s)->duration, 7s);
    QVERIFY(again.find(u"seed:b/x/1"_s)->finished);
}

void TestStepRecords::remembersEachData()
{
    const QTemporaryDir dir;
    const QString path = dir.filePath(u"steps.jsonl"_s);
    const QString step = u"bootstrap:a/1"_s;
    StepRecords records = StepRecords::open(path);
    QVERIFY(records.record(step, u"old"_s, {}, 1s, u"g1"_s));
    QVERIFY(records.begin(step, u"g2"_s)); // and nobody sees it end
    const StepRecords again = StepRecords::open(path);
    QVERIFY(!again.find(step)->finished);
    QVERIFY(!again.find(StepRecords::nameOnData(step, u"g2"_s))->finished);
    const auto first = again.find(StepRecords::nameOnData(step, u"g1"_s));
    QVERIFY(first && first->finished);
    QCOMPARE(first->fingerprint, u"old"_s);

    for (int i = 3; i < 40; ++i)
        QVERIFY(records.record(step, u"f"_s, {}, 1s, u"g%1"_s.arg(i)));
    QVERIFY(records.all().size() < 20);
    QVERIFY(records.find(StepRecords::nameOnData(step, u"g39"_s)));
    QVERIFY(!records.find(StepRecords::nameOnData(step, u"g1"_s)));
}

void TestStepRecords::saysWhenItCannotWrite()
{
    // A device on which every write fails as on a full disk.
    if (!QFileInfo::exists(u"/dev/full"_s))
        QFAIL("/dev/full is needed");
    const QTemporaryDir dir;
    const QString path = dir.filePath(u"steps.jsonl"_s);
    QVERIFY(QFile::link(u"/dev/full"_s, path));
    StepRecords records = StepRecords::open(dir.filePath(u"other"_s));
    QVERIFY(records.begin(u"a"_s));
    StepRecords full = StepRecords::open(path);
    QFile::remove(path);
    QVERIFY(QFile::link(u"/dev/full"_s, path)); // it was set aside
    const auto result = full.record(u"a"_s, u"f"_s, {}, 1s);
    QVERIFY(!result);
    QVERIFY(result.error().kind == Error::Kind::Io);
    QVERIFY(!result.error().hint.isEmpty());
}

QTEST_GUILESS_MAIN(TestStepRecords)
#include "tst_steprecords.moc"
