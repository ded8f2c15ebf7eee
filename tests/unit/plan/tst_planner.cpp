// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "plan/importeddata.h"
#include "plan/planner.h"
#include "plan/reasons.h"
#include "plan/undone.h"
#include "planscript.h"

#include <QJsonArray>
#include <QTest>

#include <utility>

using namespace devstack;
using namespace Qt::StringLiterals;

namespace {

const QString kPair = uR"(
    ida platform
      service db db
      service app build
      volume data
      bootstrap app migrate */migrations/*.py=m1
      url web app
      seed base app load
    ida credentials
      service db db
      service app build
      volume data
      bootstrap app migrate
      url web app
      client platform user worker app
      client platform oauth sso app
      seed base app load
      seed demo app demo ida=platform
    edge credentials platform
)"_s;

QStringList lines(const QString &text)
{
    QStringList result;
    for (const QString &line : text.split(u'\n', Qt::SkipEmptyParts)) {
        if (!line.simplified().isEmpty())
            result.append(line.simplified());
    }
    return result;
}

} // namespace

class TestPlanner : public QObject
{
    Q_OBJECT

private slots:
    void ties_data();
    void ties();
    void plans_data();
    void plans();
    void secondPlanHasNothingToDo();
    void changes_data();
    void changes();
    void rowsOfAScript();
    void commandsKeepAsWhomTheyRun();
    void mistakes_data();
    void mistakes();
    void aSchemaTakesOnlyDataThatNobodyUsed();
    void aBaseIsMadeOfDataThatNobodyUsed_data();
    void aBaseIsMadeOfDataThatNobodyUsed();
    void filesGoOnTopOfNewDataOnly_data();
    void filesGoOnTopOfNewDataOnly();
    void importedDataIsNotSeededAgain();
    void imageIdLearntLater();
    void runningIsNotAnswering();
    void documentHasTheContractsFields();
};

void TestPlanner::ties_data()
{
    QTest::addColumn<QString>("services");
    QTest::addColumn<QString>("pending");
    QTest::addColumn<QString>("restarted");
    QTest::addColumn<QString>("kept");

    QTest::newRow("what lives in another one is made again with it, and what lives in that")
        << uR"(
          service a present running changed
          service n present running network=a
          service v present healthy volumes=n
          service p present stopped processes=a
          service once present finished once network=a
          service d present running order=a)"_s
        << u"start:a/applications (the settings of a changed; n uses the network of a, which is made anew; and 3 more)"_s
        << QString() << u"d"_s;
    QTest::newRow("restart of a dependency")
        << uR"(
          service a present running changed
          service w present running restart=a
          service once present finished once restart=a
          service d present running order=a)"_s
        << u"start:a/applications (the settings of a changed; w restarts with a, which is made anew)"_s
        << QString() << u"d"_s;
    QTest::newRow("restart with a database, which another step starts")
        << uR"(
          service db present healthy db changed
          service n present running network=db
          service w present running restart=db)"_s
        << u"start:a/databases (the settings of db changed) ready:a/db (it starts in this run) start:a/applications (n uses the network of db, which is made anew; w may still have the old data)"_s
        << u"w"_s << u"db"_s;
    QTest::newRow("nothing of it changed") << uR"(
          service a present running
          service n present running network=a
          service w present running restart=a)"_s
                                           << QString() << QString() << QString();
    QTest::newRow("left over from a run that was cut off")
        << uR"(
          service a present running
          service n present running network=a outlived=a)"_s
        << u"start:a/applications (n uses the network of a, which was made anew)"_s << QString()
        << u"a"_s;
    QTest::newRow("a network whose owner ended")
        << uR"(
          service a present stopped
          service n present running network=a
          service v present running volumes=a
          service w present running restart=a)"_s
        << u"start:a/applications (a does not run; n uses the network of a, which starts again)"_s
        << u"n"_s << u"v w"_s;
    QTest::newRow("what lives in a network whose owner only restarts")
        << uR"(
          service a present running changed
          service w present running restart=a
          service s present running network=w
          service t present running network=s
          service v present running restart=w)"_s
        << u"start:a/applications (the settings of a changed; w restarts with a, which is made anew; and 2 more)"_s
        << u"s t"_s << u"v"_s;
    QTest::newRow("a chain behind a network whose owner ended")
        << uR"(
          service c present stopped
          service b present running network=c
          service a present running network=b
          service w present running restart=a
          service e present running order=a)"_s
        << u"start:a/applications (c does not run; b uses the network of c, which starts again; and 2 more)"_s
        << u"b a w"_s << u"e"_s;
    QTest::newRow("a container that somebody removed")
        << uR"(
          service a present
          service n present running network=a
          service w present running restart=a)"_s
        << u"start:a/applications (a has no container; n uses the network of a, which is made anew)"_s
        << QString() << u"w"_s;
    QTest::newRow("what a database cannot start without")
        << uR"(
          service db present db network=vpn order=rights
          service vpn present
          service rights present once
          service app present)"_s
        << u"start:a/databases (db has no container; vpn has no container; rights has no container) ready:a/db (it starts in this run) start:a/applications (app has no container)"_s
        << QString() << u"db vpn rights"_s;
}

void TestPlanner::ties()
{
    QFETCH(QString, services);
    QFETCH(QString, pending);
    QFETCH(QString, restarted);
    QFETCH(QString, kept);
    const auto plan = makePlan(planInputFrom(u"ida a\n"_s + services));
    QVERIFY(plan);
    QCOMPARE(pendingOf(*plan).join(u' '), pending);
    const Step *start = plan->step(u"start:a/applications"_s);
    QVERIFY(start);
    const auto &action = std::get<StartAction>(start->action);
    QCOMPARE(action.restart.join(u' '), restarted);
    if (!pending.isEmpty())
        QCOMPARE(action.keeping.join(u' '), kept);
}

void TestPlanner::plans_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QString>("plan");

    QTest::newRow("nothing") << QString() << QString();
    QTest::newRow("one IDA from nothing") << uR"(
        ida a
          service db db
          service app build
          volume data
          schema data db
          bootstrap app migrate
          bootstrap app collect
          url web app
          seed base app load)"_s << uR"(
        build:a/app pending (the image is not there)
        image:a/db pending (the image is not there)
        volume:a/data pending (it does not exist) < image:a/db
        start:a/databases pending (db has no container) < image:a/db volume:a/data
        ready:a/db pending (it starts in this run) < start:a/databases
        schema:a/data pending (first time) < ready:a/db
        start:a/applications pending (app has no container) < build:a/app volume:a/data ready:a/db schema:a/data
        bootstrap:a/1 pending (first time) < start:a/applications
        bootstrap:a/2 pending (first time) < bootstrap:a/1
        health:a/web pending (it starts in this run) < bootstrap:a/2
        seed:a/base/1 pending (first time) < bootstrap:a/2 health:a/web
        base:a pending (the data is new) < schema:a/data bootstrap:a/1 bootstrap:a/2 seed:a/base/1 start:a/applications health:a/web)"_s;
    QTest::newRow("builds from the same files: the first builds for all") << uR"(
        ida a
          service app build
          service tool build same
        ida b
          service app build
          service tool build same)"_s << uR"(
        build:a/app pending (the image is not there)
        build:a/tool pending (the image is not there)
        build:b/app pending (the image is not there)
        build:b/tool pending (the image is not there) < build:a/tool
        start:a/applications pending (app has no container; tool has no container) < build:a/app build:a/tool
        start:b/applications pending (app has no container; tool has no container) < build:b/app build:b/tool)"_s;
    QTest::newRow("own files come on top of what resets go back to") << uR"(
        ida a
          service db db present
          volume data
          seed base db load
          file one.sql db
          file two.sql db
        ida b
          service app present running
          seed base db load ida=a
        edge b a)"_s << uR"(
        image:a/db satisfied (the image is there)
        image:b/app satisfied (the image is there)
        volume:a/data pending (it does not exist) < image:a/db
        start:a/databases pending (db has no container) < image:a/db volume:a/data
        ready:a/db pending (it starts in this run) < start:a/databases
        start:b/applications satisfied (runs as it should) < image:b/app ready:a/db
        seed:a/base/1 pending (first time) < ready:a/db
        seed:b/base/1 pending (first time) < start:b/applications ready:a/db seed:a/base/1
        base:a pending (the data is new) < seed:a/base/1 seed:b/base/1 ready:a/db
        file:a/one.sql pending (first time) < base:a seed:a/base/1
        file:a/two.sql pending (first time) < file:a/one.sql seed:a/base/1)"_s;
    QTest::newRow("a snapshot is unpacked before the server starts") << uR"(
        ida a
          service db db
          service app present
          volume data
          schema data db snapshot)"_s << uR"(
        image:a/db pending (the image is not there)
        image:a/app satisfied (the image is there)
        volume:a/data pending (it does not exist) < image:a/db
        schema:a/data pending (first time) < volume:a/data image:a/db
        start:a/databases pending (db has no container) < image:a/db volume:a/data schema:a/data
        ready:a/db pending (it starts in this run) < start:a/databases
        start:a/applications pending (app has no container) < image:a/app volume:a/data ready:a/db schema:a/data
        base:a pending (the data is new) < schema:a/data start:a/applications)"_s;
    QTest::newRow("absent dependency") << uR"(
        ida a
          service app present running
        ida b absent dependency
        edge a b)"_s << uR"(
        clone:b pending (not cloned; the later steps are known after that)
        image:a/app satisfied (the image is there)
        start:a/applications satisfied (runs as it should) < image:a/app clone:b)"_s;
    QTest::newRow("optional dependencies that are absent or off leave no trace") << uR"(
        ida a
          service app present running
          client b user u app
          client c user u app
        ida b absent dependency
        ida c off
        edge a b optional
        edge a c optional)"_s << uR"(
        image:a/app satisfied (the image is there)
        start:a/applications satisfied (runs as it should) < image:a/app)"_s;
    QTest::newRow("an absent IDA asked for by name is cloned although only optional for others")
        << uR"(
        ida a
        ida b absent
        edge a b optional)"_s
        << uR"(
        clone:b pending (not cloned; the later steps are known after that))"_s;
    QTest::newRow("external and missing registration are told") << uR"(
        ida a
          service app present running
          client b user u app
          client c user u app nothing-offered
          client d user u app
        ida b external
        ida c
          service app present running
        edge a b
        edge a c
        edge a d)"_s << uR"(
        image:a/app satisfied (the image is there)
        start:c/applications satisfied (runs as it should) < image:a/app
        start:a/applications satisfied (runs as it should) < image:a/app start:c/applications
        client:a/b/user/u skipped (b is external: it has to be registered there)
        client:a/c/user/u skipped (nothing-offered) < start:c/applications
        client:a/d/user/u skipped (d takes no part in the workspace))"_s;
    QTest::newRow("members of a cycle go side by side") << uR"(
        ida a
          service app present
          bootstrap app init
          url web app
        ida b
          service app present
          bootstrap app init
          url web app
        edge a b
        edge b a)"_s << uR"(
        image:a/app satisfied (the image is there)
        start:a/applications pending (app has no container) < image:a/app
        start:b/applications pending (app has no container) < image:a/app
        bootstrap:a/1 pending (first time) < start:a/applications start:b/applications
        bootstrap:b/1 pending (first time) < start:b/applications start:a/applications
        health:a/web pending (it starts in this run) < bootstrap:a/1 bootstrap:b/1
        health:b/web pending (it starts in this run) < bootstrap:b/1 bootstrap:a/1)"_s;
    QTest::newRow("a dependency for running only does not hold up bootstrap") << uR"(
        ida a
          service app present
          bootstrap app init
        ida b
          service app present
          bootstrap app init
        edge a b run)"_s << uR"(
        image:a/app satisfied (the image is there)
        start:b/applications pending (app has no container) < image:a/app
        start:a/applications pending (app has no container) < image:a/app start:b/applications
        bootstrap:a/1 pending (first time) < start:a/applications
        bootstrap:b/1 pending (first time) < start:b/applications)"_s;
    QTest::newRow("what containers lack") << uR"(
        ida a
          service one present stopped
          service two present running changed
          service three present unhealthy check
          service job present finished once)"_s
                                          << uR"(
        image:a/one satisfied (the image is there)
        image:a/two satisfied (the image is there)
        image:a/three satisfied (the image is there)
        image:a/job satisfied (the image is there)
        start:a/applications pending (one does not run; the settings of two changed) < image:a/one image:a/two image:a/three image:a/job
        health:a/three pending (three is not healthy) < start:a/applications)"_s;
    QTest::newRow("what starts in this run, and what does not") << uR"(
        ida a
          service db present running db
          service other present stopped db
          service app present starting check
          service well present healthy check
          service worker present paused)"_s << uR"(
        image:a/db satisfied (the image is there)
        image:a/other satisfied (the image is there)
        image:a/app satisfied (the image is there)
        image:a/well satisfied (the image is there)
        image:a/worker satisfied (the image is there)
        start:a/databases pending (other does not run) < image:a/db image:a/other
        ready:a/db pending (it is not ready yet) < start:a/databases
        ready:a/other pending (it starts in this run) < start:a/databases
        start:a/applications pending (worker is paused) < image:a/app image:a/well image:a/worker ready:a/db ready:a/other
        health:a/app pending (the health check of app has not passed yet) < start:a/applications
        health:a/well pending (worker, other start in this run) < start:a/applications)"_s;
    QTest::newRow("unhealthy but as declared") << uR"(
        ida a
          service app present unhealthy check)"_s
                                               << uR"(
        image:a/app satisfied (the image is there)
        start:a/applications satisfied (runs as it should) < image:a/app
        health:a/app pending (app is not healthy) < start:a/applications)"_s;
    QTest::newRow("a seed declared twice is applied once") << uR"(
        ida a
          service app present running
          seed base app load
          seed base app load
          seed other app load)"_s << uR"(
        image:a/app satisfied (the image is there)
        start:a/applications satisfied (runs as it should) < image:a/app
        seed:a/base/1 pending (first time) < start:a/applications)"_s;
}

void TestPlanner::plans()
{
    QFETCH(QString, script);
    QFETCH(QString, plan);
    const auto made = makePlan(planInputFrom(script));
    QVERIFY2(made, made ? "" : qPrintable(made.error().toText()));
    QCOMPARE(describePlan(*made).join(u'\n'), lines(plan).join(u'\n'));
}

void TestPlanner::secondPlanHasNothingToDo()
{
    PlanInput input = planInputFrom(kPair);
    const auto first = makePlan(input);
    QVERIFY(first);
    QVERIFY(!pendingOf(*first).isEmpty());
    QVERIFY(first->step(u"bootstrap:credentials/1"_s)->after.contains(u"health:platform/web"_s));
    QVERIFY(first->step(u"client:credentials/platform/user/worker"_s)
                ->after.contains(u"health:platform/web"_s));
    QVERIFY(first->step(u"seed:credentials/base/1"_s)->after.contains(u"seed:platform/base/1"_s));
    applySuccess(input, *first);
    input.now = QDateTime::currentDateTimeUtc();
    const auto second = makePlan(input);
    QVERIFY(second);
    QCOMPARE(pendingOf(*second), QStringList());
    QVERIFY(second->step(u"bootstrap:platform/1"_s)->reason.startsWith(u"nothing changed since "));
    QVERIFY(second->isSettled());
}

void TestPlanner::changes_data()
{
    QTest::addColumn<QString>("change");
    QTest::addColumn<QStringList>("pending");

    QTest::newRow("migrations of the platform")
        << u"inputs"_s
        << QStringList {u"bootstrap:platform/1 (*/migrations/*.py changed)"_s,
                        u"health:platform/web (its bootstrap runs before)"_s};
    QTest::newRow("next generation of the platform's data")
        << u"generation"_s
        << QStringList {u"volume:platform/data (it does not exist)"_s,
                        u"start:platform/databases (db may still have the old data)"_s,
                        u"ready:platform/db (it starts in this run)"_s,
                        u"start:platform/applications (app may still have the old data)"_s,
                        u"bootstrap:platform/1 (volume data is new)"_s,
                        u"health:platform/web (it starts in this run)"_s,
                        u"client:credentials/platform/user/worker (volume data is new)"_s,
                        u"client:credentials/platform/oauth/sso (volume data is new)"_s,
                        u"seed:credentials/demo/1 (volume data is new)"_s,
                        u"seed:platform/base/1 (volume data is new)"_s,
                        u"base:platform (the data is new)"_s};
    QTest::newRow("data that begins with what was kept")
        << u"kept"_s
        << QStringList {u"volume:platform/data (it does not exist)"_s,
                        u"start:platform/databases (db may still have the old data)"_s,
                        u"ready:platform/db (it starts in this run)"_s,
                        u"start:platform/applications (app may still have the old data)"_s,
                        u"health:platform/web (it starts in this run)"_s};
    QTest::newRow("the same with migrations that came later")
        << u"kept, inputs"_s
        << QStringList {u"volume:platform/data (it does not exist)"_s,
                        u"start:platform/databases (db may still have the old data)"_s,
                        u"ready:platform/db (it starts in this run)"_s,
                        u"start:platform/applications (app may still have the old data)"_s,
                        u"bootstrap:platform/1 (*/migrations/*.py changed)"_s,
                        u"health:platform/web (it starts in this run)"_s,
                        u"base:platform (the data is new)"_s};
    QTest::newRow("data of a checkpoint with migrations that came later: it is no base")
        << u"kept, checkpoint"_s
        << QStringList {u"volume:platform/data (it does not exist)"_s,
                        u"start:platform/databases (db may still have the old data)"_s,
                        u"ready:platform/db (it starts in this run)"_s,
                        u"start:platform/applications (app may still have the old data)"_s,
                        u"bootstrap:platform/1 (*/migrations/*.py changed)"_s,
                        u"health:platform/web (it starts in this run)"_s};
    QTest::newRow("data kept before the seed ran again")
        << u"kept, earlier"_s
        << QStringList {u"volume:platform/data (it does not exist)"_s,
                        u"start:platform/databases (db may still have the old data)"_s,
                        u"ready:platform/db (it starts in this run)"_s,
                        u"start:platform/applications (app may still have the old data)"_s,
                        u"bootstrap:platform/1 (volume data is new)"_s,
                        u"health:platform/web (it starts in this run)"_s,
                        u"client:credentials/platform/user/worker (volume data is new)"_s,
                        u"client:credentials/platform/oauth/sso (volume data is new)"_s,
                        u"seed:credentials/demo/1 (volume data is new)"_s,
                        u"seed:platform/base/1 (volume data is new)"_s,
                        u"base:platform (the data is new)"_s};
    QTest::newRow("data of a checkpoint, and the command changed since")
        << u"kept, restored"_s
        << QStringList {u"start:platform/applications (app may still have the old data)"_s,
                        u"bootstrap:platform/1 (its command changed)"_s,
                        u"health:platform/web (it starts in this run)"_s};
    QTest::newRow("only the name of an image is gone") << u"untagged"_s << QStringList {};
    QTest::newRow("a database goes on with new data: nobody changed a setting")
        << u"newdata"_s
        << QStringList {u"volume:credentials/data (it does not exist)"_s,
                        u"start:credentials/databases (db goes on with new data)"_s,
                        u"ready:credentials/db (it starts in this run)"_s,
                        u"start:credentials/applications (app may still have the old data)"_s,
                        u"bootstrap:credentials/1 (volume data is new)"_s,
                        u"health:credentials/web (it starts in this run)"_s,
                        u"seed:credentials/base/1 (volume data is new)"_s,
                        u"base:credentials (the data is new)"_s};
    QTest::newRow("off its network")
        << u"detached"_s
        << QStringList {u"start:credentials/applications (app is not in its network w_shop)"_s,
                        u"health:credentials/web (it starts in this run)"_s};
    QTest::newRow("volume deleted and made again behind our back")
        << u"incarnation"_s
        << QStringList {u"start:credentials/applications (app may still have the old data)"_s,
                        u"bootstrap:credentials/1 (volume data is new)"_s,
                        u"health:credentials/web (it starts in this run)"_s,
                        u"seed:credentials/base/1 (volume data is new)"_s};
    QTest::newRow("a build file: bootstrap again, seeds not")
        << u"build"_s
        << QStringList {u"build:credentials/app (the files of the image changed)"_s,
                        u"start:credentials/applications (app gets a new image)"_s,
                        u"bootstrap:credentials/1 (the image of app changed)"_s,
                        u"health:credentials/web (it starts in this run)"_s};
    QTest::newRow("a step that began and was killed")
        << u"killed"_s << QStringList {u"seed:credentials/base/1 (did not finish last time)"_s};
    QTest::newRow("a container that stopped")
        << u"stopped"_s
        << QStringList {u"start:credentials/applications (app does not run)"_s,
                        u"health:credentials/web (it starts in this run)"_s};
    QTest::newRow("the database goes to other data that exists")
        << u"otherdata"_s
        << QStringList {u"start:credentials/databases (db goes on with other data)"_s,
                        u"ready:credentials/db (it starts in this run)"_s,
                        u"start:credentials/applications (app may still have the old data)"_s,
                        u"bootstrap:credentials/1 (volume data is new)"_s,
                        u"health:credentials/web (it starts in this run)"_s,
                        u"seed:credentials/base/1 (volume data is new)"_s};
    QTest::newRow("as whom it runs")
        << u"as"_s
        << QStringList {u"bootstrap:platform/1 (its command changed)"_s,
                        u"health:platform/web (its bootstrap runs before)"_s};
    QTest::newRow("a client's command")
        << u"client"_s
        << QStringList {u"client:credentials/platform/oauth/sso (its command changed)"_s};
}

void TestPlanner::changes()
{
    QFETCH(QString, change);
    QFETCH(QStringList, pending);
    PlanInput input = planInputFrom(kPair);
    applySuccess(input, *makePlan(input));
    PlanIda &platform = idaOf(input, u"platform"_s);
    PlanIda &credentials = idaOf(input, u"credentials"_s);
    if (change == u"inputs") {
        platform.bootstrap[0].inputs.insert(u"*/migrations/*.py"_s, u"m2"_s);
    } else if (change == u"generation") {
        platform.volumes[0].generation = 2;
        platform.volumes[0].exists = false;
    } else if (change.startsWith(u"kept")) {
        PlanVolume &volume = platform.volumes[0];
        const QDateTime now = QDateTime::currentDateTimeUtc();
        const QDateTime until = change == u"kept, earlier" ? now.addSecs(-60) : now.addSecs(60);
        volume.origin.below = QStringList {u"data-g1-base"_s};
        volume.origin.ancestors
            = {{volumeIdentity(volume.name, volume.generation, volume.incarnation), until}};
        volume.beginsWithBase = change != u"kept, checkpoint";
        volume.generation = 2;
        volume.exists = false;
        if (change == u"kept, restored") {
            volume.exists = true;
            volume.incarnation = u"restored"_s;
            platform.bootstrap[0].command.argv = QStringList {u"migrate-all"_s};
        }
        if (change == u"kept, inputs" || change == u"kept, checkpoint")
            platform.bootstrap[0].inputs.insert(u"*/migrations/*.py"_s, u"m2"_s);
    } else if (change == u"incarnation") {
        credentials.volumes[0].incarnation = u"other"_s;
    } else if (change == u"otherdata") {
        credentials.services[0].hasOtherData = true;
        credentials.volumes[0].incarnation = u"other"_s;
    } else if (change == u"build") {
        credentials.services[1].buildDigest = u"b2"_s;
    } else if (change == u"killed") {
        for (auto it = input.records.begin(); it != input.records.end(); ++it) {
            if (StepRecords::stepOf(it.key()) == u"seed:credentials/base/1")
                *it = {false, {}, {}, QDateTime::currentDateTimeUtc(), {}};
        }
    } else if (change == u"untagged") {
        for (PlanIda *ida : {&platform, &credentials}) {
            ida->services[0].imagePresent = false;
            ida->services[0].runningImageId = std::exchange(ida->services[0].imageId, {});
        }
    } else if (change == u"newdata") {
        credentials.services[0].effectiveHash = u"other"_s;
        credentials.volumes[0].generation = 2;
        credentials.volumes[0].exists = false;
    } else if (change == u"detached") {
        credentials.services[1].state = PlanService::State::None;
        credentials.services[1].lostNetwork = u"w_shop"_s;
    } else if (change == u"stopped") {
        credentials.services[1].state = PlanService::State::Stopped;
    } else if (change == u"as") {
        platform.bootstrap[0].command.as.workingDir = u"/srv"_s;
    } else if (change == u"client") {
        credentials.clients[1].command.argv.append(u"--redirect-uris=http://localhost:1/"_s);
    }
    QStringList found = pendingOf(*makePlan(input));
    found.sort();
    pending.sort();
    QCOMPARE(found, pending);
}

void TestPlanner::rowsOfAScript()
{
    const QString id = u"client:credentials/platform/rows/p.sh:4"_s;
    const QString script = QString(kPair).replace(
        u"client platform oauth"_s, u"client platform rows p.sh:4 app\n client platform oauth"_s);
    PlanInput input = planInputFrom(script);
    const Plan first = *makePlan(input);
    QCOMPARE(first.step(id)->title, u"Add the rows from p.sh:4 to platform"_s);
    // Users come first: rows may belong to them.
    QVERIFY(first.step(id)->after.contains(u"client:credentials/platform/user/worker"_s));
    applySuccess(input, first);
    QCOMPARE(toString(makePlan(input)->step(id)->state), u"satisfied"_s);
    input.records[id].parts.insert(takenPart(), u"no"_s);
    const Plan again = *makePlan(input);
    QVERIFY(again.step(id)->reason.startsWith(u"platform did not take it"));
    QVERIFY(again.step(id)->refused && undoneOf(first).isEmpty());
    const QList<Undone> undone = undoneOf(again);
    QCOMPARE(undone.size(), 1);
    QCOMPARE(undone.first().what, QStringList {first.step(id)->title});
    QVERIFY(undoneText(undone.first()).startsWith(u"credentials: Add the rows from p.sh:4"));
    idaOf(input, u"platform"_s).services[1].buildDigest = u"b2"_s;
    QCOMPARE(toString(makePlan(input)->step(id)->state), u"pending"_s);
}

void TestPlanner::commandsKeepAsWhomTheyRun()
{
    PlanInput input = planInputFrom(kPair);
    PlanIda &credentials = idaOf(input, u"credentials"_s);
    credentials.seeds[u"base"_s][0].command.as.user = u"33"_s;
    credentials.clients[0].command.as.user = u"34"_s;
    credentials.bootstrap[0].command.as.user = u"35"_s;
    const Plan plan = *makePlan(input);
    QStringList users;
    for (const Step &step : plan.steps) {
        const auto *action = std::get_if<CommandAction>(&step.action);
        if (action && !action->command.as.user.isEmpty())
            users += step.id + u' ' + action->command.as.user;
    }
    users.sort();
    QCOMPARE(users,
             (QStringList {u"bootstrap:credentials/1 35"_s,
                           u"client:credentials/platform/user/worker 34"_s,
                           u"seed:credentials/base/1 33"_s}));
}

void TestPlanner::mistakes_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QString>("message");
    QTest::newRow("two of one name") << u"ida a\nida a"_s << u"Two IDAs are called “a”."_s;
    QTest::newRow("service that is not there")
        << u"ida a\nservice app\nbootstrap ap init"_s
        << u"Bootstrap 1 of a runs in “ap”, which is not among the services that a starts (app)."_s;
}

void TestPlanner::mistakes()
{
    QFETCH(QString, script);
    QFETCH(QString, message);
    const auto made = makePlan(planInputFrom(script));
    QVERIFY(!made);
    QCOMPARE(made.error().message, message);
    QVERIFY(made.error().kind == Error::Kind::InvalidInput);
    QVERIFY(!made.error().hint.isEmpty());
}

void TestPlanner::aSchemaTakesOnlyDataThatNobodyUsed()
{
    // Nothing but a database: no step of it is recorded as work on the data.
    const QString script = uR"(
        ida a
          service db present db
          volume data)"_s;
    const auto schemaOf = [](const PlanInput &input) {
        const auto plan = makePlan(input);
        return plan ? toString(plan->step(u"schema:a/data"_s)->state) : QString();
    };
    const auto choose = [](PlanInput &input, const QString &snapshot) {
        SchemaSource source;
        source.service = u"db"_s;
        source.volume = u"data"_s;
        source.snapshot = snapshot;
        PlanIda &ida = idaOf(input, u"a"_s);
        ida.schema = {source};
        ida.schemaDigests.insert(source.volume, snapshot);
    };
    // Chosen after the data was made.
    PlanInput used = planInputFrom(script);
    applySuccess(used, *makePlan(used));
    choose(used, u"schemas/a:1"_s);
    QCOMPARE(schemaOf(used), u"satisfied"_s);
    // The records are lost: nobody knows what is in it.
    PlanInput forgotten = used;
    forgotten.records.clear();
    QCOMPARE(schemaOf(forgotten), u"satisfied"_s);

    // A run was cut off once it had made the volume for a schema.
    PlanInput cut = planInputFrom(script);
    choose(cut, u"schemas/a:1"_s);
    PlanInput whole = cut;
    applySuccess(whole, *makePlan(whole));
    cut.records.insert(u"volume:a/data"_s, whole.records.value(u"volume:a/data"_s));
    idaOf(cut, u"a"_s).volumes = idaOf(whole, u"a"_s).volumes;
    QCOMPARE(schemaOf(cut), u"pending"_s);
    // Another one is as good: none came.
    choose(cut, u"schemas/a:2"_s);
    QCOMPARE(schemaOf(cut), u"pending"_s);
    // Somebody made it anew behind our back.
    idaOf(cut, u"a"_s).volumes[0].incarnation = u"other"_s;
    QCOMPARE(schemaOf(cut), u"satisfied"_s);

    // It came, and is there to be used: another choice waits for a reset.
    QCOMPARE(schemaOf(whole), u"satisfied"_s);
    choose(whole, u"schemas/a:2"_s);
    QCOMPARE(schemaOf(whole), u"satisfied"_s);
}

void TestPlanner::aBaseIsMadeOfDataThatNobodyUsed_data()
{
    QTest::addColumn<QString>("services");
    QTest::addColumn<QString>("chosen"); // of the run that made the data
    QTest::addColumn<QString>("lastStep"); // that it came to; empty: it came to its end
    QTest::addColumn<QString>("chosenThen");
    QTest::addColumn<QString>("base"); // what the next one says is in it; "none": it makes none

    const QString whole = u"service db present db\n service app present\n volume data"_s;
    const QString bare = u"service db present db\n volume data"_s;
    const QString none = u"none"_s;
    QTest::newRow("a schema chosen after the data was made")
        << whole << QString() << QString() << u"one.sql"_s << none;
    QTest::newRow("chosen then, without applications")
        << bare << QString() << QString() << u"one.sql"_s << none;
    QTest::newRow("nothing but a schema")
        << whole << u"one.sql"_s << QString() << u"one.sql"_s << none;
    QTest::newRow("another schema chosen since")
        << whole << u"one.sql"_s << QString() << u"two.sql"_s << none;
    QTest::newRow("cut off with the volume made")
        << whole << QString() << u"volume:a/data"_s << QString() << QString();
    QTest::newRow("cut off before the schema came")
        << whole << u"one.sql"_s << u"ready:a/db"_s << u"two.sql"_s << u"two.sql"_s;
    QTest::newRow("the same without applications")
        << bare << u"one.sql"_s << u"ready:a/db"_s << u"two.sql"_s << u"two.sql"_s;
    QTest::newRow("cut off once it had come, and another one chosen")
        << whole << u"one.sql"_s << u"schema:a/data"_s << u"two.sql"_s << u"one.sql"_s;
    QTest::newRow("cut off once it had come, and no schema any more")
        << whole << u"one.sql"_s << u"schema:a/data"_s << QString() << u"one.sql"_s;
    QTest::newRow("cut off once the applications ran")
        << whole << u"one.sql"_s << u"start:a/applications"_s << u"one.sql"_s << none;
    QTest::newRow("cut off once the only service ran")
        << bare << QString() << u"start:a/databases"_s << QString() << none;
    QTest::newRow("somebody else made the volume")
        << whole << QString() << u"nothing"_s << QString() << none;
}

void TestPlanner::aBaseIsMadeOfDataThatNobodyUsed()
{
    QFETCH(QString, services);
    QFETCH(QString, chosen);
    QFETCH(QString, lastStep);
    QFETCH(QString, chosenThen);
    QFETCH(QString, base);
    PlanInput input = planInputFrom(u"ida a\n "_s + services);
    const auto choose = [&](const QString &dump) {
        PlanIda &ida = idaOf(input, u"a"_s);
        ida.schema.clear();
        ida.schemaDigests.clear();
        if (dump.isEmpty())
            return;
        SchemaSource source;
        source.service = u"db"_s;
        source.volume = u"data"_s;
        source.dump = dump;
        ida.schema = {source};
        ida.schemaDigests.insert(source.volume, dump);
    };
    choose(chosen);
    const Plan first = *makePlan(input);
    QCOMPARE(std::get<BaseAction>(first.step(u"base:a"_s)->action).schemas.value(u"data"_s),
             chosen);
    Plan done = first;
    if (!lastStep.isEmpty()) {
        const auto last = std::ranges::find(done.steps, lastStep, &Step::id);
        const auto end = last == done.steps.end() ? done.steps.begin() : last + 1;
        done.steps.erase(end, done.steps.end());
    }
    applySuccess(input, done);
    choose(chosenThen);
    const Plan next = *makePlan(input);
    const Step *step = next.step(u"base:a"_s);
    QCOMPARE(step ? std::get<BaseAction>(step->action).schemas.value(u"data"_s) : u"none"_s, base);
}

void TestPlanner::filesGoOnTopOfNewDataOnly_data()
{
    QTest::addColumn<QString>("data");
    QTest::addColumn<QString>("file");

    QTest::newRow("a reset to what was kept") << u"base"_s << u"pending"_s;
    QTest::newRow("a reset to nothing") << u"empty"_s << u"pending"_s;
    QTest::newRow("a reset that was cut off before its turn") << u"base, cut off"_s << u"pending"_s;
    QTest::newRow("a checkpoint from before the file") << u"checkpoint"_s << u"satisfied"_s;
    QTest::newRow("the same, and cut off") << u"checkpoint, cut off"_s << u"satisfied"_s;
    QTest::newRow("the kept data of a branch, as it was") << u"branch"_s << u"satisfied"_s;
    QTest::newRow("data that a file kept later finds") << u"present"_s << u"satisfied"_s;
}

void TestPlanner::filesGoOnTopOfNewDataOnly()
{
    QFETCH(QString, data);
    QFETCH(QString, file);
    PlanInput input = planInputFrom(
        u"ida a\n service db present db\n volume data\n bootstrap db init\n file wipe.sql db"_s);
    PlanIda &ida = idaOf(input, u"a"_s);
    const QList<PlanFile> files = std::exchange(ida.files, {});
    applySuccess(input, *makePlan(input));
    PlanVolume &volume = ida.volumes[0];
    const QDateTime until = QDateTime::currentDateTimeUtc().addSecs(60);
    const QString identity = volumeIdentity(volume.name, volume.generation, volume.incarnation);
    if (data != u"present") {
        volume.generation = 2;
        volume.exists = data == u"branch";
        volume.incarnation = volume.exists ? u"kept"_s : QString();
    }
    if (data.startsWith(u"base") || data.startsWith(u"checkpoint")) {
        volume.origin.below = QStringList {u"data-g1-base"_s};
        volume.origin.ancestors = {{identity, until}};
        volume.beginsWithBase = data.startsWith(u"base");
    }
    ida.files = files;
    if (data.endsWith(u"cut off")) {
        Plan cut = *makePlan(input);
        cut.steps.erase(std::ranges::find(cut.steps, u"file:a/wipe.sql"_s, &Step::id),
                        cut.steps.end());
        applySuccess(input, cut);
    }
    const Plan plan = *makePlan(input);
    QCOMPARE(toString(plan.step(u"file:a/wipe.sql"_s)->state), file);
    applySuccess(input, plan);
    QVERIFY(makePlan(input)->isSettled());
}

void TestPlanner::importedDataIsNotSeededAgain()
{
    PlanInput input = planInputFrom(kPair);
    applySuccess(input, *makePlan(input));
    PlanVolume &volume = idaOf(input, u"platform"_s).volumes[0];
    const QString imported = volumeIdentity(u"ws_platform_data-g2"_s, 2, ofUnknownWork(u"i9"_s));
    volume.generation = 3;
    volume.exists = false;
    volume.origin.below = QStringList {u"data-g2"_s};
    volume.origin.ancestors = {{imported, QDateTime::currentDateTimeUtc()}};
    const Plan plan = *makePlan(input);
    // Migrations and registrations may be newer than the data, and do no harm to it.
    QCOMPARE(toString(plan.step(u"bootstrap:platform/1"_s)->state), u"pending"_s);
    QCOMPARE(toString(plan.step(u"client:credentials/platform/user/worker"_s)->state),
             u"pending"_s);
    for (const QString &seed : {u"seed:platform/base/1"_s, u"seed:credentials/demo/1"_s}) {
        QCOMPARE(toString(plan.step(seed)->state), u"satisfied"_s);
        QVERIFY(plan.step(seed)->reason.contains(u"imported"));
    }
    QVERIFY(!plan.step(u"base:platform"_s));
    // The same data, with what was done to it.
    Fingerprint parts = plan.step(u"seed:platform/base/1"_s)->parts;
    const QString part = volumePart(u"platform"_s, u"data"_s);
    const QString known = volumeIdentity(u"ws_platform_data-g2"_s, 2, u"i9"_s);
    parts.insert(part, known);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    input.records.insert(StepRecords::nameOnData(u"seed:platform/base/1"_s, dataOf(parts)),
                         {true, fingerprintOf(parts), parts, now, {}});
    volume.origin.ancestors = {{known, now.addSecs(1)}};
    const Plan again = *makePlan(input);
    QCOMPARE(toString(again.step(u"seed:platform/base/1"_s)->state), u"satisfied"_s);
    QCOMPARE(toString(again.step(u"seed:credentials/demo/1"_s)->state), u"pending"_s);
}

void TestPlanner::imageIdLearntLater()
{
    PlanInput input = planInputFrom(u"ida a\nservice app\nbootstrap app init"_s);
    const auto first = makePlan(input);
    QCOMPARE(first->step(u"bootstrap:a/1"_s)->parts.value(u"image:app"_s), u"?"_s);
    applySuccess(input, *first);
    QVERIFY(makePlan(input)->isSettled());
    // The executor told the id: from now on another image is a reason.
    input.records[u"bootstrap:a/1"_s].parts.insert(u"image:app"_s, u"sha256:1"_s);
    QVERIFY(makePlan(input)->isSettled());
    input.idas[0].services[0].imageId = u"sha256:2"_s;
    QCOMPARE(makePlan(input)->step(u"bootstrap:a/1"_s)->reason, u"the image of app changed"_s);
}

void TestPlanner::runningIsNotAnswering()
{
    PlanInput input = planInputFrom(u"ida a\n service db db\n volume data"_s);
    const auto first = makePlan(input);
    QVERIFY(first);
    applySuccess(input, *first);
    QCOMPARE(pendingOf(*makePlan(input)), QStringList());
    // Started again by a run that was cut off before it saw the database answer.
    StepRecord &started = input.records[u"start:a/databases"_s];
    started.finished = false;
    started.time = input.records[u"ready:a/db"_s].time.addSecs(1);
    QCOMPARE(pendingOf(*makePlan(input)), QStringList {u"ready:a/db (it is not ready yet)"_s});
    input.records[u"ready:a/db"_s].time = started.time.addSecs(1);
    QCOMPARE(pendingOf(*makePlan(input)), QStringList());
}

void TestPlanner::documentHasTheContractsFields()
{
    const QJsonObject json = planToJson(*makePlan(planInputFrom(kPair)));
    QCOMPARE(json.value(u"result"_s).toString(), u"planned"_s);
    QVERIFY(json.value(u"seconds"_s).isDouble());
    const QJsonObject step = json.value(u"steps"_s).toArray().first().toObject();
    for (const QString &field : {u"id"_s,
                                 u"ida"_s,
                                 u"kind"_s,
                                 u"title"_s,
                                 u"after"_s,
                                 u"state"_s,
                                 u"reason"_s,
                                 u"seconds"_s})
        QVERIFY2(step.contains(field), qPrintable(field));
    // A client's secret is in its argument vector: it must not get into what is kept.
    const Plan plan = *makePlan(planInputFrom(kPair));
    for (const QString &value : plan.step(u"client:credentials/platform/oauth/sso"_s)->parts)
        QVERIFY(!value.contains(u"register"));
}

QTEST_GUILESS_MAIN(TestPlanner)
#include "tst_planner.moc"
