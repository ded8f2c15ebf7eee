// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "model/compose/composereader.h"
#include "model/compose/resolvedmodel.h"
#include "support/scratchfolder.h"

#include <QJsonArray>
#include <QTest>

using namespace devstack;
using namespace Qt::StringLiterals;
using devstack::testing::ScratchFolder;

/// Compose's answer with the places of the files. The answer is the one of Compose 2.40.3 for these
/// files, but for values that tell it from the reader's own.
class TestResolvedModel : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void takesValues();
    void keepsPlaces();
    void keepsWhatOnlyFilesHave();
    void takesServicesOfPlacesThatAreNotRead();
    void refusesWhatIsNoModel();
    void readsTheFormForPeople();

private:
    ComposeFile adopted() const;

    std::optional<ScratchFolder> m_folder;
    ComposeFile m_read;
    QJsonObject m_model;
};

void TestResolvedModel::init()
{
    m_folder.emplace(ScratchFolder({
        {u"compose.yml"_s, R"(x-env: &env
  MODE: dev
services:
  app:
    build: .
    image: demo/app:${TAG:-1}
    environment: {<<: *env, COST: "5$$", HOST: "${HOST:-none}"}
    env_file: app.env
    ports:
      - "8000-8001:80-81"
      - "127.0.0.1:${PORT:-9000}:9000/udp"
    volumes:
      - ./src:/srv
      - data:/data/
      - /cache
    links: [db]
    depends_on: {cache: {condition: service_healthy}}
  db: {image: "postgres:15"}
  cache: {image: redis, volumes_from: [db]}
  gone: {image: gone}
  tools: {image: tools, profiles: [tools]}
volumes: {data: {}, spare: {}}
x-devstack: {primary: app}
)"},
        {u"app.env"_s, "FROM_FILE=1\n"},
    }));
    const ProjectVariables variables(m_folder->path(), QProcessEnvironment());
    const auto read = readProject(variables, m_folder->path());
    QVERIFY2(read, qPrintable(read ? QString() : read.error().toText()));
    m_read = *read;
    const QString root = m_folder->path();
    const auto port = [](int target, const QString &published, const QString &protocol) {
        return QJsonObject {
            {u"target"_s, target}, {u"published"_s, published}, {u"protocol"_s, protocol}};
    };
    QJsonObject udp = port(9000, u"9100"_s, u"udp"_s);
    udp.insert(u"host_ip"_s, u"127.0.0.1"_s);
    const QJsonObject started {{u"condition"_s, u"service_started"_s}, {u"required"_s, true}};
    const QJsonObject app {
        {u"build"_s, QJsonObject {{u"context"_s, root}, {u"dockerfile"_s, u"Dockerfile"_s}}},
        {u"command"_s, QJsonValue()},
        {u"image"_s, u"demo/app:7"_s},
        {u"environment"_s,
         QJsonObject {{u"COST"_s, u"5$$"_s},
                      {u"FROM_FILE"_s, u"1"_s},
                      {u"HOST"_s, u"licences"_s},
                      {u"MODE"_s, u"dev"_s}}},
        {u"ports"_s,
         QJsonArray {port(80, u"8000"_s, u"tcp"_s), port(81, u"8001"_s, u"tcp"_s), udp}},
        {u"volumes"_s,
         QJsonArray {QJsonObject {{u"type"_s, u"bind"_s},
                                  {u"source"_s, QString(root + u"/src"_s)},
                                  {u"target"_s, u"/srv"_s}},
                     QJsonObject {{u"type"_s, u"volume"_s},
                                  {u"source"_s, u"data"_s},
                                  {u"target"_s, u"/data"_s}},
                     QJsonObject {{u"type"_s, u"volume"_s}, {u"target"_s, u"/cache"_s}}}},
        {u"links"_s, QJsonArray {u"db"_s}},
        {u"networks"_s, QJsonObject {{u"default"_s, QJsonValue()}}},
        {u"depends_on"_s,
         QJsonObject {{u"cache"_s,
                       QJsonObject {{u"condition"_s, u"service_healthy"_s}, {u"required"_s, true}}},
                      {u"db"_s, started}}},
    };
    m_model = {
        {u"name"_s, u"demo"_s},
        {u"networks"_s, QJsonObject {{u"default"_s, QJsonObject {{u"name"_s, u"demo_default"_s}}}}},
        {u"volumes"_s, QJsonObject {{u"data"_s, QJsonObject {{u"name"_s, u"demo_data"_s}}}}},
        {u"services"_s,
         QJsonObject {
             {u"app"_s, app},
             {u"db"_s, QJsonObject {{u"image"_s, u"postgres:15"_s}}},
             {u"cache"_s,
              QJsonObject {{u"image"_s, u"redis"_s},
                           {u"volumes_from"_s, QJsonArray {u"db"_s}},
                           {u"depends_on"_s, QJsonObject {{u"db"_s, started}}}}},
         }},
    };
}

ComposeFile TestResolvedModel::adopted() const
{
    const auto file = withResolvedModel(m_read, m_model, m_folder->path());
    if (!file)
        qWarning("%s", qPrintable(file.error().toText()));
    return file ? *file : ComposeFile();
}

void TestResolvedModel::takesValues()
{
    const ComposeFile file = adopted();
    // What Compose has not is no part, but for profiles that are not chosen.
    QCOMPARE(file.services.keys(), (QStringList {u"app"_s, u"cache"_s, u"db"_s, u"tools"_s}));
    const ServiceEntry app = file.services.value(u"app"_s);
    QCOMPARE(app.image, u"demo/app:7"_s);
    QCOMPARE(app.environment.value(u"HOST"_s), u"licences"_s);
    QCOMPARE(app.environment.value(u"COST"_s), u"5$"_s);
    QCOMPARE(app.ports.size(), 3);
    QCOMPARE(app.ports.last().host, u"9100"_s);
    // In the forms that the reader has.
    QCOMPARE(app.build->context, u"."_s);
    QCOMPARE(app.build->dockerfile, QString());
    QCOMPARE(app.mounts.first().source, u"./src"_s);
    QCOMPARE(app.mounts.last().kind, MountEntry::Kind::Anonymous);
    QVERIFY(app.networks.isEmpty());
    QCOMPARE(file.volumes.value(u"data"_s).explicitName, QString());
    QVERIFY(file.networks.isEmpty());
    // A link is one entry; what a shared volume needs is one that Compose adds.
    QCOMPARE(app.dependsOn.size(), 2);
    QVERIFY(std::ranges::any_of(app.dependsOn, &ServiceDependency::viaLink));
    QCOMPARE(file.services.value(u"cache"_s).dependsOn.value(0).service, u"db"_s);
}

void TestResolvedModel::keepsPlaces()
{
    const ComposeFile file = adopted();
    const ServiceEntry app = file.services.value(u"app"_s);
    QCOMPARE(app.mark.line, 4);
    QCOMPARE(app.build->mark.line, 5);
    QCOMPARE(app.keyMarks.value(u"image"_s).line, 6);
    QCOMPARE(app.environmentMarks.value(u"HOST"_s).line, 7);
    QVERIFY(app.environmentMarks.value(u"FROM_FILE"_s).file.endsWith(u"/app.env"));
    QCOMPARE(app.ports.at(0).mark.line, 10);
    QCOMPARE(app.ports.at(1).mark.line, 10);
    QCOMPARE(app.ports.at(2).mark.line, 11);
    QCOMPARE(app.mounts.at(0).mark.line, 13);
    QCOMPARE(app.mounts.at(1).mark.line, 14);
    QCOMPARE(app.mounts.at(2).mark.line, 15);
    for (const ServiceDependency &dependency : app.dependsOn)
        QCOMPARE(dependency.mark.line, dependency.viaLink ? 16 : 17);
    QCOMPARE(file.volumes.value(u"data"_s).mark.line, 22);
}

void TestResolvedModel::keepsWhatOnlyFilesHave()
{
    const ComposeFile file = adopted();
    QCOMPARE(file.written.value(u"app"_s).image, u"demo/app:${TAG:-1}"_s);
    QCOMPARE(file.services.value(u"app"_s).environmentFiles, QStringList {u"app.env"_s});
    QCOMPARE(file.files, m_read.files);
    QCOMPARE(file.variables, m_read.variables);
    QCOMPARE(file.environmentFiles, m_read.environmentFiles);
    QCOMPARE(file.manifest.primary, u"app"_s);
    QVERIFY(file.volumes.contains(u"spare"_s));
}

void TestResolvedModel::takesServicesOfPlacesThatAreNotRead()
{
    QJsonObject services = m_model.value(u"services"_s).toObject();
    services.insert(
        u"remote"_s,
        QJsonObject {
            {u"image"_s, u"far"_s},
            {u"ports"_s, QJsonArray {QJsonObject {{u"target"_s, 80}, {u"protocol"_s, u"tcp"_s}}}}});
    m_model.insert(u"services"_s, services);
    const ServiceEntry remote = adopted().services.value(u"remote"_s);
    QCOMPARE(remote.image, u"far"_s);
    QCOMPARE(remote.mark.file, m_read.path);
    QCOMPARE(remote.ports.value(0).mark.file, m_read.path);
}

void TestResolvedModel::refusesWhatIsNoModel()
{
    m_model.insert(u"services"_s, QJsonArray {1});
    QVERIFY(!withResolvedModel(m_read, m_model, m_folder->path()));
}

void TestResolvedModel::readsTheFormForPeople()
{
    const auto model = modelOfYaml(R"(name: shop
services:
  app:
    build:
      context: /w/shop
      ssh:
        - default
        - 'deploy: /home/a b/.ssh/id'
    command: null
    environment: {EMPTY: "", NUMBER: "007", TEXT: "yes", COST: 5$$}
    init: true
    cpus: 0.5
    ports: [{mode: ingress, target: 80, published: "8080"}]
    volumes: [{type: bind, source: /w/x, target: /x, bind: {}}]
)");
    QVERIFY2(model, qPrintable(model ? QString() : model.error().toText()));
    const QJsonObject app = model->value(u"services").toObject().value(u"app").toObject();
    QCOMPARE(app.value(u"build").toObject().value(u"ssh").toArray(),
             (QJsonArray {u"default"_s, u"deploy=/home/a b/.ssh/id"_s}));
    QVERIFY(app.value(u"command").isNull());
    QCOMPARE(app.value(u"environment").toObject(),
             (QJsonObject {{u"EMPTY"_s, u""_s},
                           {u"NUMBER"_s, u"007"_s},
                           {u"TEXT"_s, u"yes"_s},
                           {u"COST"_s, u"5$$"_s}}));
    QCOMPARE(app.value(u"init"), QJsonValue(true));
    QCOMPARE(app.value(u"cpus"), QJsonValue(0.5));
    const QJsonObject port = app.value(u"ports").toArray().first().toObject();
    QCOMPARE(port.value(u"target"), QJsonValue(80));
    QCOMPARE(port.value(u"published"), QJsonValue(u"8080"_s));
    QVERIFY(app.value(u"volumes").toArray().first().toObject().value(u"bind").isObject());
    QVERIFY(!modelOfYaml("a: [")); // no YAML
}

QTEST_GUILESS_MAIN(TestResolvedModel)
#include "tst_resolvedmodel.moc"
