// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/files.h"
#include "engine/compose.h"
#include "model/compose/composereader.h"
#include "model/compose/resolvedmodel.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace devstack;
using namespace Qt::StringLiterals;

namespace {

constexpr int kServices = 500;
constexpr int kRounds = 5;

/// Services as a generator writes them: variables, a shared part by an anchor, ports, mounts,
/// health tests. `variables`: of each service, besides the others.
QByteArray project(int variables)
{
    QByteArray text = "x-common: &common\n"
                      "  restart: unless-stopped\n"
                      "  logging: {driver: json-file, options: {max-size: 10m}}\n"
                      "services:\n";
    for (int i = 0; i < kServices; ++i) {
        const QByteArray n = QByteArray::number(i);
        text += "  s" + n + ":\n    <<: *common\n    image: registry.example/app" + n
            + ":${TAG:-1.0}\n    command: [serve, --port, '8000']\n    ports: ['"
            + QByteArray::number(10'000 + i) + ":8000']\n    volumes: ['./src:/srv', 'd" + n
            + ":/data']\n    healthcheck: {test: [CMD, curl, 'http://localhost:8000/'], interval: "
              "10s}\n";
        if (i > 0)
            text += "    depends_on: {s" + QByteArray::number(i / 2)
                + ": {condition: service_healthy}}\n";
        text += "    environment:\n      NAME: s" + n + "\n";
        for (int v = 0; v < variables; ++v)
            text += "      VARIABLE_" + QByteArray::number(v) + ": \"https://${HOST_"
                + QByteArray::number(v % 20) + ":-host}.example/service/" + n + "\"\n";
    }
    text += "volumes:\n";
    for (int i = 0; i < kServices; ++i)
        text += "  d" + QByteArray::number(i) + ": {}\n";
    return text;
}

/// The median of several rounds in milliseconds.
template <typename Use> double median(Use &&use)
{
    QList<double> times;
    for (int round = 0; round < kRounds; ++round) {
        QElapsedTimer timer;
        timer.start();
        use();
        times += double(timer.nsecsElapsed()) / 1e6;
    }
    std::ranges::sort(times);
    return times[kRounds / 2];
}

/// As ratios.py does: a line for run.py, where it wants one.
void tellRatio(double ours, double theirs, const QString &project)
{
    QFile file(qEnvironmentVariable("DEVSTACK_RATIOS"));
    if (file.fileName().isEmpty() || !file.open(QIODevice::Append))
        return;
    const QJsonObject record {{u"name"_s, QString(u"reading "_s + project)},
                              {u"ours"_s, ours},
                              {u"theirs"_s, theirs},
                              {u"peer"_s, u"docker compose config"_s},
                              {u"unit"_s, u"ms"_s},
                              {u"ratio"_s, ours / theirs}};
    file.write(QJsonDocument(record).toJson(QJsonDocument::Compact) + '\n');
}

} // namespace

class BenchCompose : public QObject
{
    Q_OBJECT

private slots:
    void reads_data()
    {
        QTest::addColumn<int>("variables");
        QTest::newRow("500 services") << 5;
        QTest::newRow("500 services, 5 MB") << 140;
    }

    void reads()
    {
        QFETCH(const int, variables);
        QTemporaryDir folder;
        const QString path = folder.filePath(u"compose.yml"_s);
        const QByteArray text = project(variables);
        QVERIFY(writeFile(path, text));
        const QProcessEnvironment host = QProcessEnvironment::systemEnvironment();
        ComposeFile read;
        const double ours = median([&] {
            const auto file = readProject(ProjectVariables(folder.path(), host), folder.path());
            QVERIFY2(file, qPrintable(file ? QString() : file.error().toText()));
            read = *file;
        });
        QCOMPARE(read.services.size(), kServices);
        const auto endpoint = Endpoint::resolve();
        QVERIFY(endpoint);
        const Compose compose(*endpoint);
        ComposeProject asked;
        asked.directory = folder.path();
        asked.files = {path};
        QJsonObject model;
        const double theirs = median([&] {
            const auto answer = compose.config(asked);
            QVERIFY2(answer, qPrintable(answer ? QString() : answer.error().toText()));
            model = *answer;
        });
        QCOMPARE(model.value(u"services"_s).toObject().size(), kServices);
        const double taken
            = median([&] { QVERIFY(withResolvedModel(read, model, folder.path())); });
        tellRatio(ours, theirs, QString::fromUtf8(QTest::currentDataTag()));
        qInfo("%d services, %.1f MB: read in %.0f ms, docker compose config in %.0f ms, its answer "
              "taken in %.0f ms",
              kServices,
              double(text.size()) / 1e6,
              ours,
              theirs,
              taken);
    }
};

QTEST_GUILESS_MAIN(BenchCompose)
#include "bench_compose.moc"
