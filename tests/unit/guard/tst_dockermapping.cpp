// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "guard/dockermapping.h"
#include "unit/guard/samplemap.h"

#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

/// What docker calls of old scripts become.
class DockerMappingTest : public QObject
{
    Q_OBJECT

private slots:
    void runs_data()
    {
        QTest::addColumn<QStringList>("written");
        QTest::addColumn<QString>("becomes");
        const auto row = [](const char *name, const QString &line, const QString &becomes) {
            QTest::newRow(name) << line.split(u' ') << becomes;
        };
        const QString mark = u"docker exec --env=DEVSTACK_RUN=r1 "_s;
        row("exec",
            u"exec -t library.app make migrate"_s,
            mark + u"-t ws-1-library-app make migrate"_s);
        row("exec with a user",
            u"exec -u 0 -it library.app bash"_s,
            mark + u"-u 0 -it ws-1-library-app bash"_s);
        row("container exec",
            u"container exec library.app ls"_s,
            u"docker container exec --env=DEVSTACK_RUN=r1 ws-1-library-app ls"_s);
        row("the own container of a shared name", u"exec db ls"_s, mark + u"ws-1-library-db ls"_s);
        row("another IDA", u"exec edx.devstack.lms true"_s, mark + u"ws-1-platform-web true"_s);
        row("the real name", u"exec ws-1-library-app ls"_s, mark + u"ws-1-library-app ls"_s);
        row("names inside are not touched",
            u"exec library.app echo library.app"_s,
            mark + u"ws-1-library-app echo library.app"_s);
        row("moved port",
            u"exec library.app curl http://localhost:18170/x"_s,
            mark + u"ws-1-library-app curl http://localhost:28170/x"_s);
        row("debug option first",
            u"-D exec library.app ls"_s,
            u"docker -D exec --env=DEVSTACK_RUN=r1 ws-1-library-app ls"_s);
        row("cp in",
            u"cp a.sql library.mysql:/tmp/a.sql"_s,
            u"docker cp a.sql ws-1-library-db:/tmp/a.sql"_s);
        row("cp out",
            u"cp -a library.mysql:/tmp/a ./b:c"_s,
            u"docker cp -a ws-1-library-db:/tmp/a ./b:c"_s);
        row("logs",
            u"logs -f --tail 5 library.app"_s,
            u"docker logs -f --tail 5 ws-1-library-app"_s);
        row("stop two",
            u"stop -t 1 library.app library.mysql"_s,
            u"docker stop -t 1 ws-1-library-app ws-1-library-db"_s);
        row("attach", u"attach library.app"_s, u"docker attach ws-1-library-app"_s);
        row("top with ps options", u"top library.app aux"_s, u"docker top ws-1-library-app aux"_s);
        row("an id", u"restart 0123456789ab"_s, u"docker restart 0123456789ab"_s);
        row("inspect of an image",
            u"inspect -f {{.Id}} debian:bookworm"_s,
            u"docker inspect -f {{.Id}} debian:bookworm"_s);
        row("inspect of a container",
            u"inspect -f {{.State.Running}} library.app"_s,
            u"docker inspect -f {{.State.Running}} ws-1-library-app"_s);
        row("run",
            u"run --rm --network devstack_default -e A=1 image --network devstack_default"_s,
            u"docker run --label=devstack.run=r1 --rm --network ws-1-workspace -e A=1 image --network devstack_default"_s);
        row("run with equals",
            u"run --net=devstack_default image"_s,
            u"docker run --label=devstack.run=r1 --net=ws-1-workspace image"_s);
        row("ps", u"ps -a"_s, u"docker ps --filter=label=devstack.workspace=ws-1 -a"_s);
        row("ps by name",
            u"ps -q -f name=^library.app$"_s,
            u"docker ps --filter=label=devstack.workspace=ws-1 -q -f name=^/?ws-1-library-app$"_s);
        row("container ls",
            u"container ls"_s,
            u"docker container ls --filter=label=devstack.workspace=ws-1"_s);
        row("network inspect",
            u"network inspect devstack_default"_s,
            u"docker network inspect ws-1-workspace"_s);
        row("build", u"build . -t library"_s, u"docker build . -t library"_s);
        row("stats", u"stats --format x"_s, u"docker stats --format x"_s);
        row("another engine",
            u"-H tcp://x exec library.app ls"_s,
            u"docker -H tcp://x exec library.app ls"_s);
        row("version", u"--version"_s, u"docker --version"_s);
        row("compose", u"compose restart app"_s, u"docker compose@library restart library.app"_s);
    }
    void runs()
    {
        QFETCH(QStringList, written);
        const GuardedCall call = mapDocker(sampleMap(), written, u"/w/library"_s);
        QFETCH(QString, becomes);
        QCOMPARE(textOf(call).join(u'\n'), becomes);
    }

    void answers_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<int>("code");
        QTest::addColumn<bool>("hopeless");
        QTest::addColumn<QString>("says"); // part of the note
        QTest::newRow("unknown") << u"exec library_app ls"_s << 1 << true
                                 << u"mean “library.app”"_s;
        QTest::newRow("unknown in the middle")
            << u"stop library.app nobody"_s << 1 << true << u"“nobody”"_s;
        QTest::newRow("of an IDA that never ran")
            << u"exec fresh.app ls"_s << 1 << true << u"devstack up fresh"_s;
        QTest::newRow("unknown cp") << u"cp nobody:/a b"_s << 1 << true << u"“nobody”"_s;
        QTest::newRow("escape in a name")
            << u"exec \x1b[31mx ls"_s << 1 << true << u"edx.devstack.lms"_s;
        QTest::newRow("volume rm")
            << u"volume rm library_mysql"_s << 1 << false << u"devstack reset library"_s;
        QTest::newRow("volume prune") << u"volume prune -f"_s << 1 << false << u"devstack reset"_s;
        QTest::newRow("volume create") << u"volume create x"_s << 0 << false << u"itself"_s;
        QTest::newRow("system prune")
            << u"system prune -af"_s << 1 << false << u"beyond this workspace"_s;
        QTest::newRow("container prune")
            << u"container prune"_s << 1 << false << u"beyond this workspace"_s;
        QTest::newRow("network create")
            << u"network create devstack_default"_s << 0 << false << QString();
        QTest::newRow("network rm") << u"network rm devstack_default"_s << 0 << false << u"stays"_s;
        QTest::newRow("network connect")
            << u"network connect devstack_default library.app"_s << 0 << false << u"in place of"_s;
    }
    void answers()
    {
        QFETCH(QString, line);
        QFETCH(QString, says);
        const GuardedCall call = mapDocker(sampleMap(), line.split(u' '), u"/w/library"_s);
        QCOMPARE(call.commands.size(), 0);
        QTEST(call.code, "code");
        QTEST(call.hopeless, "hopeless");
        QVERIFY2(call.note.contains(says), qPrintable(call.note));
        QVERIFY(!call.note.contains(u'\x1b'));
    }

    void execTellsWhatHasToBeEnded()
    {
        const GuardedCall call
            = mapDocker(sampleMap(),
                        {u"exec"_s, u"-u"_s, u"app"_s, u"library.app"_s, u"sleep"_s, u"9"_s},
                        u"/"_s);
        QCOMPARE(call.touched.size(), 1);
        QCOMPARE(call.touched.first().container, u"ws-1-library-app"_s);
        QCOMPARE(call.touched.first().user, u"app"_s);
    }

    void listsShowOldNames()
    {
        QVERIFY(mapDocker(sampleMap(), {u"ps"_s}, u"/"_s).showsOldNames);
        QVERIFY(!mapDocker(sampleMap(), {u"images"_s}, u"/"_s).showsOldNames);
    }
};

QTEST_GUILESS_MAIN(DockerMappingTest)
#include "tst_dockermapping.moc"
