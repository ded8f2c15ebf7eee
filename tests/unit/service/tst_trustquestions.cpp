// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/definition/trustquestions.h"
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
    void changedCommandsOfTheWorkspaceAskAgain();
    void reachIntoOtherIdasIsAsked();
    void secretsOfTheHostAreAsked();
    void changedVariablesAskAgain();
    void foldersWithOneRemoteAreTwo();
    void leavesOutWhatDoesNotRun();
    void errorListsTheReach();
    void settingsOfTheWorkspaceAreAsked();
    void idasOfOneCheckoutMeet();
    void mountsBelowWhatOthersWriteAreAsked_data();
    void mountsBelowWhatOthersWriteAreAsked();
    void trafficThatLeadsElsewhereIsAsked();
    void dumpsFromTheWebAreAsked();
    void eachFileHasItsOwnVariables();
    void theRepositorysOwnFilesAreAskedAnew();
    void requestsAreAsked_data();
    void requestsAreAsked();
    void namesOfTheInternetAreAsked();
    void whatIsNewAndGraveComesFirst();
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

void TestTrustQuestions::changedCommandsOfTheWorkspaceAskAgain()
{
    const testing::WorkspaceFolder folder;
    const auto write = [&](const QByteArray &manifest) {
        folder.write(u"devstack.yml"_s, "version: 1\nidas:\n  a: {manifest: " + manifest + "}\n");
    };
    write("{bootstrap: [{service: app, run: echo one}, {service: app, run: echo two}]}");
    folder.write(u"a/docker-compose.yml"_s, "services:\n  app: {image: x}\n");
    const auto workspace = folder.open();
    auto questions = untrusted(*workspace, {});
    QVERIFY2(questions, qPrintable(questions ? QString() : questions.error().toText()));
    QCOMPARE(questions->first().reach,
             (QStringList {u"bootstrap of a, in app: echo one"_s,
                           u"bootstrap of a, in app: echo two"_s}));
    QVERIFY(questions->first().added.isEmpty());
    QVERIFY(grantTrust(*workspace, *questions));
    QVERIFY(untrusted(*workspace, {})->isEmpty());
    write("{bootstrap: [{service: app, run: echo one}, {service: app, run: echo CHANGED}]}");
    questions = untrusted(*workspace, {});
    QCOMPARE(questions->size(), 1);
    QVERIFY(questions->first().ida.isEmpty());
    QCOMPARE(questions->first().added, QStringList(u"bootstrap of a, in app: echo CHANGED"_s));
    QVERIFY(trustError(*questions)
                .detail.contains(u"runs: bootstrap of a, in app: echo CHANGED (new)"_s));
    // Beyond what is shown, too.
    write("{bootstrap: [{service: app, run: 'echo " + QByteArray(300, 'x') + "1'}]}");
    QVERIFY(grantTrust(*workspace, *untrusted(*workspace, {})));
    QVERIFY(untrusted(*workspace, {})->isEmpty());
    write("{bootstrap: [{service: app, run: 'echo " + QByteArray(300, 'x') + "2'}]}");
    QCOMPARE(untrusted(*workspace, {})->size(), 1);
    for (const QByteArray one :
         {"{seeds: {s: [{run: x}]}}", "{commands: {c: {run: x}}}", "{data: {sql: {run: x}}}"}) {
        write(one);
        QCOMPARE(untrusted(*workspace, {})->first().reach.size(), 1);
    }
}

void TestTrustQuestions::reachIntoOtherIdasIsAsked()
{
    const testing::WorkspaceFolder folder;
    folder.write(u"devstack.yml"_s, "version: 1\nidas:\n  q: {}\n  r: {}\n");
    folder.write(u"r/docker-compose.yml"_s, "services:\n  app: {image: x}\n");
    folder.write(u"q/docker-compose.yml"_s, "services:\n  app: {image: x}\n");
    const auto workspace = folder.open();
    QVERIFY(grantTrust(*workspace, *untrusted(*workspace, {})));
    const auto widened = [&](const QByteArray &manifest) {
        folder.write(u"q/docker-compose.yml"_s,
                     "services:\n  app: {image: x}\nx-devstack: {depends_on: {r: {}}, " + manifest
                         + "}\n");
        const auto questions = untrusted(*workspace, {u"q"_s});
        return questions && questions->size() == 1 ? questions->first().reach : QStringList();
    };
    QCOMPARE(widened("seeds: {base: [{ida: r, run: cat /host/secret}]}"),
             QStringList(u"run commands in r"_s));
    QCOMPARE(widened("clients: {r: {users: [{name: u, email: u@example.org}]}}"),
             QStringList(u"register users and clients in r"_s));
    QCOMPARE(widened("clients: {r: {users: [{name: u, email: u@example.org, superuser: true}]}}"),
             (QStringList {u"register superusers in r"_s, u"register users and clients in r"_s}));
    QVERIFY(widened("seeds: {base: [{run: id}]}").isEmpty());
}

void TestTrustQuestions::secretsOfTheHostAreAsked()
{
    const testing::WorkspaceFolder folder;
    folder.write(u"devstack.yml"_s, "version: 1\nidas:\n  a: {}\n");
    folder.write(u"a/docker-compose.yml"_s,
                 "services:\n  app: {image: x}\nx-devstack: {configurations: {default: "
                 "{environment: {app: {KEY: {secret: AWS_SECRET_ACCESS_KEY}}}}}}\n");
    const auto questions = untrusted(*folder.open(), {});
    QCOMPARE(questions->size(), 1);
    QCOMPARE(questions->first().reach, QStringList(u"host variable AWS_SECRET_ACCESS_KEY"_s));
}

void TestTrustQuestions::changedVariablesAskAgain()
{
    const testing::WorkspaceFolder folder;
    folder.write(u"devstack.yml"_s, "version: 1\nidas:\n  a: {}\n");
    folder.write(u"a/docker-compose.yml"_s,
                 "services:\n  app: {image: x, volumes: ['${DEVSTACK_DATA:-./data}:/data']}\n");
    const auto workspace = folder.open();
    auto questions = untrusted(*workspace, {});
    QVERIFY(questions->first().reach.isEmpty());
    QVERIFY(grantTrust(*workspace, *questions));
    folder.write(u"a/.env"_s, "DEVSTACK_DATA=/srv/decoy\n");
    questions = untrusted(*workspace, {});
    QCOMPARE(questions->size(), 1);
    QCOMPARE(questions->first().reach, QStringList(u"mount /srv/decoy (app)"_s));
    QVERIFY(grantTrust(*workspace, *questions));
    folder.write(u"a/.env"_s, "DEVSTACK_DATA=/srv/other\n");
    QCOMPARE(untrusted(*workspace, {})->size(), 1);
}

void TestTrustQuestions::foldersWithOneRemoteAreTwo()
{
    const testing::WorkspaceFolder folder;
    folder.write(u"devstack.yml"_s,
                 "version: 1\nidas:\n  a: {repository: 'https://h.org/r'}\n"
                 "  b: {repository: 'https://h.org/r'}\n");
    const QByteArray compose = "services:\n  app: {image: x, volumes: ['/srv/decoy:/d']}\n";
    folder.write(u"a/docker-compose.yml"_s, compose);
    folder.write(u"b/docker-compose.yml"_s, compose);
    const auto workspace = folder.open();
    QVERIFY(grantTrust(*workspace, *untrusted(*workspace, {u"a"_s})));
    const auto left = untrusted(*workspace, {});
    QCOMPARE(left->size(), 1);
    QCOMPARE(left->first().ida, u"b"_s);
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

/// An image, or a variable that a shell reads, runs what it likes with all that the IDA may reach.
void TestTrustQuestions::settingsOfTheWorkspaceAreAsked()
{
    const testing::WorkspaceFolder folder;
    const auto write = [&](const QByteArray &entry) {
        folder.write(u"devstack.yml"_s, "version: 1\nidas:\n  a: {" + entry + "}\n");
    };
    write("mode: image, images: {app: x/y:1}");
    folder.write(u"a/docker-compose.yml"_s, "services:\n  app: {image: x}\n");
    const auto workspace = folder.open();
    auto questions = untrusted(*workspace, {});
    QCOMPARE(questions->first().reach, QStringList(u"image of a, in app: x/y:1"_s));
    QVERIFY(grantTrust(*workspace, *questions));
    QVERIFY(untrusted(*workspace, {})->isEmpty());
    write("mode: image, images: {app: x/y:2}");
    QCOMPARE(untrusted(*workspace, {})->first().added, QStringList(u"image of a, in app: x/y:2"_s));
    for (const QByteArray where : {"configurations: {c: ", "variants: {v: "}) {
        write("manifest: {" + where + "{environment: {app: {BASH_ENV: /evil}}}}}");
        QCOMPARE(untrusted(*workspace, {})->first().reach,
                 QStringList(u"environment of a, in app: BASH_ENV=/evil"_s));
        write("manifest: {" + where + "{environment: {app: {DB_PASSWORD: hunter22}}}}}");
        const QStringList one = untrusted(*workspace, {})->first().reach;
        QVERIFY2(!one.join(u' ').contains(u"hunter22"), qPrintable(one.join(u'\n')));
        write("manifest: {" + where + "{environment: {app: {DB_PASSWORD: hunter33}}}}}");
        QVERIFY(untrusted(*workspace, {})->first().reach != one);
    }
}

void TestTrustQuestions::idasOfOneCheckoutMeet()
{
    const testing::WorkspaceFolder folder;
    folder.write(u"devstack.yml"_s, "version: 1\nidas:\n  r: {}\n  t: {path: r/tools}\n  u: {}\n");
    folder.write(u"r/docker-compose.yml"_s, "services:\n  app: {image: x, volumes: ['.:/repo']}\n");
    folder.write(u"r/tools/docker-compose.yml"_s,
                 "services:\n  app: {image: x, volumes: ['./sub:/x']}\n");
    folder.write(u"u/docker-compose.yml"_s,
                 "services:\n  app: {image: x, volumes: ['./sub:/x']}\n");
    const auto questions = untrusted(*folder.open(), {});
    QCOMPARE(questions->size(), 3);
    const QMap<QString, QString> expected {
        {u"r"_s, u"write the folder of t"_s},
        {u"t"_s,
         u"mount ./sub below what r can write: it can turn it into a link to anywhere (app)"_s}};
    for (const TrustQuestion &question : *questions)
        QCOMPARE(question.reach.join(u'\n'), expected.value(question.ida));
    // Exactly its folder, by a variable, and something inside of it.
    for (const QByteArray mount : {"./tools:/t", "'${D:-./tools}:/t'", "./tools/.git:/t"}) {
        folder.write(u"r/docker-compose.yml"_s,
                     "services:\n  app: {image: x, volumes: [" + mount + "]}\n");
        const auto again = untrusted(*folder.open(), {u"r"_s});
        QCOMPARE(again->first().reach, QStringList(u"write the folder of t"_s));
    }
}

/// What another IDA may write decides where this one's mounts lead, wherever both lie.
void TestTrustQuestions::mountsBelowWhatOthersWriteAreAsked_data()
{
    QTest::addColumn<QByteArray>("idas");
    QTest::addColumn<QString>("writer"); // file of r
    QTest::addColumn<QByteArray>("mount");
    QTest::addColumn<QString>("file"); // of t
    QTest::newRow("from outside") << QByteArray("r: {}, t: {}") << u"r/docker-compose.yml"_s
                                  << QByteArray("'../t:/b'") << u"t/docker-compose.yml"_s;
    QTest::newRow("an environment beside the mount")
        << QByteArray("r: {}, t: {path: r/tools}") << u"r/docker-compose.yml"_s
        << QByteArray("'.:/repo'") << u"environments/t/docker-compose.yml"_s;
    QTest::newRow("an environment beside the writer")
        << QByteArray("r: {}, t: {path: r/tools}") << u"environments/r/docker-compose.yml"_s
        << QByteArray("'.:/repo'") << u"r/tools/docker-compose.yml"_s;
    QTest::newRow("a volume that is a folder")
        << QByteArray("r: {}, t: {path: r/tools}") << u"r/docker-compose.yml"_s
        << QByteArray("'whole:/repo'") << u"r/tools/docker-compose.yml"_s;
}

void TestTrustQuestions::mountsBelowWhatOthersWriteAreAsked()
{
    QFETCH(QByteArray, idas);
    QFETCH(QString, writer);
    QFETCH(QByteArray, mount);
    QFETCH(QString, file);
    const testing::WorkspaceFolder folder;
    folder.write(u"devstack.yml"_s, "version: 1\nidas: {" + idas + "}\n");
    folder.write(u"r/README"_s, "");
    folder.write((idas.contains("tools") ? u"r/tools/README"_s : u"t/README"_s), "");
    folder.write(
        writer,
        "services:\n  app: {image: x, volumes: [" + mount
            + "]}\nvolumes: {whole: {driver_opts: {type: none, o: bind, device: '${PWD}'}}}\n");
    folder.write(file, "services:\n  app: {image: x, volumes: ['./sub:/x']}\n");
    const auto questions = untrusted(*folder.open(), {u"t"_s});
    QVERIFY2(questions, qPrintable(questions ? QString() : questions.error().toText()));
    const QString all = questions->isEmpty() ? QString() : questions->last().reach.join(u'\n');
    QVERIFY2(
        all.contains(
            u"mount ./sub below what r can write: it can turn it into a link to anywhere (app)"),
        qPrintable(all));
}

void TestTrustQuestions::trafficThatLeadsElsewhereIsAsked()
{
    const testing::WorkspaceFolder folder;
    const auto write = [&](const QByteArray &external) {
        folder.write(u"devstack.yml"_s, "version: 1\nidas:\n  a: {}\n" + external);
    };
    write({});
    folder.write(u"a/docker-compose.yml"_s, "services:\n  app: {image: x}\n");
    const auto workspace = folder.open();
    QVERIFY(grantTrust(*workspace, *untrusted(*workspace, {})));
    write("  pay: {mode: external, external: {url: 'http://203.0.113.66:8080', names: "
          "[api.example.com]}}\n");
    auto questions = untrusted(*workspace, {});
    QCOMPARE(questions->size(), 1);
    QCOMPARE(questions->first().reach,
             (QStringList {u"traffic to api.example.com goes to http://203.0.113.66:8080"_s,
                           u"traffic to pay goes to http://203.0.113.66:8080"_s}));
    QVERIFY(grantTrust(*workspace, *questions));
    write("  pay: {mode: external, external: {url: 'http://203.0.113.67:8080', names: "
          "[api.example.com]}}\n");
    QCOMPARE(untrusted(*workspace, {})->first().added.size(), 2);
}

void TestTrustQuestions::dumpsFromTheWebAreAsked()
{
    const testing::WorkspaceFolder folder;
    folder.write(u"devstack.yml"_s, "version: 1\nidas:\n  a: {}\n");
    folder.write(
        u"a/docker-compose.yml"_s,
        "services:\n  db: {image: mysql, volumes: [data:/var/lib/mysql]}\nvolumes: {data: {}}\n"
        "x-devstack: {schema: [{service: db, volume: data, dump: 'https://127.0.0.1:1/x', sha256: '"
            + QByteArray(64, '0') + "'}]}\n");
    const auto questions = untrusted(*folder.open(), {});
    QVERIFY2(questions, qPrintable(questions ? QString() : questions.error().toText()));
    QCOMPARE(questions->first().reach, QStringList(u"download https://127.0.0.1:1/x"_s));
}

void TestTrustQuestions::eachFileHasItsOwnVariables()
{
    const testing::WorkspaceFolder folder;
    folder.write(u"devstack.yml"_s,
                 "version: 1\nidas:\n  a: {compose: [docker/dev.yml]}\n  b: {}\n  c: {}\n");
    const QByteArray mounts = "services:\n  app: {image: x, volumes: ['${M:-./data}:/m']}\n";
    folder.write(u"a/docker/dev.yml"_s, mounts);
    folder.write(u"a/docker/.env"_s, "M=/srv/decoy\n");
    folder.write(u"b/docker-compose.yml"_s, "include: [sub/inc.yml]\n");
    folder.write(u"b/sub/inc.yml"_s, mounts);
    folder.write(u"b/sub/.env"_s, "M=/srv/decoy\n");
    folder.write(u"c/docker-compose.yml"_s, "include: [{path: sub/inc.yml, env_file: sub/vars}]\n");
    folder.write(u"c/sub/inc.yml"_s, mounts);
    folder.write(u"c/sub/vars"_s, "M=/srv/decoy\n");
    const auto questions = untrusted(*folder.open(), {});
    QVERIFY2(questions, qPrintable(questions ? QString() : questions.error().toText()));
    QCOMPARE(questions->size(), 3);
    for (const TrustQuestion &question : *questions)
        QVERIFY2(question.reach.contains(u"mount /srv/decoy (app)"_s),
                 qPrintable(question.ida + u": "_s + question.reach.join(u'\n')));
}

void TestTrustQuestions::theRepositorysOwnFilesAreAskedAnew()
{
    const testing::WorkspaceFolder folder;
    folder.write(u"devstack.yml"_s, "version: 1\nidas:\n  a: {}\n");
    folder.write(u"environments/a/docker-compose.yml"_s, "services:\n  app: {image: x}\n");
    folder.write(u"a/README"_s, "x\n");
    const auto workspace = folder.open();
    const auto first = untrusted(*workspace, {});
    QVERIFY2(first, qPrintable(first ? QString() : first.error().toText()));
    QCOMPARE(first->size(), 1);
    QVERIFY(first->first().reach.first().startsWith(
        u"run the services and commands of environments/a"_s));
    QVERIFY(grantTrust(*workspace, *first));
    QVERIFY(untrusted(*workspace, {})->isEmpty());
    folder.write(
        u"a/docker-compose.yml"_s,
        "services:\n  app: {image: x}\nx-devstack: {bootstrap: [{service: app, run: id}]}\n");
    QCOMPARE(untrusted(*workspace, {})->size(), 1);
}

void TestTrustQuestions::requestsAreAsked_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QString>("asked"); // empty: nothing
    const auto row = [](const char *url, const QString &asked) {
        QTest::newRow(url) << QByteArray(url) << asked;
    };
    row("{url: 'http://localhost:8080/', health: /health/}", {});
    // Of a range any port is taken, and each loopback is one of its own.
    row("{url: 'http://127.0.0.1:8085/', health: /health/}", u"http://127.0.0.1:8085/health/"_s);
    row("{url: 'http://[::1]:8080/', health: /x}", u"http://[::1]:8080/x"_s);
    row("{url: 'http://127.0.0.1:9057/', health: /x}", u"http://127.0.0.1:9057/x"_s);
    row("{url: 'http://localhost:9058/', health: /x}", u"http://localhost:9058/x"_s);
    row("{url: 'https://example.org/'}", {});
    row("{url: 'http://localhost:8081/', health: /job}", u"http://localhost:8081/job"_s);
    row("{url: 'http://localhost/', health: /x}", u"http://localhost/x"_s);
    row("{url: 'http://localhost:8080/', health: 'http://192.0.2.1/x'}", u"http://192.0.2.1/x"_s);
    // What it does not always hold, or not over TCP, may be somebody else's.
    row("{url: 'http://localhost:9053/', health: /x}", u"http://localhost:9053/x"_s);
    row("{url: 'http://localhost:9054/', health: /x}", u"http://localhost:9054/x"_s);
    row("{url: 'http://localhost:9055/', health: /x}", u"http://localhost:9055/x"_s);
    row("{url: 'http://localhost:9056/', health: /x}", {});
    row("{url: 'http://169.254.169.254/', health: /latest}", u"http://169.254.169.254/latest"_s);
}

void TestTrustQuestions::requestsAreAsked()
{
    QFETCH(QByteArray, url);
    QFETCH(QString, asked);
    const testing::WorkspaceFolder folder;
    folder.write(u"devstack.yml"_s, "version: 1\nidas:\n  a: {}\n");
    folder.write(u"a/docker-compose.yml"_s,
                 "services:\n"
                 "  app: {image: x, ports: ['8080:80', '8085-8089:85-89', '9053:53/udp', "
                 "'127.0.0.7:9054:80',"
                 " '127.0.0.1:9056:80', '[::1]:9057:80']}\n"
                 "  deaf: {image: x, ports: ['9058:80'], network_mode: none}\n"
                 "  extra: {image: x, ports: ['9055:80'], profiles: [extra]}\n"
                 "x-devstack: {urls: {web: "
                     + url + "}}\n");
    const auto questions = untrusted(*folder.open(), {});
    QVERIFY2(questions, qPrintable(questions ? QString() : questions.error().toText()));
    QCOMPARE(questions->first().reach,
             asked.isEmpty() ? QStringList() : QStringList(u"send requests to "_s + asked));
}

void TestTrustQuestions::namesOfTheInternetAreAsked()
{
    const testing::WorkspaceFolder folder;
    folder.write(u"devstack.yml"_s, "version: 1\nidas:\n  a: {}\n");
    folder.write(
        u"a/docker-compose.yml"_s,
        "services:\n  app: {image: x, container_name: edx.devstack.app, hostname: pypi.org}\n"
        "x-devstack: {provides: {edx.devstack.a: app, API.example.com: app, pub.dev: app,\n"
        "  metadata.google.internal: app, host.docker.internal: app, shop.it: app, shop.db: app,\n"
        "  gcr.pkg.dev: app, shop.dev: app}}\n");
    QCOMPARE(untrusted(*folder.open(), {})->first().reach,
             (QStringList {u"answer to API.example.com in place of the internet"_s,
                           u"answer to gcr.pkg.dev in place of the internet"_s,
                           u"answer to host.docker.internal in place of the internet"_s,
                           u"answer to metadata.google.internal in place of the internet"_s,
                           u"answer to pub.dev in place of the internet"_s,
                           u"answer to pypi.org in place of the internet"_s,
                           u"answer to shop.it in place of the internet"_s}));
}

void TestTrustQuestions::whatIsNewAndGraveComesFirst()
{
    const testing::WorkspaceFolder folder;
    folder.write(u"devstack.yml"_s, "version: 1\nidas:\n  a: {}\n");
    const auto write = [&](const QByteArray &keys) {
        folder.write(u"a/docker-compose.yml"_s, "services:\n  app: {image: x, " + keys + "}\n");
    };
    write("annotations: {a: b}, cap_add: [A], privileged: true");
    const auto workspace = folder.open();
    auto questions = untrusted(*workspace, {});
    QCOMPARE(questions->first().reach,
             (QStringList {
                 u"privileged (app)"_s, u"capability A (app)"_s, u"annotations {a: b} (app)"_s}));
    QVERIFY(grantTrust(*workspace, *questions));
    write("annotations: {a: b}, cap_add: [A], privileged: true, surprise: 1");
    questions = untrusted(*workspace, {});
    QCOMPARE(questions->first().reach.first(), u"surprise 1 (app)"_s);
}

QTEST_GUILESS_MAIN(TestTrustQuestions)
#include "tst_trustquestions.moc"
