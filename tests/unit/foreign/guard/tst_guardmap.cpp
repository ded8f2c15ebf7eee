// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/guard/guardmap.h"
#include "foreign/guard/launcher.h"
#include "unit/foreign/guard/samplemap.h"

#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

/// The file that tells launchers about the workspace.
class GuardMapTest : public QObject
{
    Q_OBJECT

private slots:
    void survivesItsFile()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(u"map.json"_s);
        GuardMap map = sampleMap();
        ServiceRun user;
        user.service = u"web"_s;
        user.run.arguments = {u"register"_s, u"{name}"_s};
        map.projects[2].registerUser = user;
        QVERIFY(map.write(path));
        QCOMPARE(QFileInfo(path).permissions() & (QFile::ReadGroup | QFile::ReadOther),
                 QFile::Permissions());
        const auto read = GuardMap::read(path);
        QVERIFY(read);
        QCOMPARE(read->run, map.run);
        QCOMPARE(read->containers.size(), map.containers.size());
        QCOMPARE(read->container(u"library.app"_s)->name, u"ws-1-library-app"_s);
        QCOMPARE(read->project(u"library"_s)->services, map.projects[0].services);
        QCOMPARE(read->project(u"library"_s)->leftOut, QStringList {u"worker"_s});
        QCOMPARE(read->project(u"platform"_s)->registerUser->run.arguments, user.run.arguments);
        QVERIFY(!read->project(u"platform"_s)->registerOauth);
        QCOMPARE(read->ports.targets, map.ports.targets);
    }

    void aMissingFileIsAnError() { QVERIFY(!GuardMap::read(u"/nowhere/map.json"_s)); }

    void ownNamesComeFirst()
    {
        const QStringList names = sampleMap().knownNames();
        QCOMPARE(names.first(), u"library.app"_s);
        QCOMPARE(names.count(u"db"_s), 1);
        QCOMPARE(names.last(), u"edx.devstack.lms"_s);
    }

    void eventsSurviveTheirLine()
    {
        const GuardEvent event {u"docker exec x"_s, u"two\nlines"_s, true, u"c"_s, u"0"_s};
        const QByteArray line = event.toLine();
        QCOMPARE(line.count('\n'), 1);
        const auto read = GuardEvent::fromLine(line);
        QVERIFY(read);
        QCOMPARE(read->call, event.call);
        QCOMPARE(read->note, event.note);
        QVERIFY(read->neverAnswers);
        QCOMPARE(read->container, event.container);
        QVERIFY(!GuardEvent::fromLine("nonsense"));
    }
};

QTEST_GUILESS_MAIN(GuardMapTest)
#include "tst_guardmap.moc"
