// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/inspect/inferredmanifest.h"
#include "foreign/inspect/repositoryfacts.h"
#include "model/compose/composereader.h"
#include "model/compose/manifestcheck.h"
#include "model/compose/serviceroles.h"
#include "model/manifest/manifestreader.h"

#include <QDir>
#include <QElapsedTimer>
#include <QtTest>

using namespace devstack;
using namespace Qt::StringLiterals;

namespace {

struct Repository
{
    ComposeFile compose;
    RepositoryFacts facts;
};

/// What the references of a repository come to, by known names: "lms ← file:lines".
QString placesOf(const RepositoryFacts &facts, const QString &ida)
{
    QMap<QString, QStringList> lines;
    for (const NameReference &reference : facts.references) {
        const KnownService *known = KnownNames::builtIn().find(reference.name);
        if (!known)
            known = reference.source == NameReference::Source::Catalog
                ? KnownNames::builtIn().named(reference.name)
                : nullptr;
        if (known && known->ida == ida) {
            QStringList &list = lines[reference.evidence.mark.file];
            const QString line = QString::number(reference.evidence.mark.line);
            if (!list.contains(line))
                list += line;
        }
    }
    QStringList places;
    for (auto it = lines.begin(); it != lines.end(); ++it)
        places += it.key() + u':' + it->join(u',');
    return places.join(u' ');
}

} // namespace

/// Real repositories, as they are.
class TestCorpusInspect : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void references_data();
    void references();
    void kinds_data();
    void kinds();
    void verbs_data();
    void verbs();
    void primaries_data();
    void primaries();
    void usersFoldersAndVariables();
    void inferredManifests();
    void inferredManifestsAreValid();

private:
    QMap<QString, Repository> m_repositories;
};

void TestCorpusInspect::initTestCase()
{
    const QString corpus = qEnvironmentVariable("DEVSTACK_CORPUS");
    if (corpus.isEmpty())
        QSKIP("DEVSTACK_CORPUS names no folder with checkouts");
    QElapsedTimer clock;
    clock.start();
    for (const QString &name : QDir(corpus).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const Checkout checkout(corpus + u'/' + name);
        Repository repository;
        if (const QStringList files = composeFilesIn(checkout.root()); !files.isEmpty()) {
            auto compose = readComposeFiles(files, checkout.root());
            if (compose)
                repository.compose = std::move(*compose);
            else
                qInfo("%s", qPrintable(name + u": "_s + compose.error().toText()));
        }
        QElapsedTimer one;
        one.start();
        repository.facts = readFacts(checkout, repository.compose);
        qInfo("%s: %lld ms", qPrintable(name), one.elapsed());
        m_repositories.insert(name, repository);
    }
    qInfo("%lld repositories in %lld ms", m_repositories.size(), clock.elapsed());
}

void TestCorpusInspect::references_data()
{
    QTest::addColumn<QString>("repository");
    QTest::addColumn<QString>("ida");
    QTest::addColumn<QString>("places");
    const auto row = [](const char16_t *repository, const char16_t *ida, const char16_t *places) {
        const QString name = QString::fromUtf16(repository), to = QString::fromUtf16(ida);
        QTest::newRow(qPrintable(name + u" → "_s + to)) << name << to << QString::fromUtf16(places);
    };
    row(u"enterprise-catalog",
        u"edx-platform",
        u"enterprise_catalog/settings/devstack.py:4,10,59 provision-catalog.sh:28,31,32");
    row(u"enterprise-catalog", u"course-discovery", u"enterprise_catalog/settings/devstack.py:60");
    row(u"enterprise-catalog", u"ecommerce", u"enterprise_catalog/settings/devstack.py:62");
    row(u"enterprise-catalog", u"license-manager", u"enterprise_catalog/settings/devstack.py:63");
    row(u"enterprise-catalog", u"redis", u"Makefile:177 docker-compose.yml:53,98,70");
    row(u"license-manager",
        u"edx-platform",
        u"license_manager/settings/devstack.py:4,22,68 provision-license-manager.sh:34,37,38");
    row(u"license-manager", u"enterprise-catalog", u"license_manager/settings/devstack.py:67");
    row(u"license-manager", u"redis", u"Makefile:179 docker-compose.yml:39,91,62");
    row(u"portal-designer",
        u"edx-platform",
        u"designer/settings/devstack.py:10,16 provision-designer.sh:28,31,32");
    row(u"credentials", u"edx-platform", u"credentials/settings/devstack.py:55,69");
    row(u"credentials", u"memcached", u"credentials/settings/devstack.py:20");
    row(u"course-discovery",
        u"edx-platform",
        u"catalog-info.yaml:24,25 course_discovery/settings/devstack.py:77,81");
    row(u"course-discovery", u"ecommerce", u"catalog-info.yaml:27");
    row(u"commerce-coordinator", u"mysql57", u"find-start-lms.sh:34");
    row(u"blockstore", u"mysql57", u"Makefile:39,101,107");
}

void TestCorpusInspect::references()
{
    QFETCH(QString, repository);
    QFETCH(QString, ida);
    QFETCH(QString, places);
    QVERIFY(m_repositories.contains(repository));
    QCOMPARE(placesOf(m_repositories[repository].facts, ida), places);
}

void TestCorpusInspect::kinds_data()
{
    QTest::addColumn<QString>("repository");
    QTest::addColumn<QString>("kind");
    const QList<std::pair<QString, QString>> kinds {
        {u"edx-search"_s, u"third-party-only"_s},
        {u"edx-analytics-data-api"_s, u"third-party-only"_s},
        {u"credentials"_s, u"no-compose"_s},
        {u"registrar"_s, u"no-compose"_s},
        {u"taxonomy-connector"_s, u"no-compose"_s},
        {u"blockstore"_s, u"no-compose"_s},
        {u"license-manager"_s, u"service"_s},
        {u"edx-exams"_s, u"service"_s},
        {u"course-discovery"_s, u"service"_s},
        {u"commerce-coordinator"_s, u"service"_s},
        {u"enterprise-access"_s, u"service"_s},
        {u"mitxpro"_s, u"service"_s}};
    for (const auto &[repository, kind] : kinds)
        QTest::newRow(qPrintable(repository)) << repository << kind;
}

void TestCorpusInspect::kinds()
{
    QFETCH(QString, repository);
    QFETCH(QString, kind);
    QVERIFY(m_repositories.contains(repository));
    QCOMPARE(toString(m_repositories[repository].facts.kind), kind);
    QVERIFY(!m_repositories[repository].facts.reason.isEmpty());
}

void TestCorpusInspect::verbs_data()
{
    QTest::addColumn<QString>("repository");
    QTest::addColumn<QString>("verb");
    QTest::addColumn<QString>("offered");
    const auto row = [](const char16_t *repository, const char16_t *verb, const char16_t *offered) {
        const QString name = QString::fromUtf16(repository), what = QString::fromUtf16(verb);
        QTest::newRow(qPrintable(name + u' ' + what))
            << name << what << QString::fromUtf16(offered);
    };
    row(u"license-manager", u"up", u"dev.up Makefile:168");
    row(u"license-manager", u"down", u"dev.down Makefile:181");
    row(u"license-manager", u"provision", u"dev.provision Makefile:165");
    row(u"license-manager", u"migrate", u"dev.migrate Makefile:99");
    row(u"license-manager", u"shell", u"%-shell Makefile:187");
    row(u"license-manager", u"logs", u"%-logs Makefile:193");
    row(u"enterprise-subsidy",
        u"provision",
        u"provision-enterprise-subsidy.sh provision-enterprise-subsidy.sh:1");
    row(u"edx-exams", u"dbshell", u"db-shell Makefile:*");
    row(u"commerce-coordinator", u"provision", u"dev.provision_docker Makefile:*");
    row(u"course-discovery", u"up", u"start-devstack Makefile:*");
    row(u"blockstore", u"destroy", u"destroy Makefile:*");
    row(u"course-discovery", u"provision", u"");
    row(u"credentials", u"up", u"");
}

void TestCorpusInspect::verbs()
{
    QFETCH(QString, repository);
    QFETCH(QString, verb);
    QFETCH(QString, offered);
    const OfferedVerb *found = m_repositories[repository].facts.verb(verb);
    QString text;
    if (found)
        text = found->target + found->script + u' ' + found->evidence.mark.toString();
    if (offered.endsWith(u'*'))
        text = text.section(u':', 0, 0) + u":*"_s;
    QCOMPARE(text, offered);
}

void TestCorpusInspect::primaries_data()
{
    QTest::addColumn<QString>("repository");
    QTest::addColumn<QString>("primary");
    const QList<std::pair<QString, QString>> primaries {
        {u"commerce-coordinator"_s, u"app"_s},
        {u"course-discovery"_s, u"course-discovery"_s},
        {u"edx-exams"_s, u"app"_s},
        {u"enterprise-access"_s, u"app"_s},
        {u"enterprise-catalog"_s, u"app"_s},
        {u"enterprise-subsidy"_s, u"app"_s},
        {u"license-manager"_s, u"app"_s},
        {u"mit-learn"_s, u"web"_s},
        {u"mitxonline"_s, u"web"_s},
        {u"mitxpro"_s, u"web"_s},
        {u"ocw-studio"_s, u"web"_s},
        {u"portal-designer"_s, u"designer"_s}};
    for (const auto &[repository, primary] : primaries)
        QTest::newRow(qPrintable(repository)) << repository << primary;
}

void TestCorpusInspect::primaries()
{
    QFETCH(QString, repository);
    QVERIFY(m_repositories.contains(repository));
    QTEST(primaryService(m_repositories[repository].compose), "primary");
}

/// What runs as somebody else than the container's user, and where that is written.
void TestCorpusInspect::usersFoldersAndVariables()
{
    QStringList found;
    for (auto it = m_repositories.begin(); it != m_repositories.end(); ++it) {
        for (const DockerCall &call : it->facts.dockerCalls) {
            if (!call.as.isDefault())
                found
                    += u"%1/%2 %3"_s.arg(it.key(), call.evidence.mark.toString(), call.as.toText());
        }
    }
    qInfo("%s", qPrintable(found.join(u'\n')));
    QVERIFY(found.filter(u"edx-exams/Makefile:188 as 0"_s).size() == 1);
    QVERIFY(found.filter(u"enterprise-catalog/Makefile:216 as 0"_s).size() == 1);
}

void TestCorpusInspect::inferredManifests()
{
    const Repository &licences = m_repositories[u"license-manager"_s];
    const InferredManifest inferred
        = inferredManifest(licences.facts, licences.compose, KnownNames::builtIn());
    const Manifest &manifest = inferred.manifest;
    QCOMPARE(manifest.primary, u"app"_s);
    QCOMPARE(manifest.provides.value(u"license-manager.app"_s), u"app"_s);
    QCOMPARE(manifest.urls.value(0).url, u"http://localhost:18170/"_s);
    QCOMPARE(manifest.urls.value(0).health, u"/health/"_s);
    QStringList bootstrap;
    for (const ServiceRun &run : manifest.bootstrap)
        bootstrap += QString::number(run.mark.line) + u' ' + run.service + u' '
            + run.run.toText().left(40);
    QCOMPARE(bootstrap.size(), 4);
    QCOMPARE(bootstrap.at(0), u"20 app cd /edx/app/license_manager/ && make migrate"_s.left(47));
    QVERIFY(bootstrap.at(1).contains(u"seed_development_data"));
    QVERIFY(bootstrap.at(2).contains(u"make migrate"));
    QCOMPARE(manifest.variants.value(u"light"_s).without,
             (QStringList {u"bulk_enrollment_worker"_s, u"worker"_s}));
    QCOMPARE(manifest.variants.value(u"light"_s)
                 .environment.value(u"app"_s)
                 .value(u"CELERY_ALWAYS_EAGER"_s)
                 .value,
             u"true"_s);
    const ClientNeeds clients = manifest.clients.value(u"edx-platform"_s);
    QCOMPARE(clients.users.size(), 1);
    QCOMPARE(clients.users.first().name, u"license_manager_worker"_s);
    QVERIFY(clients.users.first().staff && clients.users.first().superuser);
    QCOMPARE(clients.oauth.size(), 2);
    QCOMPARE(clients.oauth.first().id, u"license_manager-sso-key"_s);
    QCOMPARE(clients.oauth.first().redirectUris,
             QStringList {u"http://localhost:18170/complete/edx-oauth2/"_s});
    QCOMPARE(clients.oauth.last().grant, u"client-credentials"_s);
    QCOMPARE(manifest.commands.value(u"shell"_s).run.arguments, QStringList {u"bash"_s});
    QCOMPARE(manifest.commands.value(u"dbshell"_s).service, u"mysql"_s);
    for (const auto &key : {u"primary"_s,
                            u"bootstrap.0"_s,
                            u"clients.edx-platform"_s,
                            u"variants.light"_s,
                            u"urls.web"_s})
        QVERIFY2(inferred.evidence.contains(key), qPrintable(key));
}

/// Every manifest that is inferred would be accepted if somebody wrote it down.
void TestCorpusInspect::inferredManifestsAreValid()
{
    for (auto it = m_repositories.begin(); it != m_repositories.end(); ++it) {
        const InferredManifest inferred
            = inferredManifest(it->facts, it->compose, KnownNames::builtIn());
        if (it->compose.services.isEmpty())
            continue;
        const auto checked = checkManifest(inferred.manifest, it->compose);
        QVERIFY2(checked,
                 qPrintable(it.key() + u": "_s + (checked ? QString() : checked.error().toText())));
        for (const Evidence &evidence : inferred.evidence)
            QVERIFY2(evidence.mark.line > 0, qPrintable(it.key()));
    }
}

QTEST_GUILESS_MAIN(TestCorpusInspect)
#include "tst_corpus_inspect.moc"
