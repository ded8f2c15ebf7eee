// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/files.h"
#include "service/definition/composeconfig.h"
#include "service/definition/trustquestions.h"
#include "service/repositories/reviewbatch.h"
#include "store/seal.h"
#include "workspacefolder.h"

#include <QJsonDocument>
#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;
using devstack::testing::WorkspaceFolder;

/// An IDA is read by Compose's answer where one is kept and none of its inputs changed. The answers
/// here say something else than the files, so that nobody can take one for the other.
class TestComposed : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void readsTheAnswer();
    void leavesAnAnswerOfOtherInputs_data();
    void leavesAnAnswerOfOtherInputs();
    void leavesAnAnswerThatIsNotSealed();
    void seesTheAnswerOfAnotherProcess();
    void reviewsByTheAnswer();

private:
    const IdaDefinition &app(const WorkspaceDefinition &definition) const
    {
        return *definition.find(u"app"_s);
    }
    /// Keeps an answer as if Compose had been asked now.
    void keep(const QString &host, const QString &port) const;

    std::optional<WorkspaceFolder> m_folder;
    std::shared_ptr<Workspace> m_workspace;
};

namespace {

QJsonObject answer(const QString &host, const QString &port)
{
    return QJsonDocument::fromJson(
               QStringLiteral(R"({"name": "app", "services": {"app": {"image": "app:1", "build":
               {"context": ".", "dockerfile": "Dockerfile"}, "environment": {"API":
               "http://%1:80/"}, "ports": [{"target": 8000, "published": "%2", "protocol":
               "tcp"}]}}})")
                   .arg(host, port)
                   .toUtf8())
        .object();
}

} // namespace

void TestComposed::init()
{
    m_folder.emplace();
    m_folder->write(u"devstack.yml"_s, "version: 1\nidas:\n  app: {}\n  other: {}\n");
    m_folder->write(u"app/docker-compose.yml"_s,
                    "services:\n"
                    "  app:\n"
                    "    image: app:1\n"
                    "    build: .\n"
                    "    environment: {API: 'http://${NAME:-nobody}:80/'}\n"
                    "    ports: ['${PORT:-8000}:8000']\n");
    m_folder->write(u"app/.env"_s, "NAME=unknown\n");
    m_folder->write(u"other/docker-compose.yml"_s,
                    "services: {web: {image: w, container_name: other.web}}\n");
    m_workspace = m_folder->open();
}

void TestComposed::keep(const QString &host, const QString &port) const
{
    Workspace::Internals &internals = m_workspace->internals();
    const auto definition = readWorkspace(internals, {});
    QVERIFY(definition);
    const QString key = composeKey(app(*definition));
    const QJsonObject model = answer(host, port);
    const auto seal
        = sealOf(u"resolved:"_s + key, QJsonDocument(model).toJson(QJsonDocument::Compact));
    QVERIFY(seal);
    QVERIFY(writeJson(*internals.idaFolder(u"app"_s) + u"/resolved.json"_s,
                      {{u"key"_s, key}, {u"seal"_s, *seal}, {u"model"_s, model}}));
}

void TestComposed::readsTheAnswer()
{
    Workspace::Internals &internals = m_workspace->internals();
    auto definition = readWorkspace(internals, {});
    QVERIFY(definition);
    QVERIFY(!app(*definition).isComposed());
    QCOMPARE(app(*definition).manifest.urls.value(0).url, u"http://localhost:8000/"_s);
    QVERIFY(definition->graph.edges().isEmpty());
    QVERIFY(readWithoutCompose(internals, *definition).value(0).contains(u"app, other"_s));

    keep(u"other.web"_s, u"8123"_s);
    definition = readWorkspace(internals, {});
    QVERIFY(definition);
    QVERIFY(app(*definition).isComposed());
    QCOMPARE(app(*definition).manifest.urls.value(0).url, u"http://localhost:8123/"_s);
    QCOMPARE(definition->graph.edges().size(), 1);
    QCOMPARE(definition->graph.edges().first().to, u"other"_s);
    const SourceMark place = definition->graph.edges().first().evidence.value(0).mark;
    QCOMPARE(place.line, 5);
    const QStringList notes = readWithoutCompose(internals, *definition);
    QCOMPARE(notes.size(), 1);
    QVERIFY(!notes.first().contains(u"app"_s));
}

void TestComposed::leavesAnAnswerOfOtherInputs_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("content");
    QTest::newRow(".env") << u"app/.env"_s << QByteArray("NAME=someone\n");
    QTest::newRow("the compose file")
        << u"app/docker-compose.yml"_s
        << QByteArray("services: {app: {image: a, ports: ['7:7']}}\n");
    QTest::newRow("profiles") << u"app/.env"_s << QByteArray("NAME=unknown\nCOMPOSE_PROFILES=x\n");
}

void TestComposed::leavesAnAnswerOfOtherInputs()
{
    QFETCH(const QString, file);
    QFETCH(const QByteArray, content);
    keep(u"other.web"_s, u"8123"_s);
    QVERIFY(app(*readWorkspace(m_workspace->internals(), {})).isComposed());
    m_folder->write(file, content);
    const auto definition = readWorkspace(m_workspace->internals(), {});
    QVERIFY(!app(*definition).isComposed());
    QVERIFY(definition->graph.edges().isEmpty());
    QVERIFY(!app(*definition).manifest.urls.value(0).url.contains(u"8123"_s));
}

void TestComposed::leavesAnAnswerThatIsNotSealed()
{
    keep(u"other.web"_s, u"8123"_s);
    const QString path = *m_workspace->internals().idaFolder(u"app"_s) + u"/resolved.json"_s;
    QJsonObject kept = *readJson(path);
    kept.insert(u"model"_s, answer(u"other.web"_s, u"9999"_s));
    QVERIFY(writeJson(path, kept));
    QVERIFY(!app(*readWorkspace(m_workspace->internals(), {})).isComposed());
}

void TestComposed::seesTheAnswerOfAnotherProcess()
{
    const auto port = [&] {
        const auto definition = readWorkspace(m_workspace->internals(), {});
        return app(*definition).compose.services.value(u"app"_s).ports.value(0).host;
    };
    keep(u"other.web"_s, u"8123"_s);
    QCOMPARE(port(), u"8123"_s);
    QTest::qSleep(20); // the time of the file is what tells
    keep(u"other.web"_s, u"8456"_s);
    QCOMPARE(port(), u"8456"_s);
}

void TestComposed::reviewsByTheAnswer()
{
    auto batch = readForReview({}, m_folder->path(), {});
    QVERIFY(batch);
    QCOMPARE(batch->notes.size(), 1);
    keep(u"other.web"_s, u"8123"_s);
    batch = readForReview({}, m_folder->path(), {});
    QVERIFY(batch);
    const ReviewSubject &subject = batch->subjects.first();
    QCOMPARE(subject.compose.services.value(u"app"_s).ports.value(0).host, u"8123"_s);
    QCOMPARE(subject.running.value(0).services.value(u"app"_s).ports.value(0).host, u"8123"_s);
    // Rules about texts see the text.
    QCOMPARE(subject.stacks.value(0).services.value(u"app"_s).ports.value(0).host,
             u"${PORT:-8000}"_s);
    const ScaffoldPlan plan = *planScaffold(subject, batch->surroundings.known);
    const auto manifest = std::ranges::find_if(plan.changes, [](const auto &change) {
        return change.content.contains("http://localhost:");
    });
    QVERIFY(manifest != plan.changes.end());
    QVERIFY(manifest->content.contains("http://localhost:8123/"));
}

QTEST_GUILESS_MAIN(TestComposed)
#include "tst_composed.moc"
