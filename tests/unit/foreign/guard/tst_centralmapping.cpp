// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/guard/centralmapping.h"
#include "unit/foreign/guard/samplemap.h"

#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

/// Calls into the central devstack, answered by the workspace.
class CentralMappingTest : public QObject
{
    Q_OBJECT

private slots:
    void folders_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<bool>("central");
        QTest::newRow("stand-in") << u"/w/.devstack/run/workspace/devstack"_s << true;
        QTest::newRow("beside the checkouts") << u"/w/devstack"_s << true;
        QTest::newRow("inside a checkout") << u"/w/library/devstack"_s << false;
        QTest::newRow("another name") << u"/w/devstacks"_s << false;
    }
    void folders()
    {
        QFETCH(QString, folder);
        QTEST(isCentralFolder(sampleMap(), folder), "central");
    }

    void targets_data()
    {
        QTest::addColumn<QString>("target");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("runs");
        QTest::addColumn<QString>("says");
        const QString up = u"docker compose@platform up -d --no-build --no-recreate platform.web"_s;
        QTest::newRow("up") << u"dev.up.lms"_s << 0 << up << QString();
        QTest::newRow("up of several")
            << u"dev.up.ecommerce+lms+redis"_s << 0 << up << u"ecommerce, redis"_s;
        QTest::newRow("without deps") << u"dev.up.without-deps.lms"_s << 0 << up << QString();
        QTest::newRow("up of all") << u"dev.up"_s << 0 << QString() << u"adds nothing"_s;
        QTest::newRow("provision") << u"dev.provision.lms"_s << 0 << QString() << u"devstack up"_s;
        QTest::newRow("stop") << u"dev.stop.lms"_s << 0 << QString() << u"left as they are"_s;
        QTest::newRow("shell") << u"lms-shell"_s << 0
                               << u"docker exec --env=DEVSTACK_RUN=r1 -it ws-1-platform-web bash"_s
                               << QString();
        QTest::newRow("unknown") << u"dev.destroy"_s << 1 << QString() << u"no meaning"_s;
    }
    void targets()
    {
        QFETCH(QString, target);
        QFETCH(QString, says);
        const GuardedCall call = mapCentralTarget(sampleMap(), target);
        QTEST(call.code, "code");
        QTEST(textOf(call).join(u'\n'), "runs");
        QVERIFY2(call.note.contains(says), qPrintable(call.note));
    }

    void make_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("directory");
        QTest::addColumn<QString>("becomes");
        const QString central = u"make -C /w/.devstack/run/workspace/devstack "_s;
        QTest::newRow("own") << u"dev.up"_s << u"/w/library"_s << u"make dev.up"_s;
        QTest::newRow("own folder") << u"-C sub x"_s << u"/w/library"_s << u"make -C sub x"_s;
        QTest::newRow("central") << u"-C ../devstack dev.up.lms"_s << u"/w/library"_s
                                 << central + u"dev.up.lms"_s;
        QTest::newRow("central attached")
            << u"-C../devstack dev.up.lms"_s << u"/w/library"_s << central + u"dev.up.lms"_s;
        QTest::newRow("central long")
            << u"--directory=../devstack x A=1"_s << u"/w/library"_s << central + u"x A=1"_s;
        QTest::newRow("from inside")
            << u"dev.up.lms"_s << u"/w/devstack"_s << central + u"dev.up.lms"_s;
        QTest::newRow("in the stand-in")
            << u"dev.up.lms"_s << u"/w/.devstack/run/workspace/devstack"_s << u"make dev.up.lms"_s;
    }
    void make()
    {
        QFETCH(QString, line);
        QFETCH(QString, directory);
        QTEST(textOf(mapMake(sampleMap(), line.split(u' '), directory)).join(u'\n'), "becomes");
    }

    void theStandInQuotesItsProgram()
    {
        const auto files = centralFiles(u"/opt/it's $new/guard"_s);
        QVERIFY(files.value(u"Makefile"_s).contains("'/opt/it'\\''s $$new/guard' central $@"));
        QVERIFY(files.contains(u"scripts/colors.sh"_s));
    }
};

QTEST_GUILESS_MAIN(CentralMappingTest)
#include "tst_centralmapping.moc"
