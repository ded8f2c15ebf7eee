// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "inspect/inferredmanifest.h"
#include "inspect/repositoryfacts.h"
#include "model/composereader.h"
#include "model/manifestreader.h"

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
    void report();

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
    QTest::newRow("x") << u"x"_s << u"y"_s << u"z"_s;
}

void TestCorpusInspect::references()
{
}

void TestCorpusInspect::kinds_data()
{
    QTest::addColumn<QString>("repository");
}

void TestCorpusInspect::kinds()
{
}

void TestCorpusInspect::report()
{
    for (auto it = m_repositories.begin(); it != m_repositories.end(); ++it) {
        const RepositoryFacts &facts = it->facts;
        QStringList verbs;
        for (const OfferedVerb &verb : facts.verbs)
            verbs += verb.verb + u'=' + verb.target + verb.script;
        qInfo().noquote() << u"== %1: %2 – %3"_s.arg(it.key(), toString(facts.kind), facts.reason);
        qInfo().noquote() << "verbs" << verbs.join(u' ');
        qInfo().noquote() << "provision" << facts.provisionScripts << "settings" << facts.settingsFiles << "health" << facts.healthPath;
        QSet<QString> idas, weak;
        for (const NameReference &reference : facts.references) {
            if (const KnownService *known = KnownNames::builtIn().find(reference.name))
                idas += known->ida;
            else if (const KnownService *named = KnownNames::builtIn().named(reference.name); named && reference.source == NameReference::Source::Catalog)
                idas += named->ida;
            else
                weak += (reference.certain ? u"!"_s : QString()) + reference.name;
        }
        for (const QString &ida : idas)
            qInfo().noquote() << "  " << ida << placesOf(facts, ida);
        qInfo().noquote() << "  other" << QStringList(weak.begin(), weak.end()).join(u' ');
        for (auto client = facts.clients.begin(); client != facts.clients.end(); ++client) {
            for (const ClientUser &user : client->users)
                qInfo().noquote() << "  user" << client.key() << user.name << user.email << user.staff << user.mark.toString();
            for (const ClientOauth &oauth : client->oauth)
                qInfo().noquote() << "  oauth" << client.key() << oauth.id << oauth.secret << oauth.grant << oauth.redirectUris << oauth.name << oauth.mark.toString();
        }
        for (const PlatformScript &script : facts.platformScripts)
            qInfo().noquote() << "  script" << script.provider << script.code.left(100) << script.evidence.mark.toString();
        const InferredManifest inferred = inferredManifest(facts, it->compose, KnownNames::builtIn());
        const auto checked = checkManifest(inferred.manifest, it->compose);
        if (!checked)
            qInfo().noquote() << "  WRONG" << checked.error().toText();
        for (const ServiceRun &run : inferred.manifest.bootstrap)
            qInfo().noquote() << "  bootstrap" << run.service << run.run.toText().left(150) << run.inputs << run.mark.toString();
        for (auto run = inferred.manifest.commands.begin(); run != inferred.manifest.commands.end(); ++run)
            qInfo().noquote() << "  command" << run.key() << run->service << run->run.toText() << run->tty;
        qInfo().noquote() << "  provides" << inferred.manifest.provides;
        qInfo().noquote() << "  light" << inferred.manifest.variants.value(u"light"_s).without << "primary" << inferred.manifest.primary << (inferred.manifest.urls.isEmpty() ? QString() : inferred.manifest.urls.first().url + inferred.manifest.urls.first().health);
        for (const Error &problem : facts.problems)
            qInfo().noquote() << "  problem" << problem.where.toString() << problem.message;
    }
}

QTEST_GUILESS_MAIN(TestCorpusInspect)
#include "tst_corpus_inspect.moc"
