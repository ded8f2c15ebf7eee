// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "plan/reasons.h"
#include "service/provisioning/steps/runmemory.h"
#include "service/snapshots/snapshotwork.h"

#include <QJsonDocument>
#include <QtTest>

using namespace devstack;
using namespace Qt::StringLiterals;

namespace {

const QString kVolume = volumePart(u"a"_s, u"data"_s);
const QString kIdentity = volumeIdentity(u"ws-a-data-g2"_s, 2, u"i2"_s);
const QString kEarlier = volumeIdentity(u"ws-a-data-g1"_s, 1, u"i1"_s);
const QDateTime kMoment = QDateTime::fromString(u"2026-11-30T07:00:00Z"_s, Qt::ISODate);

/// A record as a run writes it: on this data, at so many seconds from the moment.
void add(QHash<QString, StepRecord> &records,
         const QString &step,
         const QString &identity,
         int seconds,
         const Fingerprint &more = {})
{
    StepRecord record;
    record.finished = true;
    record.time = kMoment.addSecs(seconds);
    record.parts = {{u"command"_s, u"c1"_s}, {kVolume, identity}};
    record.parts.insert(more);
    records.insert(StepRecords::nameOnData(step, identity), record);
    records.insert(step, record);
}

Step stepOf(const QString &id, const Fingerprint &parts)
{
    Step step;
    step.id = id;
    step.parts = parts;
    step.action = CommandAction {};
    return step;
}

} // namespace

/// What a snapshot says was done to it, and which steps need not be done again for that.
class SnapshotWorkTest : public QObject
{
    Q_OBJECT

private slots:
    void ofTheDataAndOfWhatItBeganWith();
    void onlyWhatMeansTheSameElsewhere();
    void labelsComeBack();
    void ofSeveralVolumes();
    void whatSomebodyElseWrote_data();
    void whatSomebodyElseWrote();
    void theSameWorkIsNotDoneAgain();
    void aCopyServesUntilSomethingIsDone();
};

void SnapshotWorkTest::ofSeveralVolumes()
{
    const QString more = volumePart(u"a"_s, u"more"_s);
    const QMap<QString, QString> now {{kVolume, kIdentity}, {more, u"m#1#i"_s}};
    const QMap<QString, QString> before {{kVolume, kEarlier}, {more, u"m#1#i"_s}};
    QHash<QString, StepRecord> records;
    add(records, u"seed:a/one/1"_s, kIdentity, 5, {{more, u"m#1#i"_s}});
    add(records, u"seed:a/two/1"_s, kEarlier, -5, {{more, u"m#1#i"_s}});
    add(records, u"seed:a/late/1"_s, kEarlier, 5, {{more, u"m#1#i"_s}});
    add(records, u"seed:a/other/1"_s, kIdentity, 5);
    add(records, u"file:a/own.sql"_s, kIdentity, 5, {{more, u"m#1#i"_s}});
    const SnapshotWork work = workOn(records, {{now, {}}, {before, kMoment}});
    QCOMPARE(work.keys(), (QStringList {u"seed:a/one/1"_s, u"seed:a/two/1"_s}));
    QVERIFY(workFromJson(toJson(work)) == work);
    // What is open elsewhere is open: a built image has another name there.
    const Fingerprint parts
        = partsOnData({{u"command"_s, u"c1"_s}, {imagePart(u"app"_s), u"b1"_s}}, now);
    QCOMPARE(parts.value(u"reference:app"_s), u"?"_s);
    QCOMPARE(parts.value(more), u"m#1#i"_s);
}

void SnapshotWorkTest::whatSomebodyElseWrote_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<bool>("isTaken");
    const auto row = [](const char *name, const QByteArray &json, bool isTaken) {
        QTest::newRow(name) << json << isTaken;
    };
    row("nothing done", "{}", true);
    row("a seed", R"({"seed:a/b/1": {"command": "c1", "input:*.sql": "ab"}})", true);
    row("another kind of step", R"({"base:a": {"command": "c1"}})", false);
    row("of other data", R"({"seed:a/b/1\n0123": {"command": "c1"}})", false);
    row("a volume", R"({"seed:a/b/1": {"command": "c1", "volume:a/data": "x"}})", false);
    row("no fingerprint", R"({"seed:a/b/1": {"command": "a b"}})", false);
    row("no text", R"({"seed:a/b/1": {"command": 1}})", false);
    row("a long one", "{\"seed:a/b/1\": {\"command\": \"" + QByteArray(1000, 'a') + "\"}}", false);
}

void SnapshotWorkTest::whatSomebodyElseWrote()
{
    QFETCH(QByteArray, json);
    QFETCH(bool, isTaken);
    const QJsonDocument document = QJsonDocument::fromJson(json);
    QVERIFY(document.isObject());
    QCOMPARE(workFromJson(document.object()).has_value(), isTaken);
}

void SnapshotWorkTest::ofTheDataAndOfWhatItBeganWith()
{
    QHash<QString, StepRecord> records;
    add(records, u"bootstrap:a/1"_s, kEarlier, -10);
    add(records, u"seed:a/late/1"_s, kEarlier, 10); // after the present data left it
    add(records, u"seed:a/base/1"_s, kIdentity, 20);
    add(records, u"client:b/a/user/x"_s, kIdentity, 20);
    add(records, u"file:a/own.sql"_s, kIdentity, 20);
    add(records, u"client:b/a/rows/p.sh:4"_s, kIdentity, 20, {{takenPart(), u"yes"_s}});
    add(records, u"seed:a/two/1"_s, kIdentity, 20, {{volumePart(u"b"_s, u"data"_s), u"other"_s}});
    add(records, u"seed:a/half/1"_s, kIdentity, 20);
    records[StepRecords::nameOnData(u"seed:a/half/1"_s, kIdentity)].finished = false;
    const SnapshotWork work = workOn(records, kVolume, kIdentity, {{kEarlier, kMoment}});
    QCOMPARE(work.keys(),
             QStringList({u"bootstrap:a/1"_s, u"client:b/a/user/x"_s, u"seed:a/base/1"_s}));
    QCOMPARE(workOn(records, kVolume, kIdentity, {}).keys(),
             QStringList({u"client:b/a/user/x"_s, u"seed:a/base/1"_s}));
}

void SnapshotWorkTest::onlyWhatMeansTheSameElsewhere()
{
    const Fingerprint built {{u"command"_s, u"c1"_s},
                             {imagePart(u"app"_s), u"0532"_s},
                             {u"reference:app"_s, u"ws/a-app:dev"_s},
                             {kVolume, kIdentity}};
    QCOMPARE(portableParts(built),
             Fingerprint({{u"command"_s, u"c1"_s}, {imagePart(u"app"_s), u"0532"_s}}));
    const Fingerprint pulled {{imagePart(u"app"_s), u"sha256:1"_s},
                              {u"reference:app"_s, u"shared/app:1"_s}};
    QCOMPARE(portableParts(pulled), pulled);
}

void SnapshotWorkTest::labelsComeBack()
{
    const SnapshotWork work {{u"seed:a/base/1"_s, {{u"command"_s, u"c1"_s}}}};
    QCOMPARE(snapshotWork(toLabelText(work)), work);
    QVERIFY(toLabelText({}).isEmpty());
    // A label can say anything; nothing to compare with is no proof.
    for (const auto &text :
         {u""_s, u"{"_s, u"[1]"_s, uR"({"seed:a/base/1": 7})"_s, uR"({"seed:a/base/1": {}})"_s})
        QVERIFY(snapshotWork(text).isEmpty());
}

void SnapshotWorkTest::theSameWorkIsNotDoneAgain()
{
    const QString id = u"bootstrap:a/1"_s;
    const Fingerprint parts {
        {u"command"_s, u"c1"_s}, {inputPart(u"*.py"_s), u"m1"_s}, {kVolume, kIdentity}};
    RunMemory memory;
    QVERIFY(!memory.isBrought(stepOf(id, parts)));
    memory.began(kVolume, {{id, portableParts(parts)}}, {});
    QVERIFY(memory.isBrought(stepOf(id, parts)));
    QVERIFY(!memory.isBrought(stepOf(u"bootstrap:a/2"_s, parts)));
    Fingerprint other = parts;
    other.insert(inputPart(u"*.py"_s), u"m2"_s); // a migration that came later
    QVERIFY(!memory.isBrought(stepOf(id, other)));
    other = parts;
    other.insert(volumePart(u"b"_s, u"data"_s), u"x"_s); // data that no snapshot brought
    QVERIFY(!memory.isBrought(stepOf(id, other)));
    Step rows = stepOf(id, parts);
    std::get<CommandAction>(rows.action).mayBeRefused = true;
    QVERIFY(!memory.isBrought(rows));
}

void SnapshotWorkTest::aCopyServesUntilSomethingIsDone()
{
    RunMemory memory;
    QVERIFY(memory.copyOfUntouched(kVolume).isEmpty());
    memory.began(kVolume, {}, u"copy"_s);
    QCOMPARE(memory.copyOfUntouched(kVolume), u"copy"_s);
    memory.worksOn(stepOf(u"seed:b/base/1"_s, {{volumePart(u"b"_s, u"data"_s), u"x"_s}}));
    QCOMPARE(memory.copyOfUntouched(kVolume), u"copy"_s);
    memory.worksOn(stepOf(u"seed:a/base/1"_s, {{kVolume, kIdentity}}));
    QVERIFY(memory.copyOfUntouched(kVolume).isEmpty());
    // Unpacked once more, after an address was taken meanwhile.
    memory.began(kVolume, {}, u"copy"_s);
    QCOMPARE(memory.copyOfUntouched(kVolume), u"copy"_s);
    int tries = 0;
    for (int i = 0; i < 3; ++i)
        QVERIFY(memory.canLayer([&] { return ++tries > 0; }));
    QCOMPARE(tries, 1);
}

QTEST_GUILESS_MAIN(SnapshotWorkTest)
#include "tst_snapshotwork.moc"
