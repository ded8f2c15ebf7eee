// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/inspect/repositoryfacts.h"

#include "foreign/inspect/librarykind.h"
#include "foreign/inspect/settingsfiles.h"

#include <QRegularExpression>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMostScripts = 200;

/// Names of scripts that set an environment up; the one that names the repository comes first.
QStringList provisioning(const QStringList &scripts, const QString &repository)
{
    static const QRegularExpression kName(
        u"^(?:provision|bootstrap|local-provision)[A-Za-z0-9_.-]*\\.sh$"_s);
    QStringList found;
    for (const QString &script : scripts) {
        if (!kName.match(script).hasMatch())
            continue;
        // What provisions a program that runs on the host is the second choice.
        const bool isMain = !script.startsWith(u"local-")
            && (script == u"provision.sh"_s || script == u"bootstrap.sh"_s || found.isEmpty()
                || script.contains(repository) || found.first().startsWith(u"local-"));
        if (isMain)
            found.prepend(script);
        else
            found += script;
    }
    return found;
}

/// "https://github.com/edx/edx-notes-api.git" → "edx-notes-api".
QString originName(const Checkout &checkout)
{
    static const QRegularExpression kUrl(
        u"\\A\\s*url\\s*=\\s*\\S*?([^/:\\s]+?)(?:\\.git)?/?\\s*\\z"_s);
    bool isOrigin = false;
    for (const QString &line : checkout.lines(u".git/config"_s).value_or(QStringList())) {
        if (line.trimmed().startsWith(u'['))
            isOrigin = line.trimmed() == u"[remote \"origin\"]";
        else if (const auto match = kUrl.match(line); isOrigin && match.hasMatch())
            return match.captured(1);
    }
    return {};
}

/// Whether a name is made of the repository's own: "commerce_coordinator.db" of
/// commerce-coordinator. A script may be wrong about its own containers (that is a finding), but it
/// means no other repository.
bool looksOwn(const QString &name, const QString &repository)
{
    const auto plain = [](QString text) { return text.replace(u'_', u'-').replace(u'.', u'-'); };
    const QString own = plain(repository);
    const QString other = plain(name);
    return other == own || other.startsWith(own + u'-');
}

/// Scripts that `names` start, and those that these start.
QStringList startedBy(const QStringList &names, const QList<Script> &scripts)
{
    QStringList reached = names;
    for (qsizetype at = 0; at < reached.size(); ++at) {
        for (const Script &script : scripts) {
            if (script.file != reached.at(at))
                continue;
            for (const SimpleCommand &command : script.commands) {
                for (QString word : command.words) {
                    if (word.startsWith(u"./"))
                        word.remove(0, 2);
                    const auto isIt = [&](const Script &other) { return other.file == word; };
                    if (!reached.contains(word) && std::ranges::any_of(scripts, isIt))
                        reached += word;
                }
            }
        }
    }
    return reached;
}

/// The files that scripts and recipes hand to Compose by name.
QList<ComposeFilesCall> callsWithFiles(const QList<DockerCall> &calls)
{
    static const QRegularExpression kStarts(u"\\A(?:up|start|run)\\z"_s);
    static const QRegularExpression kTests(
        u"(?:\\A|[._/-])(?:tests?|ci|e2e|quality)(?:\\z|[._/-])"_s);
    QList<ComposeFilesCall> found;
    for (const DockerCall &call : calls) {
        if (!call.compose || call.files.isEmpty())
            continue;
        const bool isForTests = kTests.match(call.target + call.script).hasMatch();
        found += {
            call.files, kStarts.match(call.subcommand).hasMatch() && !isForTests, call.evidence};
    }
    return found;
}

/// What the repository is, what it publishes and requires, and what could run it where no compose
/// file is found by itself.
void addKind(RepositoryFacts &facts, const Checkout &checkout, const ComposeFile &compose)
{
    facts.published = distributions(checkout);
    facts.requirements = requirements(checkout);
    JudgedKind kind = judgeKind(checkout, compose);
    if (kind.kind == RepositoryKind::NoCompose && compose.files.isEmpty())
        facts.offers = composeOffers(checkout, callsWithFiles(facts.dockerCalls));
    const bool isOffered = !facts.offers.folders.isEmpty()
        || std::ranges::any_of(facts.offers.files, &ComposeOffer::runsRepository);
    if (const auto library = judgeLibrary(checkout, compose, facts.published, facts.requirements);
        library && !isOffered) {
        kind = *library;
        facts.offers = {};
    }
    facts.kind = kind.kind;
    facts.reason = kind.reason;
    facts.kindEvidence = kind.evidence;
}

} // namespace

const OfferedVerb *RepositoryFacts::verb(const QString &wanted) const
{
    const auto found = std::ranges::find(verbs, wanted, &OfferedVerb::verb);
    return found == verbs.end() ? nullptr : &*found;
}

QList<DockerCall> RepositoryFacts::callsOf(const QString &script) const
{
    QList<DockerCall> found;
    for (const DockerCall &call : dockerCalls) {
        if (call.script == script)
            found += call;
    }
    return found;
}

RepositoryFacts readFacts(const Checkout &checkout, const ComposeFile &compose)
{
    RepositoryFacts facts;
    facts.name = checkout.name();
    facts.remoteName = originName(checkout);
    facts.makefile = readMakefile(checkout);

    const QStringList files
        = checkout.glob({u"*.sh"_s, u"scripts/*.sh"_s, u"bin/*.sh"_s, u".dev/*.sh"_s});
    for (const QString &file : files.mid(0, kMostScripts)) {
        if (const auto lines = checkout.lines(file))
            facts.scripts += readScript(*lines, file);
    }
    facts.provisionScripts = provisioning(files, facts.name);
    facts.settingsFiles = settingsFiles(checkout, compose);
    facts.verbs = offeredVerbs(checkout, facts.makefile, facts.provisionScripts);
    for (const Script &script : std::as_const(facts.scripts))
        facts.dockerCalls += dockerCalls(script);
    for (const MakeTarget &target : std::as_const(facts.makefile.targets))
        facts.dockerCalls += dockerCalls(target);
    addKind(facts, checkout, compose);

    QList<Script> provision;
    const QStringList reached = startedBy(facts.provisionScripts, facts.scripts);
    for (const Script &script : std::as_const(facts.scripts)) {
        if (reached.contains(script.file))
            provision += script;
    }
    facts.references
        = nameReferences({checkout, compose, facts.makefile, provision, facts.settingsFiles});

    facts.references.removeIf(
        [&](const NameReference &reference) { return looksOwn(reference.name, facts.name); });

    const HealthPage health = healthPage(checkout);
    facts.healthPath = health.path;
    facts.healthEvidence = {health.mark, health.text};

    QList<DockerCall> provisionCalls;
    for (const DockerCall &call : std::as_const(facts.dockerCalls)) {
        const bool main
            = !facts.provisionScripts.isEmpty() && call.script == facts.provisionScripts.first();
        if (main || (facts.provisionScripts.isEmpty() && call.target.contains(u"provision")))
            provisionCalls += call;
    }
    ForeignNeeds needs = foreignNeeds(provisionCalls, ownNames(compose));
    needs.scripts.removeIf(
        [&](const PlatformScript &script) { return looksOwn(script.provider, facts.name); });
    facts.clients = std::move(needs.clients);
    facts.platformScripts = std::move(needs.scripts);
    facts.problems = facts.makefile.problems + checkout.problems();
    return facts;
}

} // namespace devstack
