// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/definition/trustquestions.h"

#include "core/text.h"
#include "git/repositoryurl.h"
#include "service/definition/composeconfig.h"
#include "service/definition/reach.h"
#include "service/definition/trustgiven.h"
#include "service/definition/workspacedefinition.h"
#include "service/workspaceinternals.h"
#include "trust/hostaccess.h"

#include <QSet>

#include <algorithm>
#include <mutex>
#include <utility>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

TrustKey workspaceKey(const Workspace::Internals &internals)
{
    return {internals.folder, TrustKey::kWorkspaceSubject, internals.folder};
}

/// Commands in devstack.yml run in containers like those of a repository.
bool carriesCommands(const WorkspaceFile &file)
{
    return std::ranges::any_of(file.idas, [](const WorkspaceIda &ida) {
        return ida.manifest.has_value() || !ida.images.isEmpty() || ida.external.has_value();
    });
}

/// How sentences begin that weigh most, the gravest first.
const QStringList &graveBeginnings()
{
    static const QStringList kGrave {u"docker socket"_s,
                                     u"privileged"_s,
                                     u"host scripts"_s,
                                     u"use_api_socket"_s,
                                     u"mount "_s,
                                     u"volume "_s,
                                     u"host "_s,
                                     u"device "_s,
                                     u"capability "_s,
                                     u"provider "_s,
                                     u"run commands "_s,
                                     u"register "_s,
                                     u"traffic "_s,
                                     u"download "_s,
                                     u"read "_s};
    return kGrave;
}

/// What is new and what weighs most first: a sentence must not drown in many.
QStringList byWeight(QStringList reach, const QStringList &added)
{
    const auto weight = [&](const QString &sentence) {
        const QStringList &graves = graveBeginnings();
        const auto grave = std::ranges::find_if(
            graves, [&](const QString &begin) { return sentence.startsWith(begin); });
        return std::pair(!added.contains(sentence), grave - graves.begin());
    };
    std::ranges::stable_sort(reach, {}, weight);
    return reach;
}

/// What of `reach` is new; nothing at all the first time.
QStringList addedSince(const std::optional<TrustGrant> &earlier, const QStringList &reach)
{
    QStringList added;
    for (const QString &one : earlier ? reach : QStringList()) {
        if (!earlier->reach.contains(one))
            added += one;
    }
    return added;
}

/// Sentences that make --trust be asked for twice: ways out of the container, which are said in the
/// same words of the files and of Compose's answer. Others may be the same in other words.
bool isGrave(const QString &sentence)
{
    static const QStringList kWaysOut {u"docker socket"_s,
                                       u"privileged"_s,
                                       u"use_api_socket"_s,
                                       u"mount "_s,
                                       u"host "_s,
                                       u"device "_s,
                                       u"capability "_s,
                                       u"security_opt "_s,
                                       u"volume "_s,
                                       u"secret "_s,
                                       u"config "_s,
                                       u"build from "_s};
    return std::ranges::any_of(kWaysOut,
                               [&](const QString &begin) { return sentence.startsWith(begin); });
}

/// Folders of what this process trusted because --trust was given, by workspace.
struct TrustedAsAsked
{
    std::mutex mutex;
    QSet<std::pair<QString, QString>> folders;
};

} // namespace

bool isMoreThanShown(Workspace &workspace, const QList<TrustQuestion> &questions)
{
    static TrustedAsAsked known;
    const std::scoped_lock lock(known.mutex);
    const auto key = [&](const TrustQuestion &question) {
        return std::pair(workspace.internals().folder, question.path);
    };
    const bool isMore = std::ranges::any_of(questions, [&](const TrustQuestion &question) {
        return known.folders.contains(key(question))
            && std::ranges::any_of(question.added, isGrave);
    });
    for (const TrustQuestion &question : questions)
        known.folders.insert(key(question));
    return isMore;
}

TrustKey trustKeyOf(const Workspace::Internals &internals, const IdaDefinition &ida)
{
    return {internals.folder, ida.trustSubject(), ida.path};
}

QStringList reachOf(Workspace::Internals &internals,
                    const WorkspaceDefinition &definition,
                    const IdaDefinition &ida,
                    std::stop_token stop)
{
    QStringList reach = reachOfFiles(definition, ida);
    if (!ida.usable() || !internals.trust.isTrusted(trustKeyOf(internals, ida), reach))
        return reach;
    const auto model = resolvedUnjudged(internals, ida, std::move(stop));
    if (!model)
        return reach; // a fault of the files or the machine, told by who needs the model
    reach += notAgreed(hostAccessOfModel(model->model, ida.path), reach);
    reach.sort();
    return reach;
}

bool areFilesTrusted(const Workspace::Internals &internals,
                     const WorkspaceDefinition &definition,
                     const IdaDefinition &ida)
{
    return internals.trust.isTrusted(trustKeyOf(internals, ida), reachOfFiles(definition, ida));
}

QStringList readingNotes(const QStringList &untrusted, const QStringList &changed)
{
    QStringList notes;
    if (!untrusted.isEmpty())
        notes
            += u"Not trusted yet, so shown as devstack reads the compose files, not Compose: %1."_s
                   .arg(printable(untrusted.join(u", "_s)));
    if (!changed.isEmpty())
        notes += u"Compose has not read these as they are now: %1. “devstack plan” asks it."_s.arg(
            printable(changed.join(u", "_s)));
    return notes;
}

QStringList readWithoutCompose(const Workspace::Internals &internals,
                               const WorkspaceDefinition &definition)
{
    QStringList untrusted;
    QStringList changed;
    for (const IdaDefinition &ida : definition.idas) {
        if (ida.isComposed() || !ida.usable() || !ida.runsHere())
            continue;
        (areFilesTrusted(internals, definition, ida) ? changed : untrusted) += ida.name;
    }
    return readingNotes(untrusted, changed);
}

std::optional<TrustQuestion> questionAbout(const Workspace::Internals &internals,
                                           const IdaDefinition &ida,
                                           const QStringList &reach)
{
    const TrustKey key = trustKeyOf(internals, ida);
    if (internals.trust.isTrusted(key, reach))
        return std::nullopt;
    const QStringList added = addedSince(internals.trust.find(key), reach);
    return TrustQuestion {ida.name, key.subject, ida.path, byWeight(reach, added), added};
}

QList<TrustQuestion> questionsFor(Workspace::Internals &internals,
                                  const WorkspaceDefinition &definition,
                                  const QStringList &idas)
{
    return questionsFor(internals, definition, idas, {});
}

QList<TrustQuestion> questionsFor(Workspace::Internals &internals,
                                  const WorkspaceDefinition &definition,
                                  const QStringList &idas,
                                  std::stop_token stop)
{
    QList<TrustQuestion> questions;
    if (carriesCommands(definition.file)) {
        const QStringList commands = commandsOfWorkspace(definition.file);
        if (!internals.trust.isTrusted(workspaceKey(internals), commands)) {
            const QString file = internals.workspaceFilePath();
            const QStringList added
                = addedSince(internals.trust.find(workspaceKey(internals)), commands);
            questions += TrustQuestion {{}, file, file, byWeight(commands, added), added};
        }
    }
    for (const QString &name : idas) {
        const IdaDefinition *ida = definition.find(name);
        if (!ida->present || !ida->runsHere())
            continue;
        if (const auto question
            = questionAbout(internals, *ida, reachOf(internals, definition, *ida, stop)))
            questions += *question;
    }
    return questions;
}

Result<> requireTrust(Workspace &workspace,
                      const WorkspaceDefinition &definition,
                      const QStringList &idas,
                      bool grant,
                      std::stop_token stop)
{
    constexpr int kMostRounds = 3; // the files, Compose's answer, a file that changed meanwhile
    for (int round = 0; round < kMostRounds; ++round) {
        const auto questions = questionsFor(workspace.internals(), definition, idas, stop);
        if (stop.stop_requested())
            return cancelled();
        if (questions.isEmpty())
            return ok();
        if (!grant || isMoreThanShown(workspace, questions))
            return trustError(questions);
        if (const auto granted = grantTrust(workspace, questions); !granted)
            return granted;
    }
    return conflict(u"What the repositories reach changes while it is asked about."_s,
                    u"Run the same command again."_s);
}

Result<QList<TrustQuestion>>
untrusted(Workspace &workspace, const QStringList &names, std::stop_token stop)
{
    const auto definition = readWorkspace(workspace.internals(), stop);
    if (!definition)
        return definition.error();
    const auto idas = definition->selection(names);
    if (!idas)
        return idas.error();
    auto questions = questionsFor(workspace.internals(), *definition, *idas, stop);
    return stop.stop_requested() ? Result<QList<TrustQuestion>>(cancelled()) : std::move(questions);
}

Result<> grantTrust(Workspace &workspace, const QList<TrustQuestion> &questions)
{
    Workspace::Internals &internals = workspace.internals();
    for (const TrustQuestion &question : questions) {
        const TrustKey key = question.ida.isEmpty()
            ? workspaceKey(internals)
            : TrustKey {internals.folder, question.repository, question.path};
        if (const auto granted = internals.trust.grant(key, question.reach); !granted)
            return granted;
    }
    return ok();
}

QString remoteText(const TrustQuestion &question)
{
    return question.repository == question.path ? QString()
                                                : git::printableUrl(question.repository);
}

QString subjectText(const TrustQuestion &question)
{
    const QString name = question.ida.isEmpty() ? u"devstack.yml"_s : question.ida;
    const QString place = name + u"  "_s + question.path;
    const QString remote = remoteText(question);
    return remote.isEmpty() ? place : place + u", from "_s + remote;
}

QStringList reachLines(const TrustQuestion &question)
{
    QStringList lines;
    for (const QString &reach : question.reach) {
        lines += (question.ida.isEmpty() ? u"runs: "_s : u"could reach: "_s) + reach
            + (question.added.contains(reach) ? u" (new)"_s : QString());
    }
    return lines;
}

Error trustError(const QList<TrustQuestion> &questions)
{
    QStringList lines;
    for (const TrustQuestion &question : questions) {
        lines += subjectText(question);
        for (const QString &line : reachLines(question))
            lines += u"  "_s + line;
    }
    return Error {
        Error::Kind::NeedsTrust,
        questions.size() == 1
            ? u"A repository is not trusted yet; nothing in it was run."_s
            : u"%1 repositories are not trusted yet; nothing in them was run."_s.arg(
                questions.size()),
        lines.join(u'\n'),
        questions.size() == 1
            ? u"Read its compose file; then add --trust, once per repository and workspace."_s
            : u"Read their compose files; then add --trust, once per repository and workspace."_s,
        {}};
}

} // namespace devstack
