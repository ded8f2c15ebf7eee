// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/definition/trust.h"
#include "service/workspaceinternals.h"
#include "workspacefolder.h"

#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

class TestTrustQuestions : public QObject
{
    Q_OBJECT

private slots:
    void asksOncePerRepository();
    void asksAgainWhenTheReachWidens();
    void asksForCommandsOfTheWorkspace();
    void leavesOutWhatDoesNotRun();
    void errorListsTheReach();
};

void TestTrustQuestions::asksOncePerRepository()
{
    const testing::WorkspaceFolder folder;
    folder.write(u"devstack.yml"_s, "version: 1\nidas:\n  a: {}\n  b: {}\n");
    folder.write(u"a/docker-compose.yml"_s,
                 "services:\n  app: {image: x}\nx-devstack: {depends_on: {b: {}}}\n");
    folder.write(u"b/docker-compose.yml"_s, "services:\n  app: {image: x}\n");
    const auto workspace = folder.open();
    QCOMPARE(untrusted(*workspace, {u"b"_s})->size(), 1);
    const auto both = untrusted(*workspace, {u"a"_s}); // and what it needs
    QCOMPARE(both->size(), 2);
    QVERIFY(grantTrust(*workspace, *both));
    QVERIFY(untrusted(*workspace, {u"a"_s})->isEmpty());
    // Kept outside of the workspace, for this workspace: another opening sees it.
    QVERIFY(untrusted(*folder.open(), {})->isEmpty());
    QVERIFY(!untrusted(*workspace, {u"nobody"_s}));
}

void TestTrustQuestions::asksAgainWhenTheReachWidens()
{
    const testing::WorkspaceFolder folder;
    folder.write(u"devstack.yml"_s, "version: 1\nidas:\n  a: {}\n");
    folder.write(u"a/docker-compose.yml"_s, "services:\n  app: {image: x}\n");
    const auto workspace = folder.open();
    QVERIFY(grantTrust(*workspace, *untrusted(*workspace, {})));
    folder.write(u"a/docker-compose.yml"_s, "services:\n  app: {image: y}\n");
    QVERIFY(untrusted(*workspace, {})->isEmpty());
    folder.write(u"a/docker-compose.yml"_s, "services:\n  app: {image: y, privileged: true}\n");
    const auto questions = untrusted(*workspace, {});
    QCOMPARE(questions->size(), 1);
    QCOMPARE(questions->first().ida, u"a"_s);
    QCOMPARE(questions->first().reach.size(), 1);
    QVERIFY(questions->first().reach.first().contains(u"privileged"_s));
}

void TestTrustQuestions::asksForCommandsOfTheWorkspace()
{
    const testing::WorkspaceFolder folder;
    folder.write(u"devstack.yml"_s,
                 "version: 1\nidas:\n  a: {manifest: {seeds: {base: [{run: x}]}}}\n");
    folder.write(u"a/docker-compose.yml"_s, "services:\n  app: {image: x}\n");
    const auto workspace = folder.open();
    const auto questions = untrusted(*workspace, {});
    QCOMPARE(questions->size(), 2);
    QVERIFY(questions->first().ida.isEmpty());
    QVERIFY(questions->first().repository.endsWith(u"devstack.yml"_s));
    QVERIFY(grantTrust(*workspace, *questions));
    QVERIFY(untrusted(*workspace, {})->isEmpty());
}

void TestTrustQuestions::leavesOutWhatDoesNotRun()
{
    const testing::WorkspaceFolder folder;
    folder.write(u"devstack.yml"_s,
                 "version: 1\nidas:\n  a: {mode: off}\n  b: {repository: 'https://h.org/b'}\n");
    folder.write(u"a/docker-compose.yml"_s, "services:\n  app: {image: x, privileged: true}\n");
    QVERIFY(untrusted(*folder.open(), {})->isEmpty());
}

void TestTrustQuestions::errorListsTheReach()
{
    const Error error = trustError({{u"a"_s, u"h.org/a"_s, u"/w/a"_s, {u"privileged (app)"_s}},
                                    {u"b"_s, u"/w/b"_s, u"/w/b"_s, {}}});
    QVERIFY(error.kind == Error::Kind::NeedsTrust);
    QVERIFY(error.message.contains(u"2 repositories"_s));
    QVERIFY(error.detail.contains(
        u"a  /w/a, from h.org/a\n  could reach: privileged (app)\nb  /w/b"_s));
    QVERIFY(error.hint.contains(u"--trust"_s));
}

QTEST_GUILESS_MAIN(TestTrustQuestions)
#include "tst_trustquestions.moc"
