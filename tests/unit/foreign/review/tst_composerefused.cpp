// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/review/check.h"
#include "foreign/review/lint.h"
#include "model/compose/composereader.h"
#include "support/scratchfolder.h"

#include <QDirIterator>
#include <QFile>
#include <QTest>

#include <algorithm>

using namespace devstack;
using namespace devstack::testing;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(devstack::testing::ScratchFiles)

namespace {

QList<LintFinding> faultsOf(const LintReport &report)
{
    QList<LintFinding> faults;
    for (const LintFinding &finding : report.findings) {
        if (finding.rule == u"compose-refused" || finding.rule == u"missing-file")
            faults += finding;
    }
    return faults;
}

LintReport lintOf(const QString &path)
{
    const auto subject = readReviewSubject(path);
    if (!subject)
        qFatal("the folder cannot be read");
    return lintRepository(*subject, {});
}

} // namespace

/// What Compose refuses to load, against its own verdicts (data/composeverdicts.txt, compared with
/// Compose itself by tests/integration/corpus/test_refused.py).
class ComposeRefusedTest : public QObject
{
    Q_OBJECT

private slots:
    void agreesWithCompose_data()
    {
        QTest::addColumn<QByteArray>("compose");
        QTest::addColumn<QString>("verdict");
        QFile file(QStringLiteral(DEVSTACK_SOURCE_DIR
                                  "/tests/unit/foreign/review/data/composeverdicts.txt"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString all = QString::fromUtf8(file.readAll());
        for (const QString &part : all.split(u"### "_s).sliced(1)) {
            const QString heading = part.section(u'\n', 0, 0);
            QTest::newRow(qPrintable(heading.section(u' ', 0, 0)))
                << part.section(u'\n', 1).toUtf8() << heading.section(u' ', 1);
        }
    }

    void agreesWithCompose()
    {
        QFETCH(QByteArray, compose);
        QFETCH(QString, verdict);
        const ScratchFolder folder({{u"base.yaml"_s, "services:\n  base:\n    image: b\n"},
                                    {u"good.env"_s, "A=b\n"},
                                    {u"bad.env"_s, "A b=c\n"},
                                    {u"sub/there"_s, "x\n"}});
        const QString all = QString::fromUtf8(compose);
        folder.write(u"compose.yaml"_s, all.section(u"=== "_s, 0, 0).toUtf8());
        for (const QString &file : all.split(u"=== "_s).sliced(1))
            folder.write(file.section(u'\n', 0, 0), file.section(u'\n', 1).toUtf8());
        const auto subject = readReviewSubject(folder.path());
        QVERIFY(subject);
        const LintReport report = lintRepository(*subject, {});
        QList<LintFinding> faults = faultsOf(report);
        if (verdict == u"loads") // a secret's file is looked for when a container starts
            faults.removeIf([](const LintFinding &one) { return one.rule == u"missing-file"; });
        const bool found = !faults.isEmpty() || !subject->unreadable.isEmpty();
        for (const LintFinding &fault : std::as_const(faults)) {
            QVERIFY(fault.severity == LintSeverity::Error);
            QVERIFY(!fault.fix.isEmpty());
            QVERIFY(QFile::exists(folder.file(fault.mark.file)));
            QVERIFY2(fault.mark.line > 0, qPrintable(fault.message));
        }
        const QString first = faults.isEmpty() ? QString() : faults.first().message;
        QVERIFY2(found == (verdict == u"refused"), qPrintable(verdict + u": " + first));
        const bool isRefused = std::ranges::any_of(
            faults, [](const LintFinding &one) { return one.rule == u"compose-refused"; });
        if (isRefused)
            QVERIFY(!checkRepository(*subject).find(u"compose"_s)->pass);
    }

    void placesAndFixes_data()
    {
        QTest::addColumn<QByteArray>("service");
        QTest::addColumn<int>("line");
        QTest::addColumn<QString>("says");
        QTest::addColumn<QString>("fix");
        QTest::newRow("unknown key")
            << QByteArray("    enviroment: {A: b}\n") << 4 << u"“enviroment”"_s << u"environment"_s;
        QTest::newRow("condition")
            << QByteArray("    depends_on:\n      app2:\n        condition: service_heathy\n") << 6
            << u"service_heathy"_s << u"service_healthy"_s;
        QTest::newRow("interval") << QByteArray(
            "    healthcheck:\n      test: 'true'\n      interval: 10\n")
                                  << 6 << u"the number 10"_s << u"10s"_s;
        QTest::newRow("port") << QByteArray("    ports:\n      - 80:80\n      - http:80\n") << 6
                              << u"“http” is no port"_s << u"8080:80"_s;
        QTest::newRow("volume") << QByteArray("    volumes: ['src/app:/data']\n") << 4
                                << u"“src/app”"_s << u"./src/app"_s;
        QTest::newRow("service") << QByteArray("    depends_on: [appp2]\n") << 4 << u"“appp2”"_s
                                 << u"app2"_s;
    }

    void placesAndFixes()
    {
        QFETCH(QByteArray, service);
        const ScratchFolder folder(
            {{u"compose.yaml"_s,
              "services:\n  app:\n    image: x\n" + service + "  app2:\n    image: y\n"}});
        const QList<LintFinding> faults = faultsOf(lintOf(folder.path()));
        QVERIFY(!faults.isEmpty());
        QTEST(faults.first().mark.line, "line");
        QFETCH(QString, says);
        QFETCH(QString, fix);
        QVERIFY2(faults.first().message.contains(says), qPrintable(faults.first().message));
        QVERIFY2(faults.first().fix.contains(fix), qPrintable(faults.first().fix));
    }

    void namesTheExample_data()
    {
        QTest::addColumn<ScratchFiles>("files");
        QTest::addColumn<QString>("fix");
        const QByteArray head = "services:\n  app:\n    image: x\n";
        const ScratchFiles withEnvironment {{u"compose.yaml"_s, head + "    env_file: .env\n"}};
        const auto with = [&](const QString &name, const QByteArray &content) {
            ScratchFiles files = withEnvironment;
            files.append({name, content});
            return files;
        };
        QTest::newRow("example") << with(u".env.example"_s, "A=b\n")
                                 << u"Copy .env.example to .env"_s;
        QTest::newRow("sample") << with(u"env.sample"_s, "A=b\n") << u"Copy env.sample to .env"_s;
        QTest::newRow("target") << with(u"Makefile"_s, ".env:\n\tcp x .env\n") << u"make .env"_s;
        QTest::newRow("nothing") << withEnvironment << u"Add .env"_s;
        QTest::newRow("secret's file")
            << ScratchFiles {{u"compose.yaml"_s,
                              head + "    secrets: [s]\nsecrets:\n  s:\n    file: key.txt\n"},
                             {u"key.txt.example"_s, "x\n"}}
            << u"Copy key.txt.example"_s;
        QTest::newRow("undeclared secret")
            << ScratchFiles {{u"compose.yaml"_s, head + "    secrets: [s]\n"},
                             {u"compose.override.yaml.example"_s,
                              "secrets:\n  s:\n    environment: S\n"}}
            << u"copy it to compose.override.yaml"_s;
        QTest::newRow("undeclared service")
            << ScratchFiles {{u"compose.yaml"_s, head + "    depends_on: [db]\n"},
                             {u"docker-compose.db.yml"_s, "services:\n  db:\n    image: x\n"}}
            << u"docker-compose.db.yml declares it"_s;
    }

    void namesTheExample()
    {
        QFETCH(ScratchFiles, files);
        QFETCH(QString, fix);
        const ScratchFolder folder(files);
        const QList<LintFinding> faults = faultsOf(lintOf(folder.path()));
        QVERIFY(!faults.isEmpty());
        QVERIFY2(faults.first().fix.contains(fix), qPrintable(faults.first().fix));
    }

    void layersCountTogether_data()
    {
        QTest::addColumn<ScratchFiles>("files");
        QTest::addColumn<int>("faults");
        const QByteArray app = "services:\n  app:\n    image: x\n";
        QTest::newRow("declared by the override")
            << ScratchFiles {{u"compose.yaml"_s, app + "    secrets: [s]\n"},
                             {u"compose.override.yaml"_s, "secrets:\n  s:\n    environment: S\n"}}
            << 0;
        QTest::newRow("taken away by the override")
            << ScratchFiles {{u"compose.yaml"_s, app + "    depends_on: [gone]\n"},
                             {u"compose.override.yaml"_s,
                              "services:\n  app:\n    depends_on: !reset []\n"}}
            << 0;
        QTest::newRow("image of an extended service")
            << ScratchFiles {{u"compose.yaml"_s,
                              "services:\n  app:\n    extends: {file: base.yaml, service: b}\n"},
                             {u"base.yaml"_s, "services:\n  b:\n    image: x\n"}}
            << 0;
        QTest::newRow("secret of an extended service") << ScratchFiles {
            {u"compose.yaml"_s, "services:\n  app:\n    extends: {file: base.yaml, service: b}\n"},
            {u"base.yaml"_s,
             "services:\n  b:\n    image: x\n    secrets: [s]\n  other:\n    "
             "imagee: y\n"}} << 1;
        QTest::newRow("from outside of the repository")
            << ScratchFiles {{u"compose.yaml"_s,
                              "include: [../other/compose.yaml]\n" + app
                                  + "    depends_on: [theirs]\n"}}
            << 0;
        QTest::newRow("profile of .env")
            << ScratchFiles {{u"compose.yaml"_s,
                              app + "    depends_on: [b]\n  b:\n    image: x\n    profiles: [p]\n"},
                             {u".env"_s, "COMPOSE_PROFILES=p\n"}}
            << 0;
    }

    void layersCountTogether()
    {
        QFETCH(ScratchFiles, files);
        const ScratchFolder folder(files);
        const LintReport report = lintOf(folder.path());
        QList<LintFinding> faults = faultsOf(report);
        faults.removeIf([](const LintFinding &one) { return one.rule == u"missing-file"; });
        QTEST(int(faults.size()), "faults");
    }

    /// The forty ordinary stacks: not one false alarm.
    void ordinaryStacks()
    {
        const QString corpus = qEnvironmentVariable("DEVSTACK_CORPUS_FILES");
        if (corpus.isEmpty())
            QSKIP("DEVSTACK_CORPUS_FILES is not set");
        int stacks = 0;
        QDirIterator folders(corpus + u"/compose/awesome-compose"_s,
                             QDir::Dirs | QDir::NoDotAndDotDot);
        while (folders.hasNext()) {
            const QString folder = folders.next();
            const auto subject = readReviewSubject(folder);
            QVERIFY(subject);
            if (subject->composeFiles.isEmpty())
                continue;
            ++stacks;
            for (const LintFinding &fault : lintRepository(*subject, {}).findings)
                QVERIFY2(fault.rule != u"compose-refused",
                         qPrintable(folder + u": " + fault.message));
        }
        qInfo("%d stacks", stacks);
        QVERIFY(stacks >= 35);
    }
};

QTEST_GUILESS_MAIN(ComposeRefusedTest)
#include "tst_composerefused.moc"
