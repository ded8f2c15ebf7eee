// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/guard/composemapping.h"
#include "unit/foreign/guard/samplemap.h"

#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

/// What compose calls of old scripts become.
class ComposeMappingTest : public QObject
{
    Q_OBJECT

private slots:
    void runs_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("directory");
        QTest::addColumn<QString>("becomes");
        const QString own = u"/w/library"_s;
        const auto row = [&](const char *name, const QString &line, const QString &becomes) {
            QTest::newRow(name) << line << own << becomes;
        };
        row("up", u"up -d --build"_s, u"docker compose@library up -d --build"_s);
        row("up one", u"up -d db"_s, u"docker compose@library up -d library.db"_s);
        row("exec",
            u"exec -u 0 app python3 manage.py x"_s,
            u"docker compose@library exec --env=DEVSTACK_RUN=r1 -u 0 library.app python3 manage.py "
            u"x"_s);
        row("exec: words inside stay",
            u"exec app echo db app"_s,
            u"docker compose@library exec --env=DEVSTACK_RUN=r1 library.app echo db app"_s);
        row("exec: ports inside follow",
            u"exec app curl localhost:18170"_s,
            u"docker compose@library exec --env=DEVSTACK_RUN=r1 library.app curl localhost:28170"_s);
        row("run",
            u"run --rm app true"_s,
            u"docker compose@library run --label=devstack.run=r1 --rm library.app true"_s);
        row("logs",
            u"logs -f --tail=500 app"_s,
            u"docker compose@library logs -f --tail=500 library.app"_s);
        row("restart with a left out one",
            u"restart app worker"_s,
            u"docker compose@library restart library.app"_s);
        row("own file", u"-f docker-compose.yml up -d"_s, u"docker compose@library up -d"_s);
        row("own project name",
            u"-p other --no-ansi stop app"_s,
            u"docker compose@library stop library.app"_s);
        row("what stays of the globals",
            u"--progress plain build"_s,
            u"docker compose --progress plain -p ws-1-library -f /w/.devstack/library/compose.json "
            u"build"_s);
        row("down keeps volumes", u"down -v"_s, u"docker compose@library down"_s);
        for (const char *spelling : {"down --volumes",
                                     "down --volumes=true",
                                     "down --volumes=1",
                                     "down --volume",
                                     "down --volume=t",
                                     "down -v=true",
                                     "down --rmi all",
                                     "down --rmi=local",
                                     "down --rmi local -v",
                                     "down --volumes=false",
                                     "down -v=0"})
            row(spelling, QLatin1StringView(spelling), u"docker compose@library down"_s);
        row("down -vt 0", u"down -vt 0"_s, u"docker compose@library down -t 0"_s);
        row("down -vt0", u"down -vt0"_s, u"docker compose@library down -t0"_s);
        row("down -vt=0", u"down -vt=0"_s, u"docker compose@library down -t=0"_s);
        row("down -t0 -v", u"down -t0 -v"_s, u"docker compose@library down -t0"_s);
        row("down -t 0 -v --remove-orphans",
            u"down -t 0 -v --remove-orphans"_s,
            u"docker compose@library down -t 0 --remove-orphans"_s);
        row("down one -v", u"down db -v"_s, u"docker compose@library down library.db"_s);
        row("down: a value like an option",
            u"down -t -v"_s,
            u"docker compose@library down -t -v"_s);
        row("rm -fsv", u"rm -fsv db"_s, u"docker compose@library rm -fs library.db"_s);
        row("rm -v -f", u"rm -v -f"_s, u"docker compose@library rm -f"_s);
        row("rm --volumes=true", u"rm --volumes=true -s"_s, u"docker compose@library rm -s"_s);
        row("up -dV", u"up -dV app"_s, u"docker compose@library up -d library.app"_s);
        row("up --renew-anon-volumes",
            u"up --renew-anon-volumes=true -d"_s,
            u"docker compose@library up -d"_s);
        row("exec: -v inside stays",
            u"exec app tool -v --volumes"_s,
            u"docker compose@library exec --env=DEVSTACK_RUN=r1 library.app tool -v --volumes"_s);
        row("retired option", u"--x-networking up -d"_s, u"docker compose@library up -d"_s);
        row("port after options",
            u"port --protocol=udp app 80"_s,
            u"docker compose@library port --protocol=udp library.app 80"_s);
        row("cp", u"cp app:/a ./b"_s, u"docker compose@library cp library.app:/a ./b"_s);
        row("port", u"port app 80"_s, u"docker compose@library port library.app 80"_s);
        row("scale",
            u"up --scale app=2 -d"_s,
            u"docker compose@library up --scale library.app=2 -d"_s);
        row("version", u"version"_s, u"docker compose@library version"_s);
        row("bare", u"--version"_s, u"docker compose --version"_s);
        QTest::newRow("in another checkout")
            << u"stop db"_s << u"/w/archive/sub"_s << u"docker compose@archive stop archive.db"_s;
        QTest::newRow("file of another checkout")
            << u"-f ../archive/docker-compose.yml stop db"_s << own
            << u"docker compose@archive stop archive.db"_s;
        QTest::newRow("outside of all") << u"ps"_s << u"/tmp"_s << u"docker compose@library ps"_s;
        row("central up",
            u"-f ../devstack/docker-compose.yml up -d lms redis"_s,
            u"docker compose@platform up -d --no-build --no-recreate platform.web"_s);
        row("central exec",
            u"-f /x/devstack/docker-compose.yml exec lms ls"_s,
            u"docker compose@platform exec --env=DEVSTACK_RUN=r1 platform.web ls"_s);
        QTest::newRow("in the stand-in")
            << u"up -d lms"_s << u"/w/.devstack/run/workspace/devstack"_s
            << u"docker compose@platform up -d --no-build --no-recreate platform.web"_s;
    }
    void runs()
    {
        QFETCH(QString, line);
        QFETCH(QString, directory);
        QFETCH(QString, becomes);
        const GuardedCall call = mapCompose(sampleMap(), line.split(u' '), directory);
        QCOMPARE(textOf(call).join(u'\n'), becomes);
    }

    void answers_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("says");
        QTest::newRow("unknown service") << u"restart apps"_s << 1 << u"mean “app”"_s;
        QTest::newRow("exec in a left out one") << u"exec worker ls"_s << 1 << u"without worker"_s;
        QTest::newRow("only left out ones") << u"restart worker"_s << 0 << u"without worker"_s;
        QTest::newRow("foreign file") << u"-f other.yml up -d"_s << 1 << u"outside of it"_s;
        QTest::newRow("remote file") << u"-f /etc/passwd up"_s << 1 << u"was not run"_s;
        for (const char *refused : {"down --vol",
                                    "down --volumesx",
                                    "down -x",
                                    "down -vx",
                                    "up --watch",
                                    "up -w",
                                    "wait --down-project app",
                                    "--file2 x up"})
            QTest::newRow(refused) << QString::fromLatin1(refused) << 1 << u"its option"_s;
        for (const char *refused : {"watch", "publish x", "bridge convert", "alpha viz", "scan"})
            QTest::newRow(refused)
                << QString::fromLatin1(refused) << 1 << u"may not use this command"_s;
        for (const char *refused :
             {"-H tcp://x up", "--host=tcp://x down", "--context x up", "-c x up", "--tls up"})
            QTest::newRow(refused) << QString::fromLatin1(refused) << 1 << u"own Engine"_s;
        QTest::newRow("foreign service of rm") << u"rm -f foreign"_s << 1 << u"“foreign”"_s;
        QTest::newRow("central redis")
            << u"-f ../devstack/docker-compose.yml up -d redis"_s << 0 << u"provides redis"_s;
        QTest::newRow("central stop") << u"-p devstack stop"_s << 0 << u"left as they are"_s;
        QTest::newRow("central exec of nobody")
            << u"-f ../devstack/docker-compose.yml exec cms ls"_s << 1 << u"edx.devstack.cms"_s;
    }
    void answers()
    {
        QFETCH(QString, line);
        QFETCH(QString, says);
        const GuardedCall call = mapCompose(sampleMap(), line.split(u' '), u"/w/library"_s);
        QCOMPARE(call.commands.size(), 0);
        QTEST(call.code, "code");
        QVERIFY2(call.note.contains(says), qPrintable(call.note));
    }

    void downSaysThatDataStays()
    {
        const GuardedCall call
            = mapCompose(sampleMap(), {u"down"_s, u"--volumes"_s}, u"/w/library"_s);
        QVERIFY(call.note.contains(u"devstack reset library"));
        QVERIFY(mapCompose(sampleMap(), {u"down"_s, u"--rmi"_s, u"all"_s}, u"/w/library"_s)
                    .note.contains(u"images stay"));
        // Nothing to say where nothing was asked for.
        QCOMPARE(mapCompose(sampleMap(), {u"down"_s, u"--volumes=false"_s}, u"/w/library"_s).note,
                 QString());
    }

    void aProjectThatCannotRunSaysWhy()
    {
        GuardMap map = sampleMap();
        map.projects[0].engineNote = u"never provisioned"_s;
        const GuardedCall call = mapCompose(map, {u"up"_s}, u"/w/library"_s);
        QCOMPARE(call.commands.size(), 0);
        QCOMPARE(call.note, u"never provisioned"_s);
    }
};

QTEST_GUILESS_MAIN(ComposeMappingTest)
#include "tst_composemapping.moc"
