// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/files.h"
#include "livedesktop.h"
#include "support/shownlines.h"

#include <QFileInfo>

using namespace devstack;
using namespace devstack::testing;
using namespace Qt::StringLiterals;

/// The sheet that writes what a repository lacks, on real repositories.
class TestScaffolder : public QObject
{
    Q_OBJECT
private slots:
    void init();
    void showsWhatIsMissing();
    void writesAndChecksAgain();
    void neverOverwrites();
    void nothingIsMissing();
    void closedWhileItReads();
    void unknownIda();

private:
    Scaffolder &sheet() { return m_live->desktop.scaffolder; }
    QByteArray read(const QString &file) const
    {
        return readFile(m_live->folder.path(file), 1 << 20).valueOr("<missing>");
    }
    void ask(const QString &ida)
    {
        sheet().ask(ida);
        QTRY_VERIFY(sheet().stage() != Scaffolder::Stage::Reading);
    }

    std::unique_ptr<LiveDesktop> m_live;
};

void TestScaffolder::init()
{
    m_live.reset();
    m_live = std::make_unique<LiveDesktop>();
    m_live->folder.write(u"devstack.yml"_s, "version: 1\nidas:\n  shop: {}\n");
    m_live->folder.write(u"shop/docker-compose.yml"_s,
                         "services:\n  app:\n    build: .\n    container_name: shop.app\n"
                         "    command: python manage.py runserver 0.0.0.0:18001\n"
                         "    ports: [\"18001:18001\"]\n    depends_on: [db]\n"
                         "  db:\n    image: mysql:8.4\n    volumes: [\"data:/var/lib/mysql\"]\n"
                         "volumes:\n  data:\n");
    m_live->folder.write(u"shop/Dockerfile"_s, "FROM debian\n");
    m_live->folder.write(u"shop/manage.py"_s, "");
    QVERIFY(m_live->open());
    m_live->desktop.reviewer.setActive(true);
    QTRY_VERIFY(m_live->desktop.reviewer.loaded());
}

void TestScaffolder::showsWhatIsMissing()
{
    const QByteArray before = read(u"shop/docker-compose.yml"_s);
    ask(u"shop"_s);
    QCOMPARE(sheet().stage(), Scaffolder::Stage::Ready);
    QVERIFY(sheet().files()->count() > 2);
    QCOMPARE(sheet().file(), sheet().files()->keys().first());
    QVERIFY(!sheet().files()->find(u"docker-compose.yml"_s)->isNew);
    QVERIFY(sheet().files()->find(u"bootstrap.sh"_s)->executable);
    QVERIFY(!sheet().summary().isEmpty());

    sheet().setFile(u"bootstrap.sh"_s);
    const LogModel &diff = *sheet().diff();
    // Every line of the new file is one that is added, and stands on its ground.
    QCOMPARE(linesOf(diff, LogLevel::Warning), sheet().files()->find(u"bootstrap.sh"_s)->lines);
    QVERIFY(linesOf(diff, LogLevel::Warning) > 3);
    QCOMPARE(linesOf(diff, LogLevel::Error), 0);
    QVERIFY(shownLines(diff).contains(u"+++ b/bootstrap.sh"));
    // Looking writes nothing.
    QCOMPARE(read(u"shop/bootstrap.sh"_s), "<missing>");
    QCOMPARE(read(u"shop/docker-compose.yml"_s), before);
}

void TestScaffolder::writesAndChecksAgain()
{
    const QByteArray before = read(u"shop/docker-compose.yml"_s);
    const int lacking = m_live->desktop.reviewer.failedChecks(u"shop"_s);
    QVERIFY(lacking > 2);
    ask(u"shop"_s);
    sheet().write();
    QTRY_COMPARE(sheet().stage(), Scaffolder::Stage::Written);
    QTRY_VERIFY(!sheet().outcome().isEmpty());
    QVERIFY(read(u"shop/docker-compose.yml"_s).startsWith(before));
    QVERIFY(read(u"shop/docker-compose.yml"_s).contains("x-devstack:"));
    QVERIFY(QFileInfo(m_live->folder.path(u"shop/bootstrap.sh"_s)).isExecutable());
    const int left = m_live->desktop.reviewer.failedChecks(u"shop"_s);
    QVERIFY(left < lacking);
    const int all = m_live->desktop.reviewer.checks().size();
    QVERIFY2(sheet().outcome().contains(
                 u"%1 of %2"_s.arg(QString::number(all - left), QString::number(all))),
             qPrintable(sheet().outcome()));
    sheet().close();
    QVERIFY(sheet().ida().isEmpty());
    QCOMPARE(sheet().files()->count(), 0);
}

void TestScaffolder::neverOverwrites()
{
    ask(u"shop"_s);
    QCOMPARE(sheet().stage(), Scaffolder::Stage::Ready);
    const QByteArray compose = read(u"shop/docker-compose.yml"_s);
    m_live->folder.write(u"shop/bootstrap.sh"_s, "mine\n");
    sheet().write();
    QTRY_COMPARE(sheet().stage(), Scaffolder::Stage::Failed);
    QVERIFY2(sheet().problem().contains(u"bootstrap.sh"), qPrintable(sheet().problem()));
    QCOMPARE(read(u"shop/bootstrap.sh"_s), "mine\n");
    QCOMPARE(read(u"shop/docker-compose.yml"_s), compose); // all or nothing
    sheet().askAgain();
    QTRY_COMPARE(sheet().stage(), Scaffolder::Stage::Ready);
    QVERIFY(sheet().problem().isEmpty());
    QVERIFY(!sheet().files()->keys().contains(u"bootstrap.sh"_s));
}

void TestScaffolder::nothingIsMissing()
{
    ask(u"shop"_s);
    sheet().write();
    QTRY_COMPARE(sheet().stage(), Scaffolder::Stage::Written);
    ask(u"shop"_s);
    QCOMPARE(sheet().stage(), Scaffolder::Stage::Nothing);
    QCOMPARE(sheet().files()->count(), 0);
    sheet().write(); // there is nothing to write
    QCOMPARE(sheet().stage(), Scaffolder::Stage::Nothing);
}

void TestScaffolder::closedWhileItReads()
{
    sheet().ask(u"shop"_s);
    sheet().close();
    ask(u"shop"_s); // the answer of the first comes before that of the second, and is dropped
    QCOMPARE(sheet().stage(), Scaffolder::Stage::Ready);
    sheet().close();
    QTest::qWait(0);
    QCOMPARE(sheet().stage(), Scaffolder::Stage::Closed);
}

void TestScaffolder::unknownIda()
{
    ask(u"shpo"_s);
    QCOMPARE(sheet().stage(), Scaffolder::Stage::Failed);
    QVERIFY(!sheet().problem().isEmpty());
    QVERIFY(sheet().hint().contains(u"shop"));
}

QTEST_MAIN(TestScaffolder)
#include "tst_scaffolder.moc"
