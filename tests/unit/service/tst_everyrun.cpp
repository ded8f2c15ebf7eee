// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/reporter.h"
#include "service/containers/lifecycle.h"
#include "service/databases/seedandreset.h"
#include "service/operations/runoperation.h"
#include "service/operations/up.h"
#include "service/scripts/scripts.h"
#include "store/journalreader.h"
#include "store/runjournal.h"
#include "workspacefolder.h"

#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

/// Runs that end before their first step are recorded, too.
class TestEveryRun : public QObject
{
    Q_OBJECT

private slots:
    void aBrokenFile();
    void aBrokenWorkspaceFile();
    void trustIsAnAnswerAndNoEnd();
    void whatWasNotConfirmedIsNoRun();
    void aResetOfNothingIsNotAskedAbout();
    void anUnknownSeed();
    void aMigrationIsAnOperation();
    void aScriptNeedsAPathWithoutColon();
};

namespace {

OperationRequest request(Operation::Verb verb, const QStringList &idas)
{
    OperationRequest request;
    request.operation.emplace();
    request.operation->verb = verb;
    request.operation->idas = idas;
    request.idas = idas;
    request.commandText = request.operation->toCommandLine();
    return request;
}

RunState newest(const Workspace &workspace)
{
    const QStringList journals = runJournals(workspace.runsFolder());
    if (journals.isEmpty())
        return {};
    return *readRun(journals.first());
}

} // namespace

void TestEveryRun::aBrokenFile()
{
    const testing::WorkspaceFolder folder;
    folder.write(u"devstack.yml"_s, "version: 1\nidas:\n  a: {}\n");
    folder.write(u"a/docker-compose.yml"_s, "services:\n  app: {image: x}\n  db: [oops\n");
    const auto workspace = folder.open();
    PlanObserver observer;
    const auto done = up(*workspace, request(Operation::Verb::Up, {u"a"_s}), observer, {});
    const RunState run = newest(*workspace);
    QVERIFY(run.result == RunResult::Failed);
    QCOMPARE(run.header.command, u"devstack up a"_s);
    if (done) {
        // It cannot take part, which is a failed step.
        QCOMPARE(run.steps.size(), 1);
        QVERIFY(run.steps.first().state == StepState::Failed);
        QVERIFY(!run.steps.first().reason.isEmpty());
    } else {
        QVERIFY(run.error);
        QCOMPARE(run.error->message, done.error().message);
        QCOMPARE(run.error->where, done.error().where);
        QVERIFY(run.error->where.line > 0);
    }
}

void TestEveryRun::aBrokenWorkspaceFile()
{
    const testing::WorkspaceFolder folder;
    folder.write(u"devstack.yml"_s, "version: 1\nidas:\n  a: {}\n");
    folder.write(u"a/docker-compose.yml"_s, "services:\n  app: {image: x}\n");
    const auto workspace = folder.open();
    folder.write(u"devstack.yml"_s, "version: 1\nidas: [oops\n");
    PlanObserver observer;
    const auto done = up(*workspace, request(Operation::Verb::Up, {}), observer, {});
    QVERIFY(!done);
    const RunState run = newest(*workspace);
    QVERIFY(run.result == RunResult::Failed);
    QVERIFY(run.error);
    QCOMPARE(run.error->where, done.error().where);
    QVERIFY(run.error->where.file.endsWith(u"devstack.yml"));
}

void TestEveryRun::trustIsAnAnswerAndNoEnd()
{
    const testing::WorkspaceFolder folder;
    folder.write(u"devstack.yml"_s, "version: 1\nidas:\n  a: {}\n");
    folder.write(u"a/docker-compose.yml"_s, "services:\n  app: {image: x}\n");
    const auto workspace = folder.open();
    PlanObserver observer;
    for (int i = 0; i < 2; ++i) {
        const auto done = up(*workspace, request(Operation::Verb::Up, {}), observer, {});
        QVERIFY(done.error().kind == Error::Kind::NeedsTrust);
        QVERIFY(newest(*workspace).result == RunResult::Waiting);
        QCOMPARE(runJournals(workspace->runsFolder()).size(), 1); // asked again, the same run
    }
    // Something else is another run.
    QVERIFY(!up(*workspace, request(Operation::Verb::Up, {u"a"_s}), observer, {}));
    QCOMPARE(runJournals(workspace->runsFolder()).size(), 2);
}

void TestEveryRun::whatWasNotConfirmedIsNoRun()
{
    const testing::WorkspaceFolder folder;
    folder.write(u"devstack.yml"_s, "version: 1\nidas:\n  a: {}\n");
    folder.write(u"a/docker-compose.yml"_s, "services:\n  app: {image: x}\n");
    const auto workspace = folder.open();
    SilentReporter reporter;
    const auto done
        = down(*workspace, request(Operation::Verb::Down, {u"a"_s}), true, reporter, {});
    QVERIFY(done.error().kind == Error::Kind::NeedsConfirmation);
    QVERIFY(runJournals(workspace->runsFolder()).isEmpty());
}

void TestEveryRun::aResetOfNothingIsNotAskedAbout()
{
    const testing::WorkspaceFolder folder;
    folder.write(u"devstack.yml"_s, "version: 1\nidas:\n  a: {}\n");
    folder.write(u"a/docker-compose.yml"_s, "services:\n  app: {image: x}\n");
    const auto workspace = folder.open();
    PlanObserver observer;
    OperationRequest trusting = request(Operation::Verb::Reset, {u"a"_s});
    trusting.trust = true;
    const auto done = reset(*workspace, trusting, false, observer, {});
    QVERIFY2(done.error().message.contains(u"a has no database"), qPrintable(done.error().message));
}

void TestEveryRun::anUnknownSeed()
{
    const testing::WorkspaceFolder folder;
    folder.write(u"devstack.yml"_s, "version: 1\nidas:\n  a: {}\n");
    folder.write(u"a/docker-compose.yml"_s, "services:\n  app: {image: x}\n");
    const auto workspace = folder.open();
    PlanObserver observer;
    const auto done = applySeeds(
        *workspace, request(Operation::Verb::Seed, {u"a"_s}), {u"nobody"_s}, observer, {});
    QVERIFY(!done);
    const RunState run = newest(*workspace);
    QVERIFY(run.result == RunResult::Failed);
    QCOMPARE(run.error->message, done.error().message);
}

/// So that it can be run again, from the window too.
void TestEveryRun::aMigrationIsAnOperation()
{
    const testing::WorkspaceFolder folder;
    folder.write(u"devstack.yml"_s, "version: 1\nidas:\n  a: {}\n");
    folder.write(u"a/docker-compose.yml"_s, "services:\n  app: {image: x}\n");
    const auto workspace = folder.open();
    Operation migrate;
    migrate.verb = Operation::Verb::Migrate;
    migrate.idas = {u"a"_s};
    PlanObserver observer;
    SilentReporter reporter;
    const auto done = runOperation(*workspace, migrate, {}, observer, reporter, {});
    QVERIFY(!done);
    QVERIFY2(done.error().message.contains(u"bootstrap"), qPrintable(done.error().message));
    const RunState run = newest(*workspace);
    QCOMPARE(run.header.command, u"devstack migrate a"_s);
    QVERIFY(run.header.operation == migrate);
    QVERIFY(run.result == RunResult::Failed);
}

/// PATH cannot hold such a folder: the guard would not be found, the real docker would.
void TestEveryRun::aScriptNeedsAPathWithoutColon()
{
    const testing::WorkspaceFolder folder(u"col:on"_s);
    folder.write(u"devstack.yml"_s, "version: 1\nidas:\n  a: {}\n");
    folder.write(u"a/docker-compose.yml"_s, "services:\n  app: {image: x}\n");
    folder.write(u"a/Makefile"_s, "show:\n\t@docker ps\n");
    const auto workspace = folder.open();
    ScriptRequest script;
    script.ida = u"a"_s;
    script.name = u"show"_s;
    script.trust = true;
    PlanObserver observer;
    const auto done = runScript(*workspace, script, observer, {});
    QVERIFY(!done);
    QVERIFY2(done.error().message.contains(u"colon"), qPrintable(done.error().message));
}

QTEST_GUILESS_MAIN(TestEveryRun)
#include "tst_everyrun.moc"
