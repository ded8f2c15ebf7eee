// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/slowanswer.h"
#include "engine/containers.h"
#include "engine/diskusage.h"
#include "engine/enginewatch.h"
#include "engine/logs.h"
#include "engine/networks.h"
#include "engine/volumes.h"
#include "support/fakeengine.h"

#include <QElapsedTimer>
#include <QTest>

#include <atomic>

using namespace devstack;
using namespace devstack::test;
using namespace Qt::StringLiterals;

/// Engines that are missing, old, slow, broken or hostile.
class TestEngineFaults : public QObject
{
    Q_OBJECT

private slots:
    void notThere();
    void notAllowed();
    void brokenAnswers_data();
    void brokenAnswers();
    void awkwardPieces();
    void tolerantParsing();
    void versions_data();
    void versions();
    void newVersionWhileRunning();
    void hangIsATimeout();
    void hangOfEverythingIsNoEngine();
    void hangOfAListIsNoEngine();
    void aSlowAnswerIsTold();
    void diskUsageIsAskedAgain();
    void stopWhileHanging();
    void streamBreaks();
    void hostileNames();
    void watchComesBack();
};

void TestEngineFaults::notThere()
{
    EndpointPreference wish {{}, u"unix:///nonexistent/engine.sock"_s, {}};
    const auto version = EngineClient(*Endpoint::resolve(wish)).version();
    QCOMPARE(toString(version.error().kind), toString(Error::Kind::Unavailable));
    QVERIFY(version.error().message.contains(u"/nonexistent/engine.sock"_s));
    QVERIFY(!version.error().hint.isEmpty());
    wish.host = u"unix:///"_s + QString(300, u'x');
    QVERIFY(EngineClient(*Endpoint::resolve(wish)).version().error().kind
            == Error::Kind::InvalidInput);
}

void TestEngineFaults::notAllowed()
{
    // A regular file refuses connections: the engine died and left its place behind.
    QTemporaryDir directory;
    QFile file(directory.filePath(u"s"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const EndpointPreference wish {{}, u"unix://"_s + file.fileName(), {}};
    const auto version = EngineClient(*Endpoint::resolve(wish)).version();
    QCOMPARE(toString(version.error().kind), toString(Error::Kind::Unavailable));
    // Starting this machine's Docker would not help.
    QVERIFY(version.error().hint.contains(u"Start what listens there"_s));
    QVERIFY(!version.error().hint.contains(u"systemctl"_s));
}

void TestEngineFaults::brokenAnswers_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("kind");
    QTest::newRow("closes at once") << QByteArray() << u"unavailable"_s;
    QTest::newRow("dies in the header") << QByteArray("HTTP/1.1 200 O") << u"protocol"_s;
    QTest::newRow("dies in the body")
        << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n[{}") << u"protocol"_s;
    QTest::newRow("garbage") << QByteArray("\xff\xfe\0garbage", 10) << u"protocol"_s;
    QTest::newRow("no json") << answer("<html>").bytes << u"protocol"_s;
    QTest::newRow("huge header") << "HTTP/1.1 200 OK\r\nX: " + QByteArray(1'000'000, 'a')
                                 << u"protocol"_s;
    QTest::newRow("500") << answer(R"({"message":"disk is full"})", 500).bytes << u"failed"_s;
    QTest::newRow("500 without json") << answer("oops", 500).bytes << u"failed"_s;
    QTest::newRow("404") << answer(R"({"message":"no such"})", 404).bytes << u"not-found"_s;
    QTest::newRow("409") << answer(R"({"message":"in use"})", 409).bytes << u"conflict"_s;
    QTest::newRow("redirection") << answer("", 301, "Location: /\r\n").bytes << u"failed"_s;
}

void TestEngineFaults::brokenAnswers()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, kind);
    FakeEngine fake;
    fake.reply("GET /v1.41/containers/json", {bytes, 0, false});
    const auto list = listContainers(EngineClient(fake.endpoint()));
    QVERIFY(!list);
    const QString found = toString(list.error().kind);
    QString plain = found;
    QCOMPARE(plain.remove(u'-').remove(u'_').toLower(), QString(kind).remove(u'-'));
    QVERIFY(!list.error().message.isEmpty());
}

void TestEngineFaults::awkwardPieces()
{
    const QByteArray body = R"([{"Id":"a","Names":["/x"],"State":"running","Labels":{"é":"ü"}}])";
    for (const qsizetype size : {1, 2, 3, 7, 1000}) {
        FakeEngine fake;
        Canned canned = chunked(body, size);
        canned.piece = size;
        fake.reply("GET /v1.41/containers/json", canned);
        const auto list = listContainers(EngineClient(fake.endpoint()));
        QVERIFY2(list, qPrintable(list ? QString() : list.error().toText()));
        QCOMPARE(list->size(), 1U);
        QCOMPARE(list->front().labels.value(u"é"_s), u"ü"_s);
    }
}

void TestEngineFaults::tolerantParsing()
{
    FakeEngine fake;
    const EngineClient client(fake.endpoint());
    fake.reply("GET /v1.41/containers/json", answer("null"));
    QVERIFY(listContainers(client)->empty());
    fake.reply(
        "GET /v1.41/containers/json",
        answer(
            R"([{"Id":1,"Names":null,"Ports":[{"PrivatePort":"80"},null,7],"Mounts":{},"NetworkSettings":null},null,[]])"));
    const auto list = listContainers(client);
    QCOMPARE(list->size(), 3U);
    QCOMPARE(list->front().ports.front().containerPort, 80);
    fake.reply(
        "GET /v1.41/containers/x/json",
        answer(R"({"State":{"Healthcheck":{"Status":"healthy","Log":null}},"Config":null})"));
    QVERIFY(inspectContainer(client, u"x"_s)->health == Health::Healthy);
    fake.reply("GET /v1.41/volumes", answer(R"({"Volumes":null,"Warnings":null})"));
    QVERIFY(listVolumes(client)->empty());
    fake.reply(
        "GET /v1.41/networks",
        answer(
            R"([{"Name":"n","IPAM":{"Config":null}},{"Name":"m","IPAM":{"Config":[{"Subnet":"10.0.0.0/8"},{}]}}])"));
    QCOMPARE(listNetworks(client)->back().subnets, QStringList {u"10.0.0.0/8"_s});
}

void TestEngineFaults::versions_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QString>("version");
    QTest::newRow("older") << QByteArray("Api-Version: 1.40\r\n") << u"1.40"_s;
    QTest::newRow("newer than we know") << QByteArray("api-version: 1.55\r\n") << u"1.47"_s;
    QTest::newRow("too old") << QByteArray("Api-Version: 1.39\r\n") << u""_s;
    QTest::newRow("none") << QByteArray() << u""_s;
    QTest::newRow("nonsense") << QByteArray("Api-Version: ../x\r\n") << u""_s;
}

void TestEngineFaults::versions()
{
    QFETCH(const QByteArray, header);
    FakeEngine fake;
    fake.reply("GET /_ping", answer("OK", 200, header));
    const auto version = EngineClient(fake.endpoint()).apiVersion();
    QTEST(version.valueOr({}), "version");
    if (!version)
        QVERIFY(!version.error().message.isEmpty());
}

void TestEngineFaults::newVersionWhileRunning()
{
    FakeEngine fake;
    const EngineClient client(fake.endpoint());
    QCOMPARE(*client.apiVersion(), u"1.41"_s);
    fake.reply("GET /_ping", answer("OK", 200, "Api-Version: 1.44\r\n"));
    fake.reply(
        "GET /v1.41/containers/json",
        answer(
            R"({"message":"client version 1.41 is too old. Minimum supported API version is 1.44"})",
            400));
    fake.reply("GET /v1.44/containers/json", answer("[]"));
    QVERIFY(listContainers(client));
    QCOMPARE(fake.requests().size(), 4U);
}

void TestEngineFaults::hangIsATimeout()
{
    FakeEngine fake;
    fake.reply("GET /v1.41/slow", {"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n[", 0, true});
    EngineRequest request;
    request.path = "/slow";
    request.timeout = std::chrono::milliseconds(100);
    const auto called = EngineClient(fake.endpoint()).call(request);
    QCOMPARE(toString(called.error().kind), toString(Error::Kind::Timeout));
}

void TestEngineFaults::hangOfEverythingIsNoEngine()
{
    FakeEngine fake;
    fake.reply("GET /_ping", {{}, 0, true});
    const EngineClient client(fake.endpoint());
    QElapsedTimer clock;
    clock.start();
    const auto version = client.version();
    QCOMPARE(toString(version.error().kind), toString(Error::Kind::Unavailable));
    QVERIFY(!version.error().hint.isEmpty());
    QVERIFY2(clock.elapsed() < 7'000, "it is told within some seconds");
    // Who asks next need not wait for it again.
    clock.restart();
    QCOMPARE(toString(client.info().error().kind), toString(Error::Kind::Unavailable));
    QVERIFY(clock.elapsed() < 1'000);
}

/// It answers a ping, and no list: who asks for the next list need not wait again. What waits for
/// one container says nothing of the Engine.
void TestEngineFaults::hangOfAListIsNoEngine()
{
    FakeEngine fake;
    fake.reply("GET /v1.41/containers/json", {{}, 0, true});
    fake.reply("GET /v1.41/containers/x/json", {{}, 0, true});
    fake.reply("GET /v1.41/volumes", answer("{}"));
    const EngineClient client(fake.endpoint());
    const auto kindOf = [&](const QByteArray &path) {
        EngineRequest request;
        request.path = path;
        request.timeout = std::chrono::milliseconds(100);
        const auto called = client.call(request);
        return called ? QString() : toString(called.error().kind);
    };
    QCOMPARE(kindOf("/containers/x/json"), toString(Error::Kind::Timeout));
    QCOMPARE(kindOf("/volumes"), QString());
    QCOMPARE(kindOf("/containers/json"), toString(Error::Kind::Unavailable));
    const size_t asked = fake.requests().size();
    QCOMPARE(kindOf("/volumes"), toString(Error::Kind::Unavailable));
    QCOMPARE(fake.requests().size(), asked);
}

/// Whoever waits learns so before the limit, once.
void TestEngineFaults::aSlowAnswerIsTold()
{
    FakeEngine fake;
    fake.reply("GET /v1.41/containers/x/json", {{}, 0, true});
    std::atomic<int> told = 0;
    onSlowAnswer([&](const QString &sentence) {
        QCOMPARE(
            sentence,
            u"The container engine takes long to answer; it is given up after 7 s if nothing comes."_s);
        ++told;
    });
    EngineRequest request;
    request.path = "/containers/x/json";
    request.timeout = 2 * kSlowAnswer + std::chrono::seconds(1);
    const EngineClient client(fake.endpoint());
    QElapsedTimer clock;
    clock.start();
    QCOMPARE(toString(client.call(request).error().kind), toString(Error::Kind::Timeout));
    QVERIFY(clock.elapsed() < 9'000);
    QCOMPARE(told.load(), 1);
}

/// The Engine counts for one client at a time.
void TestEngineFaults::diskUsageIsAskedAgain()
{
    FakeEngine fake;
    fake.reply("GET /v1.41/system/df",
               answer(R"({"message":"a disk usage operation is already running"})", 500));
    const std::jthread other([&] {
        while (fake.requests().size() < 2)
            std::this_thread::yield();
        fake.reply("GET /v1.41/system/df", answer(R"({"LayersSize":7})"));
    });
    const auto usage = diskUsage(EngineClient(fake.endpoint()));
    QVERIFY(usage);
    QCOMPARE(usage->images, 7);
    QCOMPARE(diskUsage(EngineClient(fake.endpoint()), {}, std::chrono::milliseconds(1))->images, 7);
}

void TestEngineFaults::stopWhileHanging()
{
    FakeEngine fake;
    fake.reply("GET /v1.41/containers/json", {{}, 0, true});
    std::stop_source stop;
    std::jthread stopper([&] {
        while (fake.requests().size() < 2)
            std::this_thread::yield();
        stop.request_stop();
    });
    const auto list = listContainers(EngineClient(fake.endpoint()), {}, stop.get_token());
    QCOMPARE(toString(list.error().kind), toString(Error::Kind::Cancelled));
}

void TestEngineFaults::streamBreaks()
{
    FakeEngine fake;
    const QByteArray frame("\1\0\0\0\0\0\0\4one\n\1\0\0\0\0\0\0\7two", 23);
    fake.reply(
        "GET /v1.41/containers/x/logs",
        {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n17\r\n" + frame + "\r\n", 5, false});
    LogQuery query;
    query.tty = false;
    query.timestamps = false;
    QStringList lines;
    const auto read = readLogs(EngineClient(fake.endpoint()),
                               u"x"_s,
                               query,
                               [&](std::vector<LogLine> &&more) {
                                   for (const LogLine &line : more)
                                       lines += line.text;
                               },
                               {});
    QVERIFY(!read);
    QCOMPARE(lines, (QStringList {u"one"_s, u"two"_s}));
}

void TestEngineFaults::hostileNames()
{
    FakeEngine fake;
    for (const QString &name : {u"a b\r\nX: y"_s, u"../../info"_s, u"x?all=1#"_s, u"é%2f"_s})
        QVERIFY(!inspectContainer(EngineClient(fake.endpoint()), name));
    for (const QByteArray &request : fake.requests()) {
        QVERIFY(request == "GET /_ping HTTP/1.1" || request.startsWith("GET /v1.41/containers/"));
        QCOMPARE(request.count(' '), 2);
        QVERIFY(!request.contains("..") && !request.contains('?')
                && request.endsWith("/json HTTP/1.1") != request.contains("_ping"));
    }
}

void TestEngineFaults::watchComesBack()
{
    FakeEngine fake;
    fake.reply("GET /v1.41/version", answer(R"({"Version":"1.2.3","ApiVersion":"1.41"})"));
    const QByteArray event
        = R"({"Type":"container","Action":"start","Actor":{"ID":"a","Attributes":{"name":"n"}},"timeNano":1795297865123456789})"
          "\n";
    const QByteArray probe
        = R"({"Type":"container","Action":"exec_start: x","Actor":{"ID":"a"},"timeNano":1795297865123456790})"
          "\n";
    // No length and no chunks: the stream lasts until the engine closes.
    fake.reply("GET /v1.41/events", {"HTTP/1.1 200 OK\r\n\r\n" + event + probe, 3, true});
    std::atomic<int> available = 0;
    std::atomic<int> lost = 0;
    std::atomic<int> events = 0;
    const EngineWatch watch(EngineClient(fake.endpoint()),
                            {[&](const EngineVersion &) { ++available; },
                             [&](const EngineEvent &) { ++events; },
                             [&](const Error &) { ++lost; }});
    QTRY_COMPARE(events.load(), 1);
    QCOMPARE(available.load(), 1);
    QCOMPARE(lost.load(), 0);
    const size_t quiet = fake.requests().size();
    fake.reply("GET /v1.41/version", answer("{}", 500));
    fake.hangUp();
    QTRY_COMPARE(lost.load(), 1);
    QTRY_VERIFY(fake.requests().size() >= quiet + 2);
    QCOMPARE(lost.load(), 1);
    fake.reply("GET /v1.41/version", answer("{}"));
    QTRY_COMPARE(available.load(), 2);
    QVERIFY(fake.requests().back().contains("since=1795297865.123456789"));
    QCOMPARE(events.load(), 1); // the replayed event is not told twice
}

QTEST_GUILESS_MAIN(TestEngineFaults)
#include "tst_enginefaults.moc"
