// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/review/check.h"
#include "foreign/review/lint.h"
#include "foreign/review/sarif.h"
#include "support/scratchfolder.h"

#include <sys/stat.h>

#include <QJsonArray>
#include <QRegularExpression>
#include <QTest>
#include <QUrl>

using namespace devstack;
using namespace devstack::testing;
using namespace Qt::StringLiterals;

namespace {

LintReport lintOf(const ScratchFolder &folder, const ReviewSurroundings &surroundings = {})
{
    const auto subject = readReviewSubject(folder.path());
    if (!subject)
        qFatal("the folder cannot be read");
    return lintRepository(*subject, surroundings);
}

QList<LintFinding> ofRule(const QList<LintFinding> &findings, const QString &rule)
{
    QList<LintFinding> some;
    for (const LintFinding &finding : findings) {
        if (finding.rule == rule)
            some += finding;
    }
    return some;
}

QJsonObject at(const QJsonValue &value, const QString &array, int index)
{
    return value.toObject().value(array).toArray().at(index).toObject();
}

} // namespace

/// What all rules have in common: suppression, order, files that cannot be read, SARIF.
class LintTest : public QObject
{
    Q_OBJECT

private slots:
    void rulesAreTheContract()
    {
        const QStringList contract {
            u"unknown-container"_s,     u"unknown-volume"_s,       u"unreachable-service"_s,
            u"unknown-host"_s,          u"missing-depends-on"_s,   u"dead-port"_s,
            u"client-mismatch"_s,       u"compose-v1"_s,           u"unbounded-wait"_s,
            u"image-unavailable"_s,     u"image-architecture"_s,   u"removed-settings"_s,
            u"missing-mount"_s,         u"restart-loop"_s,         u"fixed-port"_s,
            u"container-name"_s,        u"no-healthcheck"_s,       u"unpinned-image"_s,
            u"anonymous-data-volume"_s, u"one-shot-not-adopted"_s, u"manifest-interpolation"_s,
            u"compose-refused"_s,       u"engine-refused"_s,       u"missing-file"_s,
            u"crlf-script"_s,           u"not-fetched"_s};
        QStringList ids;
        for (const LintRule &rule : lintRules())
            ids += rule.id;
        QCOMPARE(ids, contract);
        QFile docs(QStringLiteral(DEVSTACK_SOURCE_DIR "/docs/checks.md"));
        QVERIFY(docs.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(docs.readAll());
        for (const QString &id : ids)
            QVERIFY2(text.contains(u"\n### "_s + id + u'\n'), qPrintable(id));
    }

    void suppresses_data()
    {
        QTest::addColumn<QByteArray>("compose");
        QTest::addColumn<int>("left");
        QTest::addColumn<QString>("reason");
        const QByteArray head = "services:\n  app:\n    build: .\n";
        QTest::newRow("none") << QByteArray(head + "    restart: always\n") << 1 << QString();
        QTest::newRow("same line") << QByteArray(head
                                                 + "    restart: always # devstack-lint: ignore "
                                                   "restart-loop \xe2\x80\x93 demo machine\n")
                                   << 0 << u"demo machine"_s;
        QTest::newRow("line above") << QByteArray(
            head
            + "    # devstack-lint: ignore fixed-port, restart-loop -- demo\n    restart: always\n")
                                    << 0 << u"demo"_s;
        QTest::newRow("no reason")
            << QByteArray(head + "    # devstack-lint: ignore restart-loop\n    restart: always\n")
            << 0 << QString();
        QTest::newRow("another rule")
            << QByteArray(head + "    # devstack-lint: ignore dead-port\n    restart: always\n")
            << 1 << QString();
        QTest::newRow("two lines above") << QByteArray(
            head + "    # devstack-lint: ignore restart-loop\n    tty: true\n    restart: always\n")
                                         << 1 << QString();
        QTest::newRow("end of the line above") << QByteArray(
            head + "    tty: true # devstack-lint: ignore restart-loop\n    restart: always\n")
                                               << 1 << QString();
        QTest::newRow("whole file")
            << QByteArray("# devstack-lint: ignore-file restart-loop: all demo\n" + head
                          + "    restart: always\n")
            << 0 << u"all demo"_s;
    }

    void suppresses()
    {
        QFETCH(QByteArray, compose);
        const ScratchFolder folder({{u"docker-compose.yml"_s, compose}});
        const LintReport report = lintOf(folder);
        QTEST(int(ofRule(report.findings, u"restart-loop"_s).size()), "left");
        QTEST(ofRule(report.suppressed, u"restart-loop"_s).value(0).justification, "reason");
    }

    void suppressedPlacesLeaveTheOthers()
    {
        const ScratchFolder folder({{u"provision.sh"_s,
                                     "# devstack-lint: ignore compose-v1 – old\ndocker-compose "
                                     "up\ndocker-compose stop\n"}});
        const LintReport report = lintOf(folder);
        const auto left = ofRule(report.findings, u"compose-v1"_s);
        QCOMPARE(left.size(), 1);
        QCOMPARE(left.first().mark.line, 3);
    }

    void unknownRulesAreSaid()
    {
        const ScratchFolder folder({{u"docker-compose.yml"_s,
                                     "services:\n  app:\n    build: .\n    # devstack-lint: ignore "
                                     "restart-loops\n    restart: always\n"}});
        const LintReport report = lintOf(folder);
        QCOMPARE(ofRule(report.findings, u"restart-loop"_s).size(), 1);
        QCOMPARE(report.remarks.size(), 1);
        QCOMPARE(report.remarks.first().where.line, 4);
        QVERIFY(report.remarks.first().hint.contains(u"restart-loop"_s));
        QVERIFY(!report.isIncomplete());
    }

    void unreadableFilesAreSaid()
    {
        const ScratchFolder folder({{u"docker-compose.yml"_s, "services:\n\tapp: {}\n"}});
        const LintReport report = lintOf(folder);
        QVERIFY(report.isIncomplete());
        QCOMPARE(report.problems.value(0).where.file, u"docker-compose.yml"_s);
        QCOMPARE(report.problems.value(0).where.line, 2);
    }

    /// YAML, and no compose file: Compose refuses it, and says so at a place.
    void faultsOfFormAreFindings_data()
    {
        QTest::addColumn<ScratchFiles>("files");
        QTest::addColumn<QString>("place");
        const auto row = [](const char *name, const ScratchFiles &files, const QString &place) {
            QTest::newRow(name) << files << place;
        };
        const QByteArray good = "services: {a: {image: x}}\n";
        const auto one = [](const QByteArray &text) {
            return ScratchFiles {{u"compose.yaml"_s, text}};
        };
        row("nothing below services",
            {{u"compose.yaml"_s, good}, {u"compose.override.yaml"_s, "services:\n"}},
            u"compose.override.yaml:1"_s);
        row("extends what is not there",
            one("services:\n  a:\n    image: x\n    extends: nobody\n"),
            u"compose.yaml:4"_s);
        row("a command of numbers",
            one("services:\n  a:\n    image: x\n    command: [1, true, null]\n"),
            u"compose.yaml:4"_s);
        row("a list of mappings",
            one("services:\n  a: {image: x, environment: [J: 1]}\n"),
            u"compose.yaml:2"_s);
        row("a key twice",
            one("services:\n  a: {image: x}\n  a: {image: y}\n"),
            u"compose.yaml:3"_s);
        row("a value of another type",
            one("services:\n  a: {image: x, environment: {A: !!bool yes}}\n"),
            {});
    }

    void faultsOfFormAreFindings()
    {
        QFETCH(ScratchFiles, files);
        QFETCH(QString, place);
        const ScratchFolder folder(files);
        const LintReport report = lintOf(folder);
        if (place.isEmpty()) { // malformed: nobody can read it
            QVERIFY(report.isIncomplete());
            return;
        }
        const auto found = ofRule(report.findings, u"compose-refused"_s);
        QCOMPARE(found.size(), 1);
        QCOMPARE(u"%1:%2"_s.arg(found.first().mark.file).arg(found.first().mark.line), place);
        QVERIFY(!report.isIncomplete());
        QVERIFY(report.hasErrors());
    }

    void aVariableInTheManifestIsAFindingAndNoRiddle()
    {
        const ScratchFolder folder(
            {{u"docker-compose.yml"_s,
              "services:\n  app: {build: .}\nx-devstack:\n  title: \"${NAME}\"\n"}});
        const LintReport report = lintOf(folder);
        QVERIFY(!report.isIncomplete());
        QVERIFY(report.hasErrors());
    }

    void aWrongManifestHidesNoOtherFinding_data()
    {
        QTest::addColumn<QByteArray>("manifest");
        QTest::addColumn<bool>("incomplete");
        QTest::newRow("none") << QByteArray() << false;
        QTest::newRow("a variable") << QByteArray("x-devstack:\n  title: \"${NAME}\"\n") << false;
        QTest::newRow("unknown key") << QByteArray("x-devstack:\n  tilte: x\n") << true;
        QTest::newRow("unknown service") << QByteArray("x-devstack:\n  primary: nobody\n") << true;
    }

    void aWrongManifestHidesNoOtherFinding()
    {
        QFETCH(QByteArray, manifest);
        const ScratchFolder folder(
            {{u"docker-compose.yml"_s,
              "services:\n  app:\n    build: .\n    restart: always\n    depends_on: [db]\n"
              "  db:\n    image: mysql:8.4\n"
                  + manifest},
             {u"provision.sh"_s, "docker compose exec nobody true\n"}});
        const LintReport report = lintOf(folder);
        for (const char16_t *rule :
             {u"restart-loop", u"no-healthcheck", u"anonymous-data-volume", u"unknown-container"})
            QCOMPARE(ofRule(report.findings, QString::fromUtf16(rule)).size(), 1);
        QTEST(report.isIncomplete(), "incomplete");
    }

    /// Pipes and links that lead out, where Compose, make and shells would open them.
    void whatIsNoFileIsSaid_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("target"); // empty: a pipe
        for (const char *name : {"docker-compose.yml",
                                 "compose.yaml",
                                 "docker-compose-test.yml",
                                 "Makefile",
                                 "bootstrap.sh"}) {
            QTest::addRow("%s is a pipe", name) << QString::fromLatin1(name) << QString();
            QTest::addRow("%s leads out", name) << QString::fromLatin1(name) << u"/etc/passwd"_s;
            QTest::addRow("%s is a device", name) << QString::fromLatin1(name) << u"/dev/zero"_s;
        }
    }

    void whatIsNoFileIsSaid()
    {
        QFETCH(QString, name);
        QFETCH(QString, target);
        const ScratchFolder folder(ScratchFiles {});
        if (target.isEmpty())
            QCOMPARE(::mkfifo(QFile::encodeName(folder.file(name)).constData(), 0600), 0);
        else
            QVERIFY(QFile::link(target, folder.file(name)));
        const LintReport report = lintOf(folder);
        QCOMPARE(report.problems.size(), 1);
        QCOMPARE(report.problems.first().where.file, name);
        QVERIFY(report.isIncomplete());
        const auto checked = checkRepository(*readReviewSubject(folder.path()));
        QCOMPARE(checked.problems.size(), 1);
    }

    void sarifTellsWhatWasNotLookedAt_data()
    {
        QTest::addColumn<QByteArray>("compose");
        QTest::addColumn<bool>("successful");
        QTest::newRow("all") << QByteArray("services:\n  app: {build: .}\n") << true;
        QTest::newRow("remark") << QByteArray(
            "services:\n  app:\n    build: .\n    restart: always # devstack-lint: "
            "ignore nothing\n") << true;
        QTest::newRow("too deep") << QByteArray(QByteArray(500, '[')) << false;
        QTest::newRow("too big") << QByteArray(2 * 1024 * 1024, '#') << false;
    }

    void sarifTellsWhatWasNotLookedAt()
    {
        QFETCH(QByteArray, compose);
        const ScratchFolder folder({{u"docker-compose.yml"_s, compose}});
        const LintReport report = lintOf(folder);
        const QJsonObject run = at(toSarif({report}, u"2.0"_s), u"runs"_s, 0);
        const QJsonObject invocation = at(run, u"invocations"_s, 0);
        QTEST(invocation.value(u"executionSuccessful"_s).toBool(), "successful");
        QCOMPARE(invocation.value(u"toolExecutionNotifications"_s).toArray().size(),
                 report.problems.size() + report.remarks.size());
    }

    void sarifNamesFilesThatExist()
    {
        const QString name = u"provision\x1b[31m %41.sh"_s;
        const ScratchFolder folder(
            {{name,
              "docker-compose up # devstack-lint: ignore fixed-port\ndocker-compose stop\n"}});
        const LintReport report = lintOf(folder);
        const auto findings = ofRule(report.findings, u"compose-v1"_s);
        QCOMPARE(findings.size(), 1);
        QCOMPARE(findings.first().text, u"docker-compose up # devstack-lint: ignore fixed-port"_s);
        const QJsonObject run = at(toSarif({report}, u"2.0"_s), u"runs"_s, 0);
        const QString uri = at(at(run, u"results"_s, 0), u"locations"_s, 0)
                                .value(u"physicalLocation"_s)
                                .toObject()
                                .value(u"artifactLocation"_s)
                                .toObject()
                                .value(u"uri"_s)
                                .toString();
        QCOMPARE(QUrl::fromPercentEncoding(uri.toLatin1()), name);
    }

    void otherIdasProvideNames()
    {
        const ScratchFolder folder(
            {{u"docker-compose.yml"_s,
              "services:\n  app:\n    build: .\n    environment: {CATALOG_HOST: catalog-app}\n"}});
        QCOMPARE(ofRule(lintOf(folder).findings, u"unknown-host"_s).size(), 1);
        ReviewSurroundings surroundings;
        surroundings.workspace = true;
        surroundings.providers.insert(u"catalog-app"_s, u"catalog"_s);
        QCOMPARE(ofRule(lintOf(folder, surroundings).findings, u"unknown-host"_s).size(), 0);
    }

    void hostileFilesCostNothing()
    {
        ScratchFolder folder({{u"docker-compose.yml"_s, "services:\n  app: {build: .}\n"},
                              {u"Makefile"_s, QByteArray(10 * 1024 * 1024, 'a')},
                              {QString(u"provision\n\x1b[31m.sh"_s), "docker-compose up\n"}});
        QVERIFY(QFile::link(u"/etc/passwd"_s, folder.file(u"provision-x.sh"_s)));
        const LintReport report = lintOf(folder);
        QVERIFY(!report.problems.isEmpty());
        for (const LintFinding &finding : report.findings) {
            QVERIFY(!finding.mark.file.contains(u'\n'));
            QVERIFY(finding.mark.file != u"provision-x.sh");
        }
    }

    void sarifIsWellFormed()
    {
        const ScratchFolder folder(
            {{u"docker-compose.yml"_s,
              "services:\n  app:\n    build: .\n    restart: always\n  b:\n    build: .\n"
              "    # devstack-lint: ignore restart-loop – meant\n    restart: always\n"}});
        const LintReport report = lintOf(folder);
        const QJsonObject log = toSarif({report}, u"2.0"_s);
        QCOMPARE(log.value(u"version"_s).toString(), u"2.1.0"_s);
        QVERIFY(log.value(u"$schema"_s).toString().contains(u"sarif-2.1.0"_s));
        const QJsonObject run = at(log, u"runs"_s, 0);
        const QJsonObject driver = run.value(u"tool"_s).toObject().value(u"driver"_s).toObject();
        QCOMPARE(driver.value(u"name"_s).toString(), u"devstack"_s);
        const QJsonArray rules = driver.value(u"rules"_s).toArray();
        QCOMPARE(rules.size(), lintRules().size());
        const QJsonArray results = run.value(u"results"_s).toArray();
        QCOMPARE(results.size(), report.findings.size() + report.suppressed.size());
        QSet<QString> prints;
        int suppressed = 0;
        for (const QJsonValue &value : results) {
            const QJsonObject result = value.toObject();
            QCOMPARE(rules.at(result.value(u"ruleIndex"_s).toInt()).toObject().value(u"id"_s),
                     result.value(u"ruleId"_s));
            QVERIFY((QStringList {u"error"_s, u"warning"_s, u"note"_s})
                        .contains(result.value(u"level"_s).toString()));
            const QJsonObject place
                = at(result, u"locations"_s, 0).value(u"physicalLocation"_s).toObject();
            QCOMPARE(place.value(u"artifactLocation"_s).toObject().value(u"uri"_s).toString(),
                     u"docker-compose.yml"_s);
            QCOMPARE(place.value(u"artifactLocation"_s).toObject().value(u"uriBaseId"_s).toString(),
                     u"%SRCROOT%"_s);
            QVERIFY(place.value(u"region"_s).toObject().value(u"startLine"_s).toInt() >= 1);
            prints.insert(result.value(u"partialFingerprints"_s)
                              .toObject()
                              .value(u"devstackFinding/v1"_s)
                              .toString());
            if (!result.value(u"suppressions"_s).isUndefined()) {
                ++suppressed;
                QCOMPARE(at(result, u"suppressions"_s, 0).value(u"kind"_s).toString(),
                         u"inSource"_s);
                QCOMPARE(at(result, u"suppressions"_s, 0).value(u"justification"_s).toString(),
                         u"meant"_s);
            }
        }
        QCOMPARE(suppressed, 1);
        QCOMPARE(prints.size(), results.size());
    }

    void fingerprintsSurviveMovedLines()
    {
        const QByteArray compose = "services:\n  app:\n    build: .\n    restart: always\n";
        const auto printOf = [](const QByteArray &text) {
            const ScratchFolder folder({{u"docker-compose.yml"_s, text}});
            return fingerprintOf(ofRule(lintOf(folder).findings, u"restart-loop"_s).value(0), 0);
        };
        QCOMPARE(printOf("# a new line\n" + compose), printOf(compose));
    }
};

QTEST_GUILESS_MAIN(LintTest)
#include "tst_lint.moc"
