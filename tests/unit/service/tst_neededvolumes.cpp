// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/containers/lifecycle.h"
#include "service/projects/volumenames.h"
#include "service/volumes/datavolumes.h"
#include "service/volumes/neededvolumes.h"

#include <QtTest>

using namespace devstack;
using namespace Qt::StringLiterals;

namespace {

const QString kWorkspace = u"ws"_s;
const QString kIda = u"lms"_s;
const QString kKey = u"data"_s;

QString volume(int generation)
{
    return dataVolumeName(kWorkspace, kIda, kKey, {}, generation);
}

/// Generation 1 was kept as a base; 2 and 3 are layers over it; 4, the present one, goes on over 3,
/// which was saved.
IdaGenerations saved()
{
    IdaGenerations generations;
    generations.current.insert(kKey, 4);
    generations.highest.insert(kKey, 4);
    const DataOrigin base {{volume(1) + u"-base-x"_s}, {}, true, {}};
    generations.bases.insert(kKey, base);
    generations.origins[kKey].insert(2, base);
    generations.origins[kKey].insert(3, base);
    generations.origins[kKey].insert(4, {contentOf(volume(3), base), {}, true, {}});
    generations.checkpoints += {u"mine"_s, {}, u"saved"_s, {{kKey, volume(3)}}, false};
    generations.checkpoints
        += {u"before-reset"_s, {}, u"before reset"_s, {{kKey, volume(2)}}, false};
    return generations;
}

} // namespace

class NeededVolumesTest : public QObject
{
    Q_OBJECT

private slots:
    void whatLiesBelowIsNeeded();
    void aCheckpointLeavesWhatOthersLieOver();
    void oldDataIsLeftOver();
    void generationInAName();
    void newestIsTakenUpWhereTheRecordIsLost();
    void whatWasSavedOutlivesTheData();
    void destroyedDataBeginsAnew();
};

void NeededVolumesTest::whatLiesBelowIsNeeded()
{
    const QSet<QString> needed = neededVolumes(kWorkspace, kIda, saved());
    for (const QString &name : QStringList {volume(4),
                                            layerOf(volume(4)),
                                            layerOf(volume(3)),
                                            volume(1) + u"-base-x"_s,
                                            volume(2),
                                            layerOf(volume(2))})
        QVERIFY2(needed.contains(name), qPrintable(name));
    QVERIFY(!needed.contains(volume(1)));
}

void NeededVolumesTest::aCheckpointLeavesWhatOthersLieOver()
{
    QCOMPARE(volumesOnlyOf(kWorkspace, kIda, saved(), u"before-reset"_s),
             QStringList({volume(2), layerOf(volume(2))}));
    // The present data lies over the layer of the saved one; only its own mount can go.
    QCOMPARE(volumesOnlyOf(kWorkspace, kIda, saved(), u"mine"_s), QStringList({volume(3)}));
    QVERIFY(volumesOnlyOf(kWorkspace, kIda, saved(), u"nosuch"_s).isEmpty());
}

void NeededVolumesTest::oldDataIsLeftOver()
{
    const IdaGenerations generations = saved();
    const auto isLeft = [&](const QString &name) {
        return isLeftOver(name, kWorkspace, kIda, kKey, generations);
    };
    QVERIFY(isLeft(volume(1)));
    QVERIFY(isLeft(volume(1) + u"-base-old"_s));
    QVERIFY(isLeft(volume(1) + u"-base-x-trial"_s));
    QVERIFY(!isLeft(volume(1) + u"-base-x"_s));
    QVERIFY(!isLeft(volume(2)));
    QVERIFY(!isLeft(layerOf(volume(3))));
    QVERIFY(!isLeft(volume(4)));
    QVERIFY(!isLeft(layerOf(volume(4))));
    QVERIFY(!isLeft(u"somebody-elses"_s));
}

void NeededVolumesTest::generationInAName()
{
    QCOMPARE(generationOf(u"ws-lms-data-g12"_s), 12);
    QCOMPARE(generationOf(u"ws-my-g3-data-g4"_s), 4);
    QCOMPARE(generationOf(u"of-somebody"_s), 1);
}

void NeededVolumesTest::newestIsTakenUpWhereTheRecordIsLost()
{
    QMap<QString, VolumeInfo> existing;
    for (const int number : {1, 2, 3}) {
        VolumeInfo info;
        info.name = volume(number);
        info.labels = {{u"devstack.ida"_s, kIda}, {u"devstack.volume"_s, kKey}};
        existing.insert(info.name, info);
    }
    existing[volume(3)].labels.insert(u"devstack.ida"_s, u"another"_s);
    Generations generations;
    takeUpNewest(generations, kWorkspace, {{kIda, kKey}}, existing);
    QCOMPARE(generations.value(kIda).generation(kKey), 2);
    // What is known stays, older or not.
    generations[kIda].current.insert(kKey, 1);
    takeUpNewest(generations, kWorkspace, {{kIda, kKey}}, existing);
    QCOMPARE(generations.value(kIda).generation(kKey), 1);
}

/// `down --volumes` destroys what the program kept by itself, and says so by name.
void NeededVolumesTest::whatWasSavedOutlivesTheData()
{
    const IdaGenerations all = saved();
    const IdaGenerations kept = onlyKept(all);
    QCOMPARE(kept.checkpoints.size(), 1);
    QCOMPARE(kept.checkpoints.first().name, u"mine"_s);
    QVERIFY(kept.bases.isEmpty());
    QCOMPARE(kept.origins.value(kKey).keys(), QList<int> {3});
    const QSet<QString> volumes = checkpointVolumes(kept);
    for (const QString &name :
         QStringList {volume(3), layerOf(volume(3)), volume(1) + u"-base-x"_s})
        QVERIFY2(volumes.contains(name), qPrintable(name));
    for (const QString &name : {volume(2), layerOf(volume(2)), volume(4), layerOf(volume(4))})
        QVERIFY2(!volumes.contains(name), qPrintable(name));

    const QString lost = lostWithVolumes({{kIda, all}, {u"other"_s, all}}, {kIda}).join(u'\n');
    QVERIFY2(lost.contains(u"the data of lms"), qPrintable(lost));
    QVERIFY2(lost.contains(u"With it go 1 checkpoint of lms (before-reset)."), qPrintable(lost));
    QVERIFY2(lost.contains(u"What you saved stays: 1 checkpoint of lms (mine)."), qPrintable(lost));
    QVERIFY(!lost.contains(u"other"));
}

/// While volumes go, a killed run must not leave the present data with half of them.
void NeededVolumesTest::destroyedDataBeginsAnew()
{
    const IdaGenerations all = saved();
    IdaGenerations anew = begunAnew(all);
    QVERIFY(anew.generation(kKey) > all.highest.value(kKey, 1));
    QVERIFY(anew.generation(kKey) > all.generation(kKey));
    QVERIFY(anew.origin(kKey).isEmpty());
    anew.current = onlyKept(all).current;
    anew.highest = onlyKept(all).highest;
    QCOMPARE(anew, onlyKept(all));
}

QTEST_GUILESS_MAIN(NeededVolumesTest)
#include "tst_neededvolumes.moc"
