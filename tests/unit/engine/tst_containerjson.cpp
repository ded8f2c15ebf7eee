// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "engine/containerjson.h"

#include <QJsonDocument>
#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

namespace {

QJsonObject parsed(const char *json)
{
    return QJsonDocument::fromJson(json).object();
}

} // namespace

/// What the Engine answers, as values.
class TestContainerJson : public QObject
{
    Q_OBJECT

private slots:
    void states_data();
    void states();
    void inspectedStates_data();
    void inspectedStates();
    void failedChecks_data();
    void failedChecks();
};

void TestContainerJson::states_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("status");
    QTest::addColumn<ContainerState>("state");
    QTest::addColumn<std::optional<int>>("exitCode");
    QTest::addColumn<QString>("health");
    using State = ContainerState;
    const std::optional<int> none;
    const auto row = [](const char *word,
                        const char *status,
                        State state,
                        std::optional<int> exitCode,
                        Health health) {
        QTest::newRow(status) << QString::fromLatin1(word) << QString::fromLatin1(status) << state
                              << exitCode << toString(health);
    };
    row("exited", "Exited (0) 3 minutes ago", State::Exited, 0, Health::None);
    row("exited", "Exited (137) 2 hours ago", State::Exited, 137, Health::None);
    row("exited", "Exited (255) Less than a second ago", State::Exited, 255, Health::None);
    row("running", "Up 3 seconds (health: starting)", State::Running, none, Health::Starting);
    row("running", "Up 2 minutes (healthy)", State::Running, none, Health::Healthy);
    row("running", "Up About an hour (unhealthy)", State::Running, none, Health::Unhealthy);
    row("running", "Up 5 days", State::Running, none, Health::None);
    row("paused", "Up 2 minutes (Paused)", State::Paused, none, Health::None);
    row("restarting", "Restarting (1) 4 seconds ago", State::Restarting, 1, Health::None);
    row("created", "Created", State::Created, none, Health::None);
    row("removing", "Removal In Progress", State::Removing, none, Health::None);
    row("dead", "Dead", State::Dead, none, Health::None);
    row("initialized", "Exited (oops", State::Unknown, none, Health::None);
    row("", "", State::Unknown, none, Health::None);
}

void TestContainerJson::states()
{
    QFETCH(QString, word);
    QFETCH(QString, status);
    const ContainerInfo info = containerFromList({{u"State"_s, word}, {u"Status"_s, status}});
    QFETCH(ContainerState, state);
    QVERIFY2(info.state == state, qPrintable(toString(info.state)));
    QTEST(info.exitCode, "exitCode");
    QTEST(toString(info.health), "health");
    QCOMPARE(info.status, status);
}

void TestContainerJson::inspectedStates_data()
{
    QTest::addColumn<QJsonObject>("answer");
    QTest::addColumn<ContainerState>("state");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QString>("health");
    QTest::newRow("killed") << parsed(
        R"({"Status":"exited","Running":false,"OOMKilled":false,"Dead":false,"Pid":0,"ExitCode":137})")
                            << ContainerState::Exited << 137 << toString(Health::None);
    QTest::newRow("unhealthy") << parsed(
        R"({"Status":"running","Running":true,"ExitCode":0,"Health":{"Status":"unhealthy","FailingStreak":3,"Log":[]}})")
                               << ContainerState::Running << 0 << toString(Health::Unhealthy);
    QTest::newRow("of another engine")
        << parsed(R"({"Status":"stopping","ExitCode":0,"Healthcheck":{"Status":"starting"}})")
        << ContainerState::Unknown << 0 << toString(Health::Starting);
}

void TestContainerJson::inspectedStates()
{
    QFETCH(QJsonObject, answer);
    const ContainerDetail detail = containerFromInspect({{u"State"_s, answer}});
    QFETCH(ContainerState, state);
    QVERIFY2(detail.state == state, qPrintable(toString(detail.state)));
    QTEST(detail.exitCode, "exitCode");
    QTEST(toString(detail.health), "health");
}

void TestContainerJson::failedChecks_data()
{
    QTest::addColumn<QString>("health");
    QTest::addColumn<int>("streak");
    QTest::addColumn<int>("retries");
    QTest::addColumn<bool>("fails");
    QTest::newRow("as often as its file allows") << u"unhealthy"_s << 9 << 9 << true;
    QTest::newRow("stopped by a pause after a failure") << u"unhealthy"_s << 1 << 9 << false;
    QTest::newRow("stopped by a pause") << u"unhealthy"_s << 0 << 9 << false;
    QTest::newRow("by default three times") << u"unhealthy"_s << 3 << 0 << true;
    QTest::newRow("twice by default") << u"unhealthy"_s << 2 << 0 << false;
    QTest::newRow("on its way") << u"starting"_s << 3 << 3 << false;
}

void TestContainerJson::failedChecks()
{
    QFETCH(QString, health);
    QFETCH(int, streak);
    QFETCH(int, retries);
    const QJsonObject checks {{u"Status"_s, health}, {u"FailingStreak"_s, streak}};
    const QJsonObject state {{u"Status"_s, u"running"_s}, {u"Health"_s, checks}};
    const QJsonObject config {{u"Healthcheck"_s, QJsonObject {{u"Retries"_s, retries}}}};
    const ContainerDetail detail
        = containerFromInspect({{u"State"_s, state}, {u"Config"_s, config}});
    QTEST(failsItsChecks(detail), "fails");
}

QTEST_GUILESS_MAIN(TestContainerJson)
#include "tst_containerjson.moc"
