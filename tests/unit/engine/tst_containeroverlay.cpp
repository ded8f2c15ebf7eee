// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "engine/containeroverlay.h"

#include <QTest>

#include <algorithm>
#include <chrono>
#include <random>

using namespace devstack;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr ContainerOverlay::Instant kStart {};

EngineEvent
happened(const QString &action, qint64 nano, const QMap<QString, QString> &attributes = {})
{
    return {u"container"_s, action, u"c1"_s, attributes, nano};
}

EngineEvent died(int code, qint64 nano)
{
    return happened(u"die"_s, nano, {{u"exitCode"_s, QString::number(code)}});
}

EngineEvent killed(int signal, qint64 nano)
{
    return happened(u"kill"_s, nano, {{u"signal"_s, QString::number(signal)}});
}

ContainerInfo container(ContainerState state, Health health = Health::None)
{
    ContainerInfo info;
    info.id = u"c1"_s;
    info.names = {u"shop-app"_s};
    info.state = state;
    info.health = health;
    return info;
}

/// What the overlay makes of a list with this container.
ContainerInfo
shown(ContainerOverlay &overlay, const ContainerInfo &listed, std::chrono::milliseconds asked)
{
    std::vector<ContainerInfo> list {listed};
    overlay.correct(list, kStart + asked);
    return list.empty() ? ContainerInfo() : list.front();
}

QString word(const ContainerInfo &container)
{
    return toString(container.state);
}

} // namespace

/// What events tell while the list of the Engine is behind, ahead, or wrong.
class TestContainerOverlay : public QObject
{
    Q_OBJECT

private slots:
    void deathBeforeTheList();
    void theListWinsLater();
    void theListKnowsMore();
    void doubledAndLate();
    void startClearsTheDeath();
    void lostStart();
    void outOfMemory();
    void whoAsked_data();
    void whoAsked();
    void healthChanges();
    void pausing();
    void removedAndMadeAgain();
    void renamed();
    void nothingOfOthers();
    void anyOrderEndsTheSame();
};

void TestContainerOverlay::deathBeforeTheList()
{
    ContainerOverlay overlay;
    QVERIFY(overlay.take(died(137, 1000), kStart));
    const ContainerInfo now = shown(overlay, container(ContainerState::Running), 120ms);
    QCOMPARE(word(now), u"exited"_s);
    QCOMPARE(now.exitCode, std::optional(137));
    QVERIFY(now.endedAt.isValid());
}

void TestContainerOverlay::theListWinsLater()
{
    ContainerOverlay overlay;
    overlay.take(died(1, 1000), kStart);
    QCOMPARE(word(shown(overlay, container(ContainerState::Running), 1799ms)), u"exited"_s);
    // Its start was lost: the list says so for the second time, long after the event.
    const ContainerInfo now = shown(overlay, container(ContainerState::Running), 1800ms);
    QCOMPARE(word(now), u"running"_s);
    QVERIFY(!now.exitCode && !now.endedAt.isValid());
}

void TestContainerOverlay::theListKnowsMore()
{
    ContainerOverlay overlay;
    overlay.take(died(1, 1000), kStart);
    // Restarted by its policy, or removed, since: no state that the death ended.
    QCOMPARE(word(shown(overlay, container(ContainerState::Restarting), 10ms)), u"restarting"_s);
    QCOMPARE(word(shown(overlay, container(ContainerState::Removing), 10ms)), u"removing"_s);
    QCOMPARE(word(shown(overlay, container(ContainerState::Dead), 10ms)), u"dead"_s);
}

void TestContainerOverlay::doubledAndLate()
{
    ContainerOverlay overlay;
    QVERIFY(overlay.take(happened(u"start"_s, 2000), kStart));
    QVERIFY(!overlay.take(happened(u"start"_s, 2000), kStart));
    // The death of an earlier life comes late: it changes nothing.
    QVERIFY(!overlay.take(died(1, 1000), kStart + 5ms));
    QCOMPARE(word(shown(overlay, container(ContainerState::Running), 10ms)), u"running"_s);
    QVERIFY(overlay.take(died(3, 3000), kStart + 20ms));
    QVERIFY(!overlay.take(died(3, 3000), kStart + 1000ms));
    // Doubled: it does not count for longer.
    QCOMPARE(word(shown(overlay, container(ContainerState::Running), 1900ms)), u"running"_s);
}

void TestContainerOverlay::startClearsTheDeath()
{
    ContainerOverlay overlay;
    overlay.take(happened(u"oom"_s, 900), kStart);
    overlay.take(killed(15, 950), kStart);
    overlay.take(died(137, 1000), kStart);
    QVERIFY(shown(overlay, container(ContainerState::Exited), 10ms).oomKilled);
    overlay.take(happened(u"start"_s, 2000), kStart + 20ms);
    QCOMPARE(word(shown(overlay, container(ContainerState::Exited), 30ms)), u"running"_s);
    overlay.take(died(2, 3000), kStart + 40ms);
    const ContainerInfo again = shown(overlay, container(ContainerState::Running), 50ms);
    QCOMPARE(again.exitCode, std::optional(2));
    QVERIFY(!again.oomKilled);
    QCOMPARE(again.stopAsked, std::optional(false));
}

void TestContainerOverlay::lostStart()
{
    ContainerOverlay overlay;
    overlay.take(happened(u"start"_s, 1000), kStart);
    ContainerInfo ended = container(ContainerState::Exited);
    ended.exitCode = 4;
    // Its death was lost: the list tells of it as soon as it counts, and nobody knows who asked.
    const ContainerInfo now = shown(overlay, ended, 2000ms);
    QCOMPARE(word(now), u"exited"_s);
    QCOMPARE(now.exitCode, std::optional(4));
    QVERIFY(!now.stopAsked);
}

void TestContainerOverlay::outOfMemory()
{
    ContainerOverlay overlay;
    overlay.take(died(137, 1000), kStart);
    QVERIFY(!shown(overlay, container(ContainerState::Running), 10ms).oomKilled);
    // It is told after the death that it caused.
    QVERIFY(overlay.take(happened(u"oom"_s, 999), kStart + 20ms));
    QVERIFY(shown(overlay, container(ContainerState::Running), 30ms).oomKilled);
    QVERIFY(shown(overlay, container(ContainerState::Exited), 60s).oomKilled);
}

void TestContainerOverlay::whoAsked_data()
{
    QTest::addColumn<int>("signal");
    QTest::addColumn<bool>("stopEvent");
    QTest::addColumn<bool>("asked");
    QTest::newRow("nobody") << 0 << false << false;
    QTest::newRow("docker stop, so far") << 15 << false << true;
    QTest::newRow("docker stop") << 15 << true << true;
    QTest::newRow("a signal of its own choice") << 34 << true << true;
    QTest::newRow("docker kill") << 9 << false << false;
    QTest::newRow("reload") << 1 << false << false;
}

void TestContainerOverlay::whoAsked()
{
    QFETCH(int, signal);
    QFETCH(bool, stopEvent);
    QFETCH(bool, asked);
    ContainerOverlay overlay;
    if (signal != 0)
        overlay.take(killed(signal, 1000), kStart);
    overlay.take(died(1, 2000), kStart);
    if (stopEvent)
        overlay.take(happened(u"stop"_s, 2001), kStart);
    QCOMPARE(shown(overlay, container(ContainerState::Running), 10ms).stopAsked,
             std::optional(asked));
}

void TestContainerOverlay::healthChanges()
{
    ContainerOverlay overlay;
    overlay.take(happened(u"health_status: unhealthy"_s, 1000), kStart);
    const auto healthy = container(ContainerState::Running, Health::Healthy);
    QCOMPARE(toString(shown(overlay, healthy, 10ms).health), u"unhealthy"_s);
    QCOMPARE(toString(shown(overlay, healthy, 2000ms).health), u"healthy"_s);
    // Started again, it is on its way until its check has passed, whatever the list says yet.
    overlay.take(happened(u"start"_s, 2000), kStart + 3s);
    QCOMPARE(toString(shown(overlay, container(ContainerState::Exited), 3010ms).health),
             u"starting"_s);
    overlay.take(died(0, 3000), kStart + 4s);
    QCOMPARE(toString(shown(overlay, healthy, 4010ms).health), u"none"_s);
}

void TestContainerOverlay::pausing()
{
    ContainerOverlay overlay;
    overlay.take(happened(u"pause"_s, 1000), kStart);
    QCOMPARE(word(shown(overlay, container(ContainerState::Running), 10ms)), u"paused"_s);
    overlay.take(happened(u"unpause"_s, 2000), kStart);
    QCOMPARE(word(shown(overlay, container(ContainerState::Paused), 10ms)), u"running"_s);
    overlay.take(happened(u"pause"_s, 3000), kStart);
    overlay.take(died(137, 4000), kStart);
    QCOMPARE(word(shown(overlay, container(ContainerState::Paused), 10ms)), u"exited"_s);
}

void TestContainerOverlay::removedAndMadeAgain()
{
    ContainerOverlay overlay;
    overlay.take(died(0, 1000), kStart);
    overlay.take(happened(u"destroy"_s, 2000), kStart);
    ContainerInfo successor = container(ContainerState::Running);
    successor.id = u"c2"_s;
    std::vector<ContainerInfo> list {container(ContainerState::Running), successor};
    overlay.correct(list, kStart + 10ms);
    QCOMPARE(list.size(), size_t(1));
    QCOMPARE(list.front().id, u"c2"_s);
    QCOMPARE(word(list.front()), u"running"_s);
}

void TestContainerOverlay::renamed()
{
    ContainerOverlay overlay;
    overlay.take(
        happened(u"rename"_s, 1000, {{u"name"_s, u"mine"_s}, {u"oldName"_s, u"/shop-app"_s}}),
        kStart);
    QCOMPARE(shown(overlay, container(ContainerState::Running), 10ms).name(), u"mine"_s);
    QCOMPARE(shown(overlay, container(ContainerState::Running), 2s).name(), u"shop-app"_s);
}

void TestContainerOverlay::nothingOfOthers()
{
    ContainerOverlay overlay;
    EngineEvent volume = died(1, 1000);
    volume.type = u"volume"_s;
    QVERIFY(!overlay.take(volume, kStart));
    QVERIFY(!overlay.take(happened(u"top"_s, 1000), kStart));
    QVERIFY(!overlay.take(happened(u"attach"_s, 1000), kStart));
    QCOMPARE(word(shown(overlay, container(ContainerState::Running), 10ms)), u"running"_s);
}

/// A life, told in any order and with doubles, is shown the same.
void TestContainerOverlay::anyOrderEndsTheSame()
{
    const QList<EngineEvent> life {happened(u"start"_s, 1000),
                                   happened(u"health_status: healthy"_s, 2000),
                                   happened(u"pause"_s, 3000),
                                   happened(u"unpause"_s, 4000),
                                   happened(u"oom"_s, 4500),
                                   died(137, 5000)};
    std::mt19937 random(20261129);
    for (int round = 0; round < 2000; ++round) {
        QList<EngineEvent> told = life;
        for (int doubles = int(random() % 4); doubles > 0; --doubles)
            told += life[int(random() % life.size())];
        std::shuffle(told.begin(), told.end(), random);
        ContainerOverlay overlay;
        for (const EngineEvent &one : std::as_const(told))
            overlay.take(one, kStart);
        const ContainerInfo now
            = shown(overlay, container(ContainerState::Running, Health::Healthy), 10ms);
        QCOMPARE(word(now), u"exited"_s);
        QCOMPARE(now.exitCode, std::optional(137));
        QVERIFY(now.oomKilled);
        QCOMPARE(now.stopAsked, std::optional(false));
        QCOMPARE(toString(now.health), u"none"_s);
    }
}

QTEST_GUILESS_MAIN(TestContainerOverlay)

#include "tst_containeroverlay.moc"
