// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "plan/reasons.h"
#include "service/databases/resetconsequences.h"
#include "service/observing/presentdata.h"
#include "service/observing/seedviews.h"
#include "service/projects/assembleworkspace.h"
#include "service/projects/assemblysummary.h"
#include "service/projects/volumenames.h"
#include "service/workspaceinternals.h"
#include "workspacefolder.h"

#include <QDir>
#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

namespace {

const QString kWorkspaceId = u"w"_s;

/// A step that finished on one generation of an IDA's data.
StepRecord doneOn(const QString &ida,
                  int generation,
                  const QString &incarnation = u"i"_s,
                  const QDateTime &time = QDateTime::fromSecsSinceEpoch(100))
{
    const QString volume = dataVolumeName(kWorkspaceId, ida, u"db"_s, {}, generation);
    return {true,
            u"f"_s,
            {{volumePart(ida, u"db"_s), volumeIdentity(volume, generation, incarnation)}},
            time,
            {},
            {ida}};
}

Generations at(int platform, int credentials)
{
    Generations generations;
    generations[u"platform"_s].current.insert(u"db"_s, platform);
    generations[u"credentials"_s].current.insert(u"db"_s, credentials);
    return generations;
}

WorkspaceDefinition twoIdas()
{
    const testing::WorkspaceFolder folder;
    folder.write(u"devstack.yml"_s, "version: 1\nidas:\n  platform: {}\n  credentials: {}\n");
    folder.write(
        u"platform/docker-compose.yml"_s,
        "services:\n  app: {image: x}\nx-devstack: {seeds: {base: [{run: b}], extra: [{run: "
        "e}]}}\n");
    folder.write(u"credentials/docker-compose.yml"_s,
                 "services:\n  app: {image: x}\nx-devstack:\n  depends_on: {platform: {}}\n"
                 "  seeds: {base: [{run: b}], records: [{ida: platform, run: p}, {run: c}]}\n");
    return folder.read();
}

AppliedData applied(const QHash<QString, StepRecord> &records, const Generations &generations)
{
    return AppliedData(records, PresentData(kWorkspaceId, generations));
}

bool isApplied(const WorkspaceDefinition &definition,
               const AppliedData &data,
               const QString &ida,
               const QString &seed)
{
    for (const SeedView &view : seedViews(definition, data)) {
        if (view.ida == ida && view.name == seed)
            return view.applied.isValid();
    }
    qFatal("no such seed");
}

} // namespace

class TestPresentData : public QObject
{
    Q_OBJECT

private slots:
    void aSeedCountsForTheDataItChanged();
    void dataThatComesBackIsRemembered();
    void theEngineTellsAVolumeFromALaterOne();
    void aResetNamesWhatIsLost();
    void aSeedThatFailedHalfWayIsThereInPart();
    void aResetPromisesNothingWhereThereIsNoData();
    void aResetThatWasCutOffLeavesTheOldData();
};

void TestPresentData::aSeedCountsForTheDataItChanged()
{
    const WorkspaceDefinition definition = twoIdas();
    const QHash<QString, StepRecord> records {
        {seedStep(u"platform"_s, u"extra"_s, 1), doneOn(u"platform"_s, 1)},
        {seedStep(u"credentials"_s, u"records"_s, 1), doneOn(u"platform"_s, 1)},
        {seedStep(u"credentials"_s, u"records"_s, 2), doneOn(u"credentials"_s, 1)}};
    const auto is = [&](int platform, int credentials, const QString &ida, const QString &seed) {
        return isApplied(definition, applied(records, at(platform, credentials)), ida, seed);
    };
    QVERIFY(is(1, 1, u"platform"_s, u"extra"_s));
    QVERIFY(is(1, 1, u"credentials"_s, u"records"_s));
    QVERIFY(!is(1, 1, u"platform"_s, u"base"_s));
    // The platform was reset: what credentials' seed left there is gone, although its own is not.
    QVERIFY(!is(2, 1, u"platform"_s, u"extra"_s));
    QVERIFY(!is(2, 1, u"credentials"_s, u"records"_s));
    QVERIFY(!is(1, 2, u"credentials"_s, u"records"_s));
    QVERIFY(is(1, 2, u"platform"_s, u"extra"_s));
}

void TestPresentData::aSeedThatFailedHalfWayIsThereInPart()
{
    const WorkspaceDefinition definition = twoIdas();
    const auto view = [&](const QHash<QString, StepRecord> &records, int platform) {
        for (const SeedView &seed : seedViews(definition, applied(records, at(platform, 1)))) {
            if (seed.name == u"records")
                return seed;
        }
        qFatal("no such seed");
    };
    const QString first = seedStep(u"credentials"_s, u"records"_s, 1);
    const QString second = seedStep(u"credentials"_s, u"records"_s, 2);
    QVERIFY(!view({}, 1).isPartial);
    const SeedView half = view({{first, doneOn(u"platform"_s, 1)}}, 1);
    QVERIFY(half.isPartial && !half.applied.isValid());
    // Where its data is not the present one, nothing of it is.
    QVERIFY(!view({{first, doneOn(u"platform"_s, 1)}}, 2).isPartial);
    const SeedView whole
        = view({{first, doneOn(u"platform"_s, 1)}, {second, doneOn(u"credentials"_s, 1)}}, 1);
    QVERIFY(!whole.isPartial && whole.applied.isValid());
}

void TestPresentData::aResetPromisesNothingWhereThereIsNoData()
{
    const testing::WorkspaceFolder folder;
    folder.write(u"devstack.yml"_s, "version: 1\nidas:\n  platform: {}\n  tool: {}\n");
    folder.write(u"platform/docker-compose.yml"_s, "services:\n  app: {image: x}\n");
    folder.write(u"tool/docker-compose.yml"_s, "services:\n  app: {image: x}\n");
    const auto workspace = folder.open();
    Workspace::Internals &internals = workspace->internals();
    Assembly assembly; // platform was brought up once, with data
    assembly.services.resize(1);
    assembly.services.first().name = u"db"_s;
    assembly.services.first().dataVolumes = {u"db"_s};
    const auto state = internals.idaFolder(u"platform"_s);
    QVERIFY(state && QDir().mkpath(*state) && writeSummary(*state, assembly, {}));
    const auto definition = readWorkspace(internals, {});
    QVERIFY(definition);
    const QStringList both {u"platform"_s, u"tool"_s};
    const QString kept = consequencesOf(internals, *definition, both, false, {}).join(u'\n');
    QVERIFY2(kept.startsWith(u"This moves all data of platform into a checkpoint; restoring that "
                             u"brings all of it back.\n"),
             qPrintable(kept));
    QVERIFY2(kept.contains(u"Not in the data after that: what was written by hand"),
             qPrintable(kept));
    QVERIFY2(!kept.contains(u"Lost") && !kept.contains(u"data of tool"), qPrintable(kept));
    QVERIFY2(kept.endsWith(u"No data in this workspace, so nothing changes: tool."),
             qPrintable(kept));
    const QString gone = consequencesOf(internals, *definition, both, true, {}).join(u'\n');
    QVERIFY2(gone.contains(u"Lost for good: what was written by hand"), qPrintable(gone));
}

void TestPresentData::dataThatComesBackIsRemembered()
{
    const QString step = seedStep(u"platform"_s, u"extra"_s, 1);
    const QDateTime first = QDateTime::fromSecsSinceEpoch(100);
    const QDateTime second = QDateTime::fromSecsSinceEpoch(200);
    const QHash<QString, StepRecord> records {
        {step, doneOn(u"platform"_s, 2, u"j"_s, second)},
        {StepRecords::nameOnData(step, u"d2"_s), doneOn(u"platform"_s, 2, u"j"_s, second)},
        {StepRecords::nameOnData(step, u"d1"_s), doneOn(u"platform"_s, 1, u"i"_s, first)}};
    QCOMPARE(applied(records, at(1, 1)).time(step, u"platform"_s), first);
    QCOMPARE(applied(records, at(2, 1)).time(step, u"platform"_s), second);
    QVERIFY(!applied(records, at(3, 1)).time(step, u"platform"_s).isValid());
}

void TestPresentData::theEngineTellsAVolumeFromALaterOne()
{
    const StepRecord record = doneOn(u"platform"_s, 1, u"i"_s);
    const QString volume = dataVolumeName(kWorkspaceId, u"platform"_s, u"db"_s, {}, 1);
    const auto holds = [&](const PresentData::Volumes &volumes) {
        return PresentData(kWorkspaceId, at(1, 1), volumes).holds(record, u"platform"_s);
    };
    QVERIFY(holds({{volume, u"i"_s}}));
    QVERIFY(!holds({{volume, u"later"_s}}));
    QVERIFY(!holds({}));
    StepRecord withoutVolumes = record;
    withoutVolumes.parts.clear();
    QVERIFY(PresentData(kWorkspaceId, at(1, 1), PresentData::Volumes()).holds(withoutVolumes, {}));
}

void TestPresentData::aResetNamesWhatIsLost()
{
    const WorkspaceDefinition definition = twoIdas();
    QHash<QString, StepRecord> records {
        {seedStep(u"platform"_s, u"base"_s, 1), doneOn(u"platform"_s, 1)},
        {seedStep(u"platform"_s, u"extra"_s, 1), doneOn(u"platform"_s, 1)},
        {seedStep(u"credentials"_s, u"records"_s, 1), doneOn(u"platform"_s, 1)},
        {fileStep(u"platform"_s, u"own.sql"_s), doneOn(u"platform"_s, 1)},
        {fileStep(u"platform"_s, u"old.sql"_s), doneOn(u"platform"_s, 7)}};
    const auto lost = [&](const QString &ida, const QStringList &registered) {
        return lostByReset(definition, applied(records, at(1, 1)), ida, {ida}, registered);
    };
    const QStringList all {u"extra"_s, u"records of credentials"_s, u"own.sql"_s};
    QCOMPARE(lost(u"platform"_s, {u"credentials"_s}), all);
    QCOMPARE(lost(u"credentials"_s, {}), QStringList());
    // What fails on its way has left something, too.
    StepRecord &half = records[seedStep(u"credentials"_s, u"records"_s, 2)];
    half = doneOn(u"credentials"_s, 1);
    half.finished = false;
    QCOMPARE(lost(u"credentials"_s, {}), QStringList {u"records"_s});
    QVERIFY(!isApplied(definition, applied(records, at(1, 1)), u"credentials"_s, u"records"_s));
}

void TestPresentData::aResetThatWasCutOffLeavesTheOldData()
{
    const WorkspaceDefinition definition = twoIdas();
    const QHash<QString, StepRecord> records {
        {u"seed:platform/base/1"_s, doneOn(u"platform"_s, 1)}};
    // The reset moved on to generation 2 and was killed before it made its volume.
    const Generations moved = at(2, 1);
    QVERIFY(!isApplied(definition, applied(records, moved), u"platform"_s, u"base"_s));
    const QString old = dataVolumeName(kWorkspaceId, u"platform"_s, u"db"_s, {}, 1);
    const QString other = dataVolumeName(kWorkspaceId, u"credentials"_s, u"db"_s, {}, 1);
    const auto seen = [&](const QSet<QString> &existing, const QSet<QString> &mounted) {
        return asMounted(moved, kWorkspaceId, existing, {{u"platform"_s, mounted}});
    };
    const Generations runs = seen({old, other}, {old});
    QCOMPARE(runs.value(u"platform"_s).generation(u"db"_s), 1);
    QVERIFY(isApplied(definition, applied(records, runs), u"platform"_s, u"base"_s));
    // Nothing runs on the old data, or the new is there: nothing to correct.
    QCOMPARE(seen({old, other}, {}).value(u"platform"_s).generation(u"db"_s), 2);
    const QString fresh = dataVolumeName(kWorkspaceId, u"platform"_s, u"db"_s, {}, 2);
    QCOMPARE(seen({old, fresh, other}, {old}).value(u"platform"_s).generation(u"db"_s), 2);
}

QTEST_GUILESS_MAIN(TestPresentData)
#include "tst_presentdata.moc"
