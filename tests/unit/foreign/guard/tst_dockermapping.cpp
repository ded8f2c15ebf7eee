// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/guard/commandtable.h"
#include "foreign/guard/dockermapping.h"
#include "unit/foreign/guard/samplemap.h"

#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

namespace {

const QString kMadeId = u"0123456789ab"_s + QString(52, u'0');

} // namespace

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
        row("an id of the workspace's", u"restart 0123456789ab"_s, u"docker restart "_s + kMadeId);
        row("a short id", u"rm -f 01234"_s, u"docker rm -f "_s + kMadeId);
        row("what the run made", u"exec mine ls"_s, mark + u"mine ls"_s);
        row("cp from what the run made", u"cp mine:/a b"_s, u"docker cp mine:/a b"_s);
        row("inspect of an image",
            u"inspect -f {{.Id}} debian:bookworm"_s,
            u"docker inspect -f {{.Id}} debian:bookworm"_s);
        row("inspect of a container",
            u"inspect -f {{.State.Running}} library.app"_s,
            u"docker inspect -f {{.State.Running}} ws-1-library-app"_s);
        row("run",
            u"run --rm --network devstack_default -e A=1 image --network devstack_default"_s,
            u"docker run --label=devstack.run=r1 --rm --network ws-1-workspace -e A=1 image "
            u"--network devstack_default"_s);
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
        row("rm keeps volumes", u"rm -v library.app"_s, u"docker rm ws-1-library-app"_s);
        row("rm keeps volumes: cluster",
            u"rm -fv library.app"_s,
            u"docker rm -f ws-1-library-app"_s);
        row("rm keeps volumes: other order",
            u"rm -vf library.app"_s,
            u"docker rm -f ws-1-library-app"_s);
        row("rm keeps volumes: long",
            u"rm --volumes library.app -f"_s,
            u"docker rm ws-1-library-app -f"_s);
        row("rm keeps volumes: assigned",
            u"rm --volumes=true --force=true library.app"_s,
            u"docker rm --force=true ws-1-library-app"_s);
        row("rm keeps volumes: short assigned",
            u"rm -fv=1 library.app"_s,
            u"docker rm -f ws-1-library-app"_s);
        row("rm keeps volumes: group",
            u"container rm -v library.app"_s,
            u"docker container rm ws-1-library-app"_s);
        row("update",
            u"update --memory 1g library.app"_s,
            u"docker update --memory 1g ws-1-library-app"_s);
        row("run beside a container",
            u"run --rm --network=container:library.app --volumes-from library.mysql:ro --link db:x i"_s,
            u"docker run --label=devstack.run=r1 --rm --network=container:ws-1-library-app --volumes-from ws-1-library-db:ro --link ws-1-library-db:x i"_s);
        row("network of its own",
            u"network create -d bridge own"_s,
            u"docker network create --label=devstack.run=r1 -d bridge own"_s);
        row("its own network goes", u"network rm own"_s, u"docker network rm own"_s);
        row("its own network goes, the old one stays",
            u"network rm devstack_default own"_s,
            u"docker network rm own"_s);
        row("joins its own network",
            u"network connect own library.app"_s,
            u"docker network connect own ws-1-library-app"_s);
        row("buildx", u"buildx build -t x --push ."_s, u"docker buildx build -t x --push ."_s);
        row("image build", u"image build -t x ."_s, u"docker image build -t x ."_s);
        row("log level", u"-l debug -D images -q"_s, u"docker -l debug -D images -q"_s);
        row("commit", u"commit library.app other"_s, u"docker commit ws-1-library-app other"_s);
        row("version", u"--version"_s, u"docker --version"_s);
        row("compose", u"compose restart app"_s, u"docker compose@library restart library.app"_s);
    }
    void runs()
    {
        QFETCH(QStringList, written);
        GuardMap map = sampleMap();
        map.made = {kMadeId, u"mine"_s};
        map.madeNetworks = {u"own"_s};
        const GuardedCall call = mapDocker(map, written, u"/w/library"_s);
        QFETCH(QString, becomes);
        QCOMPARE(textOf(call).join(u'\n'), becomes);
    }

    void answers_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<int>("code");
        QTest::addColumn<bool>("neverAnswers");
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
        QTEST(call.neverAnswers, "neverAnswers");
        QVERIFY2(call.note.contains(says), qPrintable(call.note));
        QVERIFY(!call.note.contains(u'\x1b'));
    }

    /// Nothing of these may reach docker, however it is spelled.
    void refused_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("says");
        const auto row = [](const QString &line, int code, const QString &says) {
            QTest::newRow(qPrintable(line)) << line << code << says;
        };
        for (const char *elsewhere : {"-H tcp://x",
                                      "-Htcp://x",
                                      "-H=tcp://x",
                                      "-DH tcp://x",
                                      "--host=tcp://x",
                                      "--host tcp://x",
                                      "-c other",
                                      "-cother",
                                      "--context default",
                                      "--context=default",
                                      "--config /tmp/x",
                                      "--config=/tmp/x",
                                      "--tls",
                                      "--tls=true",
                                      "--tlsverify",
                                      "--tlscacert x",
                                      "--tlscert=x",
                                      "--tlskey x",
                                      "-l debug --context default"}) {
            row(QLatin1StringView(elsewhere) + u" stop library.app"_s, 1, u"own Engine"_s);
            row(QLatin1StringView(elsewhere) + u" compose up"_s, 1, u"own Engine"_s);
        }
        row(u"--hos tcp://x ps"_s, 1, u"“--hos”"_s);
        for (const char *image : {"rmi x", "rmi -f x", "image rm x", "image remove --force x y"})
            row(QLatin1StringView(image), 0, u"images stay"_s);
        row(u"rmi --all x"_s, 1, u"“--all”"_s);
        for (const char *prune : {"image prune -af",
                                  "buildx prune -af",
                                  "builder prune",
                                  "system prune --volumes",
                                  "network prune",
                                  "container prune"})
            row(QLatin1StringView(prune), 1, u"beyond this workspace"_s);
        row(u"rename library.app x"_s, 1, u"by name"_s);
        row(u"container rename library.app x"_s, 1, u"by name"_s);
        row(u"update --restart=no foreign"_s, 1, u"“foreign”"_s);
        row(u"container update foreign"_s, 1, u"“foreign”"_s);
        for (const char *verb : {"stop",
                                 "kill",
                                 "rm -f",
                                 "restart",
                                 "pause",
                                 "unpause",
                                 "start",
                                 "wait",
                                 "attach",
                                 "logs",
                                 "export",
                                 "diff",
                                 "top",
                                 "port",
                                 "stats",
                                 "exec",
                                 "commit",
                                 "container stop",
                                 "container inspect",
                                 "inspect --type container",
                                 "inspect --type=container"})
            row(QLatin1StringView(verb) + u" foreign"_s, 1, u"“foreign”"_s);
        row(u"stop 0123456789ab"_s, 1, u"“0123456789ab”"_s);
        row(u"stop -t0 library.app foreign"_s, 1, u"“foreign”"_s);
        row(u"rm -f -- foreign"_s, 1, u"“foreign”"_s);
        row(u"cp foreign:/a b"_s, 1, u"“foreign”"_s);
        row(u"run --volumes-from foreign i"_s, 1, u"“foreign”"_s);
        row(u"run --network container:foreign i"_s, 1, u"“foreign”"_s);
        row(u"create --pid=container:foreign i"_s, 1, u"“foreign”"_s);
        row(u"run --link foreign:x i"_s, 1, u"“foreign”"_s);
        row(u"run --linke foreign:x i"_s, 1, u"“--linke”"_s);
        row(u"network rm foreign"_s, 1, u"network rm foreign"_s);
        row(u"network rm devstack_default foreign"_s, 1, u"neither"_s);
        row(u"network remove foreign"_s, 1, u"neither"_s);
        row(u"network connect foreign library.app"_s, 1, u"neither"_s);
        row(u"network disconnect -f foreign library.app"_s, 1, u"neither"_s);
        row(u"volume rm -f x"_s, 1, u"devstack reset library"_s);
        row(u"volume remove x"_s, 1, u"devstack reset library"_s);
        row(u"volume update x"_s, 1, u"may not use this command"_s);
        row(u"rm --vol library.app"_s, 1, u"“--vol”"_s);
        row(u"rm -l library.app"_s, 1, u"“-l”"_s);
        row(u"rm -fx library.app"_s, 1, u"“-x”"_s);
        row(u"image stop library.app"_s, 1, u"may not use this command"_s);
        for (const char *other : {"swarm init",
                                  "swarm leave -f",
                                  "context use x",
                                  "context rm x",
                                  "context create x",
                                  "plugin install x",
                                  "plugin rm x",
                                  "service rm x",
                                  "stack deploy x",
                                  "node rm x",
                                  "secret rm x",
                                  "config rm x",
                                  "trust revoke x",
                                  "checkpoint rm x y",
                                  "buildx rm x",
                                  "buildx use x",
                                  "buildx create --use",
                                  "buildx stop",
                                  "buildx history rm --all",
                                  "buildx imagetools create x",
                                  "buildx --builder x prune",
                                  "manifest rm x",
                                  "manifest push x",
                                  "model rm x",
                                  "mcp x",
                                  "desktop stop",
                                  "debug library.app",
                                  "scout x",
                                  "sbom x",
                                  "extension rm x",
                                  "system dial-stdio",
                                  "builder"})
            row(QLatin1StringView(other), 1, u"may not use this command"_s);
    }
    void refused()
    {
        QFETCH(QString, line);
        QFETCH(QString, says);
        const GuardedCall call = mapDocker(sampleMap(), line.split(u' '), u"/w/library"_s);
        QCOMPARE(textOf(call), QStringList());
        QTEST(call.code, "code");
        QVERIFY2(call.note.contains(says), qPrintable(call.note));
    }

    /// No row of the table deletes volumes or images: each option that could is dropped.
    void everyRowIsListedOnce()
    {
        for (const auto &table : {dockerCommands(), composeCommands()}) {
            QSet<QString> names;
            for (const CommandRow &row : table) {
                const QString name = QString::fromLatin1(row.name);
                QVERIFY2(!names.contains(name), row.name);
                names += name;
                const OptionForms forms = row.forms();
                QVERIFY2(!forms.withValue.intersects(forms.flags), row.name);
                for (const QString &dropped :
                     QString::fromLatin1(row.dropped).split(u' ', Qt::SkipEmptyParts)) {
                    const QString option = (dropped.size() == 1 ? u"-"_s : u"--"_s) + dropped;
                    QVERIFY2(forms.withValue.contains(option) || forms.flags.contains(option),
                             qPrintable(name + u' ' + option));
                }
            }
        }
    }

    void namesOfTheRunAreAskedFor()
    {
        const GuardMap map = sampleMap();
        QVERIFY(mapDocker(map, {u"stop"_s, u"mine"_s}, u"/"_s).asksEngine);
        QVERIFY(mapDocker(map, {u"network"_s, u"rm"_s, u"own"_s}, u"/"_s).asksEngine);
        QVERIFY(!mapDocker(map, {u"stop"_s, u"library.app"_s}, u"/"_s).asksEngine);
        QVERIFY(!mapDocker(map, {u"stop"_s, u"fresh.app"_s}, u"/"_s).asksEngine);
    }

    void rmSaysThatDataStays()
    {
        const auto note = [](const QString &line) {
            return mapDocker(sampleMap(), line.split(u' '), u"/"_s).note;
        };
        QVERIFY(note(u"rm -fv library.app"_s).contains(u"volumes stay"));
        QCOMPARE(note(u"rm --volumes=false library.app"_s), QString());
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
