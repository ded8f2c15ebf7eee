// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "engine/containers.h"
#include "engine/diskusage.h"
#include "engine/images.h"
#include "engine/networks.h"
#include "engine/stats.h"
#include "engine/volumes.h"
#include "scratch.h"

#include <QElapsedTimer>
#include <QTest>

using namespace devstack;
using namespace devstack::test;
using namespace Qt::StringLiterals;

namespace {

/// Removes what a test creates, also when it fails.
struct Cleanup
{
    std::function<void()> action;
    ~Cleanup() { action(); }
};

} // namespace

/// Lists, details and changes against a real engine, with the docker CLI as the second opinion.
class TestContainers : public QObject
{
    Q_OBJECT

private slots:
    void version();
    void listAndInspect();
    void listIsFasterThanCompose();
    void throughDialStdio();
    void missingContainer();
    void images();
    void volumes();
    void networks();
    void stats();
    void removing();
};

void TestContainers::version()
{
    const auto version = engine().version();
    QVERIFY2(version, qPrintable(version ? QString() : version.error().toText()));
    QCOMPARE(version->version, *docker({u"version"_s, u"-f"_s, u"{{.Server.Version}}"_s}));
    const auto info = engine().info();
    QVERIFY(info);
    QVERIFY(info->memoryBytes > 0 && info->cpus > 0);
    QCOMPARE(info->storageDriver, *docker({u"info"_s, u"-f"_s, u"{{.Driver}}"_s}));
}

void TestContainers::listAndInspect()
{
    const QString label = u"eng.test=" + scratchName(u"label"_s) + u" 50% + é";
    const ScratchContainer box({u"sleep"_s, u"300"_s},
                               {u"--label"_s,
                                label,
                                u"-p"_s,
                                u"127.0.0.1::8000"_s,
                                u"-v"_s,
                                u"/data"_s,
                                u"--health-cmd"_s,
                                u"exit 3"_s,
                                u"--health-interval"_s,
                                u"100ms"_s,
                                u"--health-retries"_s,
                                u"1"_s,
                                u"-e"_s,
                                u"A=b c"_s,
                                u"-w"_s,
                                u"/tmp"_s});
    const auto list = listContainers(engine(), {label});
    QVERIFY2(list, qPrintable(list ? QString() : list.error().toText()));
    QCOMPARE(list->size(), 1U);
    const ContainerInfo &info = list->front();
    QCOMPARE(info.name(), box.name());
    QVERIFY(info.state == ContainerState::Running);
    QCOMPARE(info.image, u"debian:bookworm-slim"_s);
    QCOMPARE(info.labels.value(u"eng.test"_s), label.section(u'=', 1));
    QCOMPARE(info.ports.size(), 1U);
    QCOMPARE(info.ports[0].hostAddress, u"127.0.0.1"_s);
    QCOMPARE(info.ports[0].containerPort, 8000);
    QVERIFY(info.ports[0].hostPort > 0);
    QCOMPARE(info.mounts.size(), 1U);
    QCOMPARE(info.mounts[0].destination, u"/data"_s);
    QCOMPARE(info.networks.size(), 1U);
    QVERIFY(!info.networks[0].address.isEmpty());

    const auto unhealthy = [&] {
        const auto detail = inspectContainer(engine(), box.name());
        return detail && detail->health == Health::Unhealthy;
    };
    QTRY_VERIFY(unhealthy());
    const auto detail = inspectContainer(engine(), box.name());
    QVERIFY(detail->running);
    QVERIFY(!detail->healthLog.empty());
    QCOMPARE(detail->healthLog.back().exitCode, 3);
    QVERIFY(detail->environment.contains(u"A=b c"_s));
    QCOMPARE(detail->workingDir, u"/tmp"_s);
    QVERIFY(detail->startedAt.isValid());
    QVERIFY(!detail->finishedAt.isValid());
    QCOMPARE(detail->ports, info.ports);
    QCOMPARE(toString(listContainers(engine(), {label})->front().health),
             toString(Health::Unhealthy));
}

void TestContainers::listIsFasterThanCompose()
{
    const EngineClient client = engine();
    QVERIFY(client.apiVersion());
    QElapsedTimer timer;
    timer.start();
    constexpr int kRounds = 20;
    for (int i = 0; i < kRounds; ++i)
        QVERIFY(listContainers(client));
    const double ours = double(timer.nsecsElapsed()) / kRounds / 1e6;
    timer.restart();
    QVERIFY(
        docker({u"compose"_s, u"-p"_s, u"eng-none"_s, u"ps"_s, u"-a"_s, u"--format"_s, u"json"_s}));
    const double compose = double(timer.nsecsElapsed()) / 1e6;
    qInfo("listContainers %.2f ms, docker compose ps %.1f ms", ours, compose);
    QVERIFY(ours < compose);
}

void TestContainers::throughDialStdio()
{
    Endpoint endpoint = engine().endpoint();
    endpoint.socketPath.clear();
    const EngineClient client(endpoint);
    QVERIFY2(client.version(), "docker system dial-stdio");
    QCOMPARE(client.version()->version, engine().version()->version);

    endpoint.host = u"unix:///nonexistent/docker.sock"_s;
    const auto refused = EngineClient(endpoint).version();
    QVERIFY(!refused);
    QCOMPARE(toString(refused.error().kind), toString(Error::Kind::Unavailable));
    QVERIFY2(!refused.error().detail.isEmpty(), "what the CLI said is in the error");
}

void TestContainers::missingContainer()
{
    for (const QString &name : {u"eng-none"_s, u"../info"_s, u"a/b?c#d"_s, u"%2e%2e"_s}) {
        const auto detail = inspectContainer(engine(), name);
        QVERIFY2(!detail, qPrintable(name));
    }
    QCOMPARE(toString(inspectContainer(engine(), u"eng-none"_s).error().kind),
             toString(Error::Kind::NotFound));
}

void TestContainers::images()
{
    const auto image = inspectImage(engine(), u"debian:bookworm-slim"_s);
    QVERIFY(image && image->has_value());
    QCOMPARE((*image)->id,
             *docker({u"image"_s, u"inspect"_s, u"-f"_s, u"{{.Id}}"_s, u"debian:bookworm-slim"_s}));
    QVERIFY(!(*image)->architecture.isEmpty());
    QVERIFY((*image)->size > 1'000'000);
    const auto missing = inspectImage(engine(), u"registry.example.org:5000/eng/none:1"_s);
    QVERIFY(missing && !missing->has_value());
    const auto list = listImages(engine());
    QVERIFY(list);
    QVERIFY(std::ranges::any_of(
        *list, [](const ImageInfo &one) { return one.tags.contains(u"debian:bookworm-slim"_s); }));
}

void TestContainers::volumes()
{
    const EngineClient client = engine();
    const QString name = scratchName(u"volume"_s);
    const Cleanup cleanup {[&] { [[maybe_unused]] auto gone = removeVolume(client, name); }};
    QVERIFY(!inspectVolume(client, name)->has_value());
    const auto created = createVolume(client, name, {{u"eng.volume"_s, name}});
    QVERIFY2(created, qPrintable(created ? QString() : created.error().toText()));
    QVERIFY(!created->mountpoint.isEmpty());
    QVERIFY(createVolume(client, name, {{u"eng.volume"_s, name}}));
    const auto other
        = createVolume(client, name, {}, {{u"type"_s, u"tmpfs"_s}, {u"device"_s, u"tmpfs"_s}});
    QVERIFY(!other);
    QCOMPARE(toString(other.error().kind), toString(Error::Kind::Conflict));
    QCOMPARE(listVolumes(client, {u"eng.volume="_s + name})->size(), 1U);
    QCOMPARE((*inspectVolume(client, name))->labels.value(u"eng.volume"_s), name);
    {
        const ScratchContainer user({u"sleep"_s, u"300"_s}, {u"-v"_s, name + u":/v"_s});
        const auto refused = removeVolume(client, name);
        QVERIFY(!refused);
        QCOMPARE(toString(refused.error().kind), toString(Error::Kind::Conflict));
    }
    const auto usage = diskUsage(client);
    QVERIFY(usage);
    QVERIFY(std::ranges::any_of(usage->volumes, [&](const VolumeInfo &volume) {
        return volume.name == name && volume.size == 0 && volume.users == 0;
    }));
    QVERIFY(usage->images > 0);
    QVERIFY(removeVolume(client, name));
    QVERIFY(removeVolume(client, name));
    QVERIFY(!inspectVolume(client, name)->has_value());
}

void TestContainers::networks()
{
    const EngineClient client = engine();
    const QString name = scratchName(u"net"_s);
    const Cleanup cleanup {[&] { [[maybe_unused]] auto gone = removeNetwork(client, name); }};
    const auto created = createNetwork(client, name, {{u"eng.net"_s, name}}, u"10.233.77.0/28"_s);
    QVERIFY2(created, qPrintable(created ? QString() : created.error().toText()));
    QCOMPARE(created->subnets, QStringList {u"10.233.77.0/28"_s});
    QCOMPARE(toString(createNetwork(client, name).error().kind), toString(Error::Kind::Conflict));
    QCOMPARE(listNetworks(client, {u"eng.net="_s + name})->size(), 1U);
    QVERIFY(listNetworks(client)->size() > 1U);
    {
        const ScratchContainer member({u"sleep"_s, u"300"_s}, {u"--network"_s, name});
        QCOMPARE(toString(removeNetwork(client, name).error().kind),
                 toString(Error::Kind::Conflict));
    }
    QVERIFY(removeNetwork(client, name));
    QVERIFY(removeNetwork(client, name));
}

void TestContainers::stats()
{
    const ScratchContainer box({u"sh"_s, u"-c"_s, u"while :; do :; done"_s},
                               {u"--memory"_s, u"64m"_s});
    const auto before = readStats(engine(), box.name());
    QVERIFY2(before, qPrintable(before ? QString() : before.error().toText()));
    QCOMPARE(before->memoryLimit, 64LL * 1024 * 1024);
    QVERIFY(before->memoryBytes > 0 && before->memoryBytes < before->memoryLimit);
    // What starts a container may still be counted at first.
    QTRY_COMPARE(readStats(engine(), box.name())->pids, 1);
    StatsSample after = *before;
    QTRY_VERIFY((after = *readStats(engine(), box.name())).cpuNano > before->cpuNano + 100'000'000);
    const double cpu = cpuPercent(*before, after);
    QVERIFY2(cpu > 5 && cpu < 250, qPrintable(QString::number(cpu)));
}

void TestContainers::removing()
{
    const ScratchContainer box({u"sleep"_s, u"300"_s});
    QCOMPARE(toString(removeContainer(engine(), box.name()).error().kind),
             toString(Error::Kind::Conflict));
    QVERIFY(docker({u"kill"_s, box.name()}));
    QTRY_VERIFY(!inspectContainer(engine(), box.name())->running);
    QCOMPARE(inspectContainer(engine(), box.name())->exitCode, 137);
    QVERIFY(removeContainer(engine(), box.name()));
    QVERIFY(removeContainer(engine(), box.name()));
}

QTEST_GUILESS_MAIN(TestContainers)
#include "tst_containers.moc"
