// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/observing/doctorchecks.h"
#include "service/observing/watch.h"
#include "service/projects/assemblysummary.h"
#include "store/runjournal.h"
#include "workspacefolder.h"

#include <QDir>
#include <QFile>
#include <QTest>

#include <mutex>

using namespace devstack;
using namespace Qt::StringLiterals;

/// What an open workspace says of files that cannot be read, and that it stops when they can.
class TestBrokenFiles : public QObject
{
    Q_OBJECT

private slots:
    void isToldAndGoesAway_data();
    void isToldAndGoesAway();
    void aFailedBuildSaysWhatItsToolSaid();
    void addressesAreTheFilesNow();
    void aDependencyThatNobodyKnowsIsAProblem();
    void doctorLooksAtPortsOfAWorkspaceOnly();
};

namespace {

const QByteArray kGood = "version: 1\nidas:\n  a: {}\n";
const QByteArray kGoodCompose = "services:\n  app: {image: x}\n";

/// The latest snapshot of a watched workspace.
class Watched
{
public:
    explicit Watched(const std::shared_ptr<Workspace> &workspace)
        : m_watch(workspace, [this](const WorkspaceSnapshot &snapshot) {
            const std::scoped_lock lock(m_mutex);
            m_last = snapshot;
        })
    {
    }

    WorkspaceSnapshot last()
    {
        const std::scoped_lock lock(m_mutex);
        return m_last;
    }
    bool isGood()
    {
        const WorkspaceSnapshot now = last();
        return !now.problem && now.ida(u"a"_s) && now.ida(u"a"_s)->problems.isEmpty();
    }

private:
    std::mutex m_mutex;
    WorkspaceSnapshot m_last;
    WorkspaceWatch m_watch;
};

} // namespace

void TestBrokenFiles::isToldAndGoesAway_data()
{
    QTest::addColumn<QString>("what");
    QTest::newRow("devstack.yml is no YAML") << u"broken"_s;
    QTest::newRow("devstack.yml is gone") << u"removed"_s;
    QTest::newRow("devstack.yml is a folder") << u"folder"_s;
    QTest::newRow("a compose file is no YAML") << u"compose"_s;
    QTest::newRow("the workspace was moved away") << u"moved"_s;
}

void TestBrokenFiles::isToldAndGoesAway()
{
    QFETCH(QString, what);
    const testing::WorkspaceFolder folder;
    folder.write(u"devstack.yml"_s, kGood);
    folder.write(u"a/docker-compose.yml"_s, kGoodCompose);
    Watched watched(folder.open());
    QTRY_VERIFY(watched.isGood());

    const QString file = folder.path(u"devstack.yml"_s);
    const QString away = folder.path() + u"-away"_s;
    if (what == u"broken")
        folder.write(u"devstack.yml"_s, "version: 1\nidas: [a\n");
    else if (what == u"compose")
        folder.write(u"a/docker-compose.yml"_s, "services:\n  app: [oops\n");
    else if (what == u"moved")
        QVERIFY(QDir().rename(folder.path(), away));
    else
        QVERIFY(QFile::remove(file));
    if (what == u"folder")
        QVERIFY(QDir().mkpath(file));
    QTRY_VERIFY_WITH_TIMEOUT(!watched.isGood(), 2000);
    const WorkspaceSnapshot broken = watched.last();
    QVERIFY(broken.ida(u"a"_s)); // as last seen
    const Error error = broken.problem ? *broken.problem : broken.ida(u"a"_s)->problems.first();
    QVERIFY(!error.message.isEmpty());
    if (what == u"broken" || what == u"compose") {
        QVERIFY(error.where.file.startsWith(folder.path()));
        QVERIFY(error.where.line > 0);
    }

    if (what == u"folder")
        QVERIFY(QDir().rmdir(file));
    if (what == u"moved")
        QVERIFY(QDir().rename(away, folder.path()));
    else if (what == u"compose")
        folder.write(u"a/docker-compose.yml"_s, kGoodCompose);
    else
        folder.write(u"devstack.yml"_s, kGood);
    QTRY_VERIFY_WITH_TIMEOUT(watched.isGood(), 2000);
}

/// A tool wraps its reason in others that say nothing.
void TestBrokenFiles::aFailedBuildSaysWhatItsToolSaid()
{
    const testing::WorkspaceFolder folder;
    folder.write(u"devstack.yml"_s, kGood);
    folder.write(u"a/docker-compose.yml"_s, kGoodCompose);
    const auto workspace = folder.open();
    {
        auto journal = RunJournal::create(workspace->runsFolder(), u"devstack up"_s, {u"a"_s});
        QVERIFY(journal);
        RunStep build;
        build.id = u"build:a/app"_s;
        build.ida = u"a"_s;
        build.kind = StepKind::Build;
        build.title = u"Build app"_s;
        (*journal)->steps({build});
        (*journal)->started(build.id);
        build.state = StepState::Failed;
        build.reason = u"executor failed running [zz]: exit code: 127"_s;
        build.detail = u"/bin/sh: 1: zz: not found\nexecutor failed running [zz]: exit code: 127\n"
                       u"failed to solve: executor failed running [zz]: exit code: 127"_s;
        (*journal)->finished(build);
        (*journal)->end(RunResult::Failed);
    }
    const auto snapshot = workspace->snapshot();
    QVERIFY(snapshot && snapshot->ida(u"a"_s));
    QCOMPARE(snapshot->ida(u"a"_s)->failedStep,
             u"failed: Build app: executor failed running [zz]: exit code: 127 /bin/sh: 1: zz: not "
             u"found"_s);
    QVERIFY(snapshot->ida(u"a"_s)->failedBeforeStart);
}

/// Another branch may listen elsewhere; what moved is followed.
void TestBrokenFiles::addressesAreTheFilesNow()
{
    const testing::WorkspaceFolder folder;
    folder.write(u"devstack.yml"_s, kGood);
    folder.write(u"a/docker-compose.yml"_s,
                 "services:\n  app: {image: x}\nx-devstack:\n  primary: app\n"
                 "  urls: {web: {url: 'http://localhost:19161/'}, "
                 "admin: {url: 'http://localhost:8080/admin'}}\n");
    Assembly assembly;
    AssembledService app;
    app.name = u"app"_s;
    PortChoice port;
    port.want.container = 80;
    port.original = 8080;
    port.host = 28080;
    app.ports = {port};
    assembly.services = {app};
    Url before;
    before.name = u"web"_s;
    before.url = u"http://localhost:19160/"_s;
    assembly.manifest.urls = {before};
    const QString ida = folder.path(u".devstack/idas/a"_s);
    QVERIFY(QDir().mkpath(ida));
    QVERIFY(writeSummary(ida, assembly, {}, {{u"b"_s, u"app"_s, 80, 5}}));
    QVERIFY(readSummary(ida)->usedPorts == (QList<UsedPort> {{u"b"_s, u"app"_s, 80, 5}}));
    const auto snapshot = folder.open()->snapshot();
    QVERIFY(snapshot && snapshot->ida(u"a"_s));
    QMap<QString, QString> urls;
    for (const UrlView &url : snapshot->ida(u"a"_s)->urls)
        urls.insert(url.name, url.url);
    QCOMPARE(urls.value(u"web"_s), u"http://localhost:19161/"_s);
    QCOMPARE(urls.value(u"admin"_s), u"http://localhost:28080/admin"_s);
}

void TestBrokenFiles::aDependencyThatNobodyKnowsIsAProblem()
{
    const testing::WorkspaceFolder folder;
    folder.write(u"devstack.yml"_s, kGood);
    folder.write(u"a/docker-compose.yml"_s,
                 "services:\n  app: {image: x}\nx-devstack:\n  primary: app\n"
                 "  depends_on: {alpha: {}}\n");
    const auto snapshot = folder.open()->snapshot();
    QVERIFY(snapshot && snapshot->ida(u"a"_s));
    const QList<Error> problems = snapshot->ida(u"a"_s)->problems;
    QCOMPARE(problems.size(), 1);
    QVERIFY2(problems.first().message.contains(u"“alpha”"), qPrintable(problems.first().message));
    QCOMPARE(problems.first().where.line, 5);
}

void TestBrokenFiles::doctorLooksAtPortsOfAWorkspaceOnly()
{
    QTemporaryDir empty;
    QVERIFY(!portsCheck(empty.path()));
    QVERIFY(!workspaceCheck(empty.path()));
    const testing::WorkspaceFolder folder;
    folder.write(u"devstack.yml"_s, kGood);
    QVERIFY(!workspaceCheck(folder.path()));
    folder.write(u"devstack.yml"_s, QByteArray(kGood) + "verzion: 2\n");
    const auto broken = workspaceCheck(folder.path());
    QVERIFY(broken && broken->outcome == DoctorCheck::Outcome::Problem);
    QVERIFY2(broken->message.contains(u"devstack.yml:"), qPrintable(broken->message));
    QVERIFY2(broken->message.contains(u"verzion"), qPrintable(broken->message));
    folder.write(u"devstack.yml"_s, kGood);
    QVERIFY(!portsCheck(folder.path())); // nothing of it was ever provisioned
    const QString ida = folder.path(u".devstack/idas/a"_s);
    QVERIFY(QDir().mkpath(ida));
    Assembly assembly;
    AssembledService db;
    db.name = u"db"_s;
    PortChoice port;
    port.want.container = 3306;
    port.original = port.host = 3306;
    db.ports = {port};
    assembly.services = {db};
    QVERIFY(writeSummary(ida, assembly, {}));
    QCOMPARE(portsCheck(folder.path())->message, u"No port of this workspace had to move."_s);
    port.host = 28152;
    port.reason = u"3306 is taken by catalog"_s;
    assembly.services[0].ports = {port};
    QVERIFY(writeSummary(ida, assembly, {}));
    // In a folder of it, too.
    QCOMPARE(portsCheck(ida)->message,
             u"1 port of this workspace moved: a/db: 3306 → 28152 (3306 is taken by catalog)."_s);
}

QTEST_GUILESS_MAIN(TestBrokenFiles)
#include "tst_brokenfiles.moc"
