// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "manifesttext.h"
#include "model/compose/composereader.h"
#include "model/manifest/workspacefile.h"
#include "model/yaml/yamlreader.h"
#include "support/patience.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QtTest>

#include <random>

using namespace devstack;
using devstack::testing::patience;
using namespace Qt::StringLiterals;

/// Bounded mutation of small files: whatever comes out, the readers answer, in time, without a
/// crash. The seed is fixed, so a failure repeats.
class TestModelFuzz : public QObject
{
    Q_OBJECT

private slots:
    void survivesMutation_data();
    void survivesMutation();
    void survivesRandomBytes();
};

namespace {

const QByteArray kCompose = R"(version: "3.8"
x-base: &base {restart: always, environment: {A: 1, B: }}
include: [a.yml, {path: b.yml}]
services:
  app:
    <<: *base
    build: {context: ., args: [A=1]}
    ports: ["${P:-1}:2", {target: 80}]
    volumes: [".:/app", {type: bind, source: a, target: b}]
    depends_on: {db: {condition: service_healthy}}
    command: >-
      sh -c 'x'
  db: {image: mysql, extends: {service: app}, networks: {default: {aliases: [a]}}}
volumes: {v: {external: {name: x}}}
)";
const QByteArray kManifest = R"(version: 1
depends_on: {lms: {repository: https://x.org/a.git, for: [run], optional: true}}
urls: {web: {url: "http://localhost/", health: /h}}
variants: {light: {environment: {app: {A: "$$1", S: {secret: X}}}, without: [worker]}}
schema: [{service: db, volume: v, dump: a/b.sql}]
bootstrap: [{run: [a, 1], timeout: 5m, inputs: ["*.py"]}]
clients: {lms: {users: [{name: u, staff: true}], oauth: [{id: a, secret: b, redirect_uris: ["http://a/"]}]}}
register: {user: {run: [x, "{name}", "{staff:--s}"]}}
resources: {memory: 1g, cpus: 0x2}
)";
const QByteArray kWorkspace = R"(version: 1
name: edx # comment
remotes: {default: "https://x.org/{name}.git"}
idas:
  a: {ref: m, mode: image, images: {app: "x:1"}}
  # between
  b:
    ref: 'n'
    manifest: {title: x}
)";

/// What breaks parsers: YAML's own marks, ends of lines, quotes, bytes that are no text.
QByteArray mutated(QByteArray content, std::mt19937 &random)
{
    static const QByteArrayList kPieces {
        "\t",  "\n",   "\r\n", "\r", "- ",    ": ",    "? ",     "{",    "}",
        "[",   "]",    "&a ",  "*a", "*base", "!x ",   "!!map ", "|",    ">",
        "'",   "\"",   "#",    "%",  "---\n", "...\n", "<<: ",   "\xff", "\xc3",
        "\0x", "\x04", "${",   "$",  "~",     "  ",    ",",      "\\",   "\xe2\x80\xa8"};
    const auto below = [&](qsizetype limit) {
        return limit > 0 ? qsizetype(random() % std::uint32_t(limit)) : 0;
    };
    for (auto count = 1 + below(4); count > 0; --count) {
        const qsizetype at = below(content.size());
        switch (below(5)) {
        case 0:
            content.insert(at, kPieces.at(below(kPieces.size())));
            break;
        case 1:
            content.remove(at, 1 + below(12));
            break;
        case 2:
            content.insert(at, content.mid(below(content.size()), below(60)));
            break;
        case 3:
            content.truncate(at);
            break;
        default:
            if (!content.isEmpty())
                content[at] = char(random() % 256);
        }
    }
    return content;
}

} // namespace

void TestModelFuzz::survivesMutation_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<int>("reader");
    QTest::newRow("compose") << kCompose << 0;
    QTest::newRow("manifest") << kManifest << 1;
    QTest::newRow("workspace") << kWorkspace << 2;
}

void TestModelFuzz::survivesMutation()
{
    QFETCH(QByteArray, content);
    QFETCH(int, reader);
    QTemporaryDir folder;
    std::mt19937 random(20261121);
    int accepted = 0;
    qint64 slowest = 0;
    constexpr int kRounds = 1500;
    for (int round = 0; round < kRounds; ++round) {
        const QByteArray input = mutated(content, random);
        QElapsedTimer timer;
        timer.start();
        std::optional<Error> error;
        if (reader == 0) {
            QFile file(folder.filePath(u"docker-compose.yml"_s));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(input);
            file.close();
            const auto read = readComposeFile(file.fileName(), folder.path());
            if (!read)
                error = read.error();
        } else if (reader == 1) {
            const auto read = parseManifest(input, u"f"_s);
            if (!read)
                error = read.error();
        } else {
            const auto read = parseWorkspaceFile(input, u"f"_s);
            WorkspaceIda ida = read ? read->idas.value(u"a"_s) : WorkspaceIda();
            ida.name = u"a"_s;
            ida.ref = u"fuzz"_s;
            const auto edited = withIda(input, ida);
            if (!read)
                error = read.error();
            // An edit that is handed out is a good one: it reads back, and so does what stood there
            // before.
            if (edited) {
                const auto again = parseWorkspaceFile(*edited, u"f"_s);
                QVERIFY2(again, input.constData());
                QCOMPARE(again->idas.value(u"a"_s).ref, u"fuzz"_s);
                for (const WorkspaceIda &other : read->idas)
                    QVERIFY2(again->idas.contains(other.name), input.constData());
            }
        }
        slowest = std::max(slowest, timer.elapsed());
        accepted += error ? 0 : 1;
        if (error)
            QVERIFY2(!error->message.isEmpty(), input.constData());
    }
    QVERIFY2(slowest < patience(1000), qPrintable(QString::number(slowest)));
    QVERIFY(accepted > kRounds / 100 && accepted < kRounds); // both sides were reached
}

void TestModelFuzz::survivesRandomBytes()
{
    std::mt19937 random(7);
    for (int round = 0; round < 2000; ++round) {
        QByteArray bytes(qsizetype(random() % 400), Qt::Uninitialized);
        for (char &byte : bytes)
            byte = char(round % 2 ? random() % 256 : 32 + random() % 95);
        const auto read = parseYaml(bytes, u"f"_s);
        QVERIFY(read || !read.error().message.isEmpty());
    }
}

QTEST_GUILESS_MAIN(TestModelFuzz)
#include "tst_modelfuzz.moc"
