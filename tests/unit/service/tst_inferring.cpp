// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/definition/inference.h"
#include "workspacefolder.h"

#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;

/// What is read out of scripts and settings where nobody declared anything.
class TestInferring : public QObject
{
    Q_OBJECT

private slots:
    void infersWhatNobodyDeclares();
    void clientsGoToWhoeverProvidesTheirHost();
    void declaredOnesAreOnlyAnnotated();
    void inferenceFollowsTheFiles();
};

void TestInferring::infersWhatNobodyDeclares()
{
    const testing::WorkspaceFolder folder;
    folder.write(u"devstack.yml"_s,
                 "version: 1\nidas:\n  a: {manifest: {title: Given}}\n  b: {}\n  platform: "
                 "{repository: 'https://git.example.org/edx-platform.git', mode: off}\n");
    folder.write(
        u"a/docker-compose.yml"_s,
        "services:\n  app: {build: ., container_name: a.app, environment: {B: 'http://b.app:1', R: "
        "'edx.devstack.redis:6379', D: 'http://edx.devstack.discovery:1'}}\n");
    folder.write(u"a/provision-a.sh"_s,
                 "docker exec -t a.app make migrate\ndocker exec edx.devstack.lms ls\n");
    folder.write(u"b/docker-compose.yml"_s,
                 "services:\n  app: {build: ., container_name: b.app, environment: {A: "
                 "'http://a.app:1'}}\n");
    const WorkspaceDefinition definition = folder.read();
    const IdaDefinition *a = definition.find(u"a"_s);
    QVERIFY(a->problems.isEmpty());
    QCOMPARE(a->manifest.title, u"Given"_s);
    QCOMPARE(a->manifest.bootstrap.size(), 1);
    QCOMPARE(a->manifest.bootstrap.first().mark,
             (SourceMark {folder.path(u"a/provision-a.sh"_s), 1, 0}));
    QStringList edges;
    for (const DependencyEdge &edge : definition.graph.edges()) {
        QVERIFY(!edge.declared && !edge.evidence.isEmpty());
        edges += edge.from + u'>' + edge.to + (edge.optional ? u"?"_s : QString());
    }
    edges.sort();
    QCOMPARE(edges.join(u' '), u"a>b a>course-discovery? a>platform? b>a"_s);
    const IdaDefinition *discovery = definition.find(u"course-discovery"_s);
    QVERIFY(discovery && !discovery->listed && !discovery->present);
    QCOMPARE(definition.unresolved.size(), 1);
    QCOMPARE(definition.unresolved.first().name, u"edx.devstack.redis"_s);
    // What is absent and only seems to be needed does not come along.
    QCOMPARE(*definition.selection({u"a"_s}), (QStringList {u"a"_s, u"b"_s}));
    const QStringList needs = seemingNeeds(definition, {u"a"_s, u"b"_s});
    QCOMPARE(needs.size(), 2);
    QVERIFY(needs.first().contains(u"docker-compose.yml:2"));
    QVERIFY(inferredNames(*a).contains(u"b.app"_s));
}

void TestInferring::clientsGoToWhoeverProvidesTheirHost()
{
    const testing::WorkspaceFolder folder;
    folder.write(u"devstack.yml"_s, "version: 1\nidas:\n  a: {}\n  light: {}\n");
    folder.write(u"a/docker-compose.yml"_s,
                 "services:\n  app: {build: ., container_name: a.app}\n");
    folder.write(u"a/provision-a.sh"_s,
                 "docker exec edx.devstack.lms bash -c \"./manage.py lms manage_user a_worker "
                 "a@example.com --staff\"\n");
    folder.write(u"light/docker-compose.yml"_s,
                 "services:\n  app:\n    build: .\nx-devstack:\n  provides: {edx.devstack.lms: "
                 "app}\n  register:\n    user: "
                 "{run: [register, '{name}']}\n");
    const WorkspaceDefinition definition = folder.read();
    const IdaDefinition *a = definition.find(u"a"_s);
    QVERIFY(a && a->problems.isEmpty() && definition.find(u"light"_s)->problems.isEmpty());
    QCOMPARE(QStringList(a->manifest.clients.keys()), QStringList {u"light"_s});
    QCOMPARE(a->manifest.clients.first().users.value(0).name, u"a_worker"_s);
    QVERIFY(!definition.find(u"edx-platform"_s)); // it is there, under another name
}

void TestInferring::declaredOnesAreOnlyAnnotated()
{
    const testing::WorkspaceFolder folder;
    folder.write(u"devstack.yml"_s, "version: 1\nidas:\n  a: {}\n  b: {}\n  c: {}\n");
    folder.write(
        u"a/docker-compose.yml"_s,
        "services:\n  app: {build: ., environment: {B: 'http://b.app:1', C: 'http://c.app:1', D: "
        "'http://edx.devstack.discovery:1'}}\nx-devstack:\n  depends_on:\n    b: {for: [run]}\n");
    folder.write(u"a/provision-a.sh"_s, "docker exec b.app ls\n");
    folder.write(u"b/docker-compose.yml"_s,
                 "services:\n  app: {build: ., container_name: b.app}\n");
    folder.write(u"c/docker-compose.yml"_s,
                 "services:\n  app: {build: ., container_name: c.app}\n");
    const WorkspaceDefinition definition = folder.read();
    QCOMPARE(definition.idas.size(), 3);
    QCOMPARE(definition.graph.edges().size(), 2);
    const DependencyEdge declared = definition.graph.edges().at(0);
    QVERIFY(declared.declared && declared.purpose.run && !declared.purpose.provision);
    const DependencyEdge inferred = definition.graph.edges().at(1);
    QVERIFY(!inferred.declared && inferred.optional);
    QCOMPARE(inferred.to, u"c"_s);
    QVERIFY(definition.find(u"a"_s)->manifest.bootstrap.isEmpty());
}

void TestInferring::inferenceFollowsTheFiles()
{
    const testing::WorkspaceFolder folder;
    folder.write(u"devstack.yml"_s, "version: 1\nidas:\n  a: {}\n");
    folder.write(u"a/docker-compose.yml"_s,
                 "services:\n  app: {build: ., container_name: a.app}\n");
    const auto first = folder.read().find(u"a"_s)->inference;
    QCOMPARE(folder.read().find(u"a"_s)->inference, first); // nothing changed: nothing is read
    QVERIFY(first->inferred.manifest.bootstrap.isEmpty());
    folder.write(u"a/provision.sh"_s, "docker exec a.app one\n");
    QCOMPARE(folder.read().find(u"a"_s)->manifest.bootstrap.size(), 1);
    folder.write(u"a/provision.sh"_s, "docker exec a.app one\ndocker exec a.app two\n");
    QCOMPARE(folder.read().find(u"a"_s)->manifest.bootstrap.size(), 2);
    folder.write(u"a/a/settings/devstack.py"_s, "A = 'http://edx.devstack.lms:1'\n");
    QCOMPARE(folder.read().graph.edges().size(), 1);
}

QTEST_GUILESS_MAIN(TestInferring)
#include "tst_inferring.moc"
