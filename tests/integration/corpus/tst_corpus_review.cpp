// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/review/check.h"
#include "foreign/review/lint.h"
#include "foreign/review/scaffold/scaffold.h"
#include "model/compose/composereader.h"

#include <QDir>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

using namespace devstack;
using namespace Qt::StringLiterals;

namespace {

QString corpus()
{
    return qEnvironmentVariable("DEVSTACK_CORPUS");
}

QStringList places(const QList<Evidence> &evidence)
{
    QStringList list;
    for (const Evidence &item : evidence)
        list += item.mark.file + u':' + QString::number(item.mark.line);
    return list;
}

LintReport lintOf(const QString &repository)
{
    const auto subject = readReviewSubject(QDir(corpus()).filePath(repository));
    return subject ? lintRepository(*subject, {}) : LintReport();
}

/// Kilobytes of memory in use.
qint64 residentKilobytes()
{
    QFile file(u"/proc/self/statm"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toLongLong() * 4 : 0;
}

void copyFolder(const QString &from, const QString &to)
{
    QDirIterator files(from, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next();
        const QString relative = QDir(from).relativeFilePath(path);
        if (relative.startsWith(u".git/"_s) || files.fileInfo().size() > 500000)
            continue;
        QDir().mkpath(QFileInfo(to + u'/' + relative).path());
        QFile::copy(path, to + u'/' + relative);
        QFile::setPermissions(to + u'/' + relative, QFile::permissions(path) | QFile::WriteOwner);
    }
}

int run(const QString &folder, const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setWorkingDirectory(folder);
    process.start(program, arguments);
    process.waitForFinished();
    if (process.exitCode() != 0)
        qWarning("%s", process.readAllStandardError().constData());
    return process.exitCode();
}

} // namespace

/// check, lint and scaffold on real repositories, as they are.
class TestCorpusReview : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        if (corpus().isEmpty())
            QSKIP("DEVSTACK_CORPUS names no folder with checkouts of real repositories");
    }

    void checks_data()
    {
        QTest::addColumn<QString>("repository");
        QTest::addColumn<QString>("id");
        QTest::addColumn<bool>("pass");
        QTest::addColumn<QStringList>("evidence"); // the first ones; empty: not looked at
        const auto row
            = [](const char *repository, const char *id, bool pass, const QStringList &evidence) {
                  QTest::addRow("%s %s", repository, id)
                      << QString::fromLatin1(repository) << QString::fromLatin1(id) << pass
                      << evidence;
              };
        row("credentials", "dockerfile", true, {u"Dockerfile:1"_s});
        row("credentials", "publish", true, {u".github/workflows/push-docker-image.yml:45"_s});
        row("credentials", "compose", false, {});
        row("credentials", "bootstrap", false, {});
        row("credentials", "bootstrap.dependencies", false, {});
        row("credentials", "environment", true, {u"credentials/settings/devstack.py:7"_s});
        row("credentials", "environment.overridable", false, {});
        row("credentials", "schema.volume", false, {});
        row("credentials", "schema.production", false, {});
        row("credentials", "targets", false, {});

        row("license-manager", "dockerfile", true, {u"Dockerfile:1"_s});
        row("license-manager", "publish", false, {});
        row("license-manager", "compose", true, {u"docker-compose.yml:15"_s});
        row("license-manager", "bootstrap", true, {u"provision-license-manager.sh:1"_s});
        row("license-manager",
            "bootstrap.dependencies",
            false,
            {u"provision-license-manager.sh:34"_s});
        row("license-manager", "environment", true, {u"license_manager/settings/devstack.py:19"_s});
        row("license-manager", "environment.overridable", false, {});
        row("license-manager", "schema.volume", true, {u"docker-compose.yml:13"_s});
        row("license-manager", "schema.production", false, {});
        row("license-manager",
            "targets",
            true,
            {u"Makefile:168"_s,
             u"Makefile:181"_s,
             u"Makefile:165"_s,
             u"Makefile:99"_s,
             u"Makefile:187"_s,
             u"Makefile:193"_s});

        row("course-discovery", "dockerfile", true, {u"Dockerfile:1"_s});
        row("course-discovery", "publish", true, {u".github/workflows/docker-publish.yml:31"_s});
        row("course-discovery", "compose", true, {u"docker-compose.yml:39"_s});
        row("course-discovery", "bootstrap", false, {});
        row("course-discovery", "bootstrap.dependencies", false, {});
        row("course-discovery", "environment", false, {});
        row("course-discovery", "environment.overridable", false, {});
        row("course-discovery", "schema.volume", true, {u"docker-compose.yml:17"_s});
        row("course-discovery", "schema.production", false, {});
        row("course-discovery", "targets", false, {});

        row("commerce-coordinator", "bootstrap.dependencies", true, {});
        row("commerce-coordinator", "targets", false, {});
        row("enterprise-catalog", "bootstrap.dependencies", false, {});
        row("enterprise-access", "bootstrap.dependencies", false, {});
        row("enterprise-access", "publish", true, {});
        row("edx-exams", "bootstrap.dependencies", false, {});
        row("portal-designer", "bootstrap.dependencies", false, {});
        row("edx-analytics-data-api", "compose", false, {});
        row("edx-search", "compose", false, {});
        row("blockstore", "compose", false, {});
        row("blockstore", "dockerfile", false, {u"Dockerfile-38:1"_s});
        row("edx-notes-api", "publish", true, {u".github/workflows/push-docker-image.yml:44"_s});
        row("mitxonline", "environment.overridable", true, {});
    }

    void checks()
    {
        QFETCH(QString, repository);
        QFETCH(QString, id);
        QFETCH(QStringList, evidence);
        const auto subject = readReviewSubject(QDir(corpus()).filePath(repository));
        QVERIFY(subject);
        const RepositoryCheck check = checkRepository(*subject);
        const CheckResult *result = check.find(id);
        QVERIFY(result);
        QTEST(result->pass, "pass");
        if (!evidence.isEmpty())
            QCOMPARE(places(result->evidence).mid(0, evidence.size()), evidence);
    }

    void lints_data()
    {
        QTest::addColumn<QString>("repository");
        QTest::addColumn<QString>("rule");
        QTest::addColumn<QString>("place"); // file:line of one of the finding's places
        const auto row = [](const char *repository, const char *rule, const char *place) {
            QTest::addRow("%s %s %s", repository, rule, place)
                << QString::fromLatin1(repository) << QString::fromLatin1(rule)
                << QString::fromLatin1(place);
        };
        for (const char *line : {"22", "31", "35"})
            row("commerce-coordinator",
                "unknown-container",
                qPrintable(u"provision-commerce-coordinator.sh:"_s + QString::fromLatin1(line)));
        row("enterprise-catalog", "unknown-container", "Makefile:142");
        row("enterprise-access", "unknown-container", "Makefile:245");
        row("enterprise-access", "unknown-container", "Makefile:252");
        row("devstack", "unknown-container", "Makefile:556");
        row("enterprise-catalog", "unknown-volume", "Makefile:183");
        row("portal-designer", "unknown-volume", "Makefile:156");
        row("license-manager", "unreachable-service", "docker-compose.yml:46");
        row("edx-exams", "unreachable-service", "docker-compose.yml:16");
        row("license-manager", "unknown-host", "docker-compose.yml:39");
        row("license-manager", "unknown-host", "docker-compose.yml:62");
        row("enterprise-catalog", "unknown-host", "docker-compose.yml:53");
        row("blockstore", "unknown-host", "docker-compose-38.yml:28");
        row("mitxonline", "unknown-host", "docker-compose.yml:15");
        row("edx-exams", "missing-depends-on", "docker-compose.yml:20");
        row("commerce-coordinator", "client-mismatch", "provision-commerce-coordinator.sh:55");
        for (const char *repository : {"blockstore",
                                       "commerce-coordinator",
                                       "edx-exams",
                                       "edx-search",
                                       "enterprise-access",
                                       "enterprise-catalog",
                                       "enterprise-subsidy",
                                       "license-manager",
                                       "portal-designer"})
            row(repository, "compose-v1", "");
        for (const char *repository : {"commerce-coordinator",
                                       "edx-exams",
                                       "enterprise-access",
                                       "enterprise-catalog",
                                       "enterprise-subsidy",
                                       "license-manager",
                                       "portal-designer"}) {
            row(repository, "unbounded-wait", "");
            row(repository, "removed-settings", "");
            row(repository, "restart-loop", "");
        }
        row("blockstore", "removed-settings", "Makefile:39");
        row("edx-exams", "image-unavailable", "docker-compose.yml:22");
        row("enterprise-access", "image-unavailable", "docker-compose.yml:26");
        row("portal-designer", "image-architecture", "docker-compose.yml:4");
        row("course-discovery", "image-architecture", "docker-compose.yml:5");
        row("commerce-coordinator", "image-architecture", "docker-compose.yml:4");
        row("license-manager", "missing-mount", "docker-compose.yml:23");
        row("enterprise-catalog", "missing-mount", "docker-compose.yml:35");
        row("course-discovery", "fixed-port", "docker-compose.yml:15");
        row("course-discovery", "container-name", "docker-compose.yml:6");
        row("course-discovery", "unpinned-image", "docker-compose.yml:41");
        row("ocw-studio", "unpinned-image", "");
        row("mitxonline", "anonymous-data-volume", "docker-compose.yml:27");
        row("ocw-studio", "one-shot-not-adopted", "");
        row("license-manager", "no-healthcheck", "docker-compose.yml:3");
        row("license-manager", "dead-port", "docker-compose.yml:71");
    }

    void lints()
    {
        QFETCH(QString, repository);
        QFETCH(QString, rule);
        QFETCH(QString, place);
        QStringList found;
        for (const LintFinding &finding : lintOf(repository).findings) {
            if (finding.rule != rule)
                continue;
            found += finding.mark.file + u':' + QString::number(finding.mark.line);
            for (const SourceMark &mark : finding.also)
                found += mark.file + u':' + QString::number(mark.line);
        }
        QVERIFY2(place.isEmpty() ? !found.isEmpty() : found.contains(place),
                 qPrintable(found.join(u' ')));
    }

    void lintsNot_data()
    {
        QTest::addColumn<QString>("repository");
        QTest::addColumn<QString>("rule");
        const auto row = [](const char *repository, const char *rule) {
            QTest::addRow("%s %s", repository, rule)
                << QString::fromLatin1(repository) << QString::fromLatin1(rule);
        };
        row("ocw-studio", "unreachable-service");
        row("ocw-studio", "image-unavailable");
        row("ocw-studio", "unknown-host");
        row("mit-learn", "image-unavailable");
        row("mit-learn", "unknown-host");
        row("mitxpro", "unknown-container");
        row("enterprise-subsidy", "unknown-volume");
        row("license-manager", "client-mismatch");
        row("enterprise-access", "client-mismatch");
        row("enterprise-catalog", "unreachable-service");
        row("edx-search", "dead-port");
        row("edx-analytics-data-api", "dead-port");
        row("devstack", "unknown-host");
        row("credentials", "unknown-container");
    }

    void lintsNot()
    {
        QFETCH(QString, repository);
        QFETCH(QString, rule);
        for (const LintFinding &finding : lintOf(repository).findings)
            QVERIFY2(finding.rule != rule,
                     qPrintable(finding.mark.toString() + u' ' + finding.message));
    }

    void scaffolds_data()
    {
        QTest::addColumn<QString>("repository");
        QTest::addColumn<QStringList>("left");
        QTest::newRow("license-manager")
            << u"license-manager"_s
            << QStringList {u"environment.overridable"_s, u"schema.production"_s};
        QTest::newRow("enterprise-access")
            << u"enterprise-access"_s
            << QStringList {u"environment.overridable"_s, u"schema.production"_s};
        QTest::newRow("enterprise-catalog")
            << u"enterprise-catalog"_s
            << QStringList {u"environment.overridable"_s, u"schema.production"_s};
        QTest::newRow("portal-designer")
            << u"portal-designer"_s
            << QStringList {u"environment.overridable"_s, u"schema.production"_s};
        QTest::newRow("course-discovery")
            << u"course-discovery"_s
            << QStringList {u"environment"_s, u"environment.overridable"_s, u"schema.production"_s};
    }

    void scaffolds()
    {
        QFETCH(QString, repository);
        const QTemporaryDir folder;
        const QString copy = folder.filePath(repository);
        copyFolder(QDir(corpus()).filePath(repository), copy);
        const auto subject = readReviewSubject(copy);
        QVERIFY(subject);
        const ScaffoldPlan plan = *planScaffold(*subject, KnownNames::builtIn());
        const auto written = writeScaffold(plan);
        QVERIFY2(written, written ? "" : qPrintable(written.error().toText()));
        const auto after = readReviewSubject(copy);
        QVERIFY(after);
        const QList<Error> faults = after->unreadable + after->manifestFaults;
        QVERIFY2(faults.isEmpty(), faults.isEmpty() ? "" : qPrintable(faults.first().toText()));
        QStringList failing;
        for (const CheckResult &result : checkRepository(*after).results) {
            if (!result.pass)
                failing += result.id;
            if (result.id == u"bootstrap.dependencies" && !result.pass)
                qWarning() << result.message << places(result.evidence) << plan.left.value(0).why;
        }
        QTEST(failing, "left");
        for (const QString &script : QDir(copy).entryList({u"bootstrap.sh"_s}))
            QCOMPARE(run(copy, u"bash"_s, {u"-n"_s, script}), 0);
        QStringList targets {u"dev.up"_s, u"dev.provision"_s, u"dev.migrate"_s};
        // Repositories with a “%-logs” of their own keep it.
        if (QFile::exists(copy + u"/devstack.mk"_s))
            targets += u"dev.logs"_s;
        for (const QString &target : std::as_const(targets))
            QCOMPARE(run(copy, u"make"_s, {u"-n"_s, target}), 0);
    }

    /// A figure, no promise: it is printed and not judged.
    void allOfThem()
    {
        QElapsedTimer timer;
        timer.start();
        const qint64 before = residentKilobytes();
        int repositories = 0;
        int findings = 0;
        for (const QString &name : QDir(corpus()).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
            const auto subject = readReviewSubject(QDir(corpus()).filePath(name));
            QVERIFY(subject);
            QCOMPARE(checkRepository(*subject).results.size(), checkIds().size());
            findings += int(lintRepository(*subject, {}).findings.size());
            ++repositories;
        }
        qInfo("%d repositories checked and linted in %lld ms, %d findings, %lld kB more resident",
              repositories,
              timer.elapsed(),
              findings,
              residentKilobytes() - before);
        QVERIFY(repositories > 0);
    }
};

QTEST_GUILESS_MAIN(TestCorpusReview)
#include "tst_corpus_review.moc"
