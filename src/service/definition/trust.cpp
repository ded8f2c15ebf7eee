// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/definition/trust.h"

#include "git/repositoryurl.h"
#include "service/definition/workspacedefinition.h"
#include "service/workspaceinternals.h"
#include "trust/hostaccess.h"

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// Commands in devstack.yml run in containers like those of a repository.
bool carriesCommands(const WorkspaceFile &file)
{
    return std::ranges::any_of(file.idas,
                               [](const WorkspaceIda &ida) { return ida.manifest.has_value(); });
}

} // namespace

QList<TrustQuestion> questionsFor(const Workspace::Internals &internals,
                                  const WorkspaceDefinition &definition,
                                  const QStringList &idas)
{
    QList<TrustQuestion> questions;
    if (carriesCommands(definition.file)
        && !internals.trust.isTrusted({internals.folder, TrustKey::kWorkspaceSubject}, {}))
        questions
            += TrustQuestion {{}, internals.workspaceFilePath(), internals.workspaceFilePath(), {}};
    for (const QString &name : idas) {
        const IdaDefinition *ida = definition.find(name);
        if (!ida->present || !ida->runsHere())
            continue;
        const QStringList reach = hostAccessOf(ida->compose, ida->path);
        if (!internals.trust.isTrusted({internals.folder, ida->trustSubject()}, reach))
            questions += TrustQuestion {ida->name, ida->trustSubject(), ida->path, reach};
    }
    return questions;
}

Result<QList<TrustQuestion>> untrusted(Workspace &workspace, const QStringList &names)
{
    const auto definition = readWorkspace(workspace.internals(), {});
    if (!definition)
        return definition.error();
    const auto idas = definition->selection(names);
    if (!idas)
        return idas.error();
    return questionsFor(workspace.internals(), *definition, *idas);
}

Result<> grantTrust(Workspace &workspace, const QList<TrustQuestion> &questions)
{
    Workspace::Internals &internals = workspace.internals();
    for (const TrustQuestion &question : questions) {
        const QString subject
            = question.ida.isEmpty() ? TrustKey::kWorkspaceSubject : question.repository;
        if (const auto granted = internals.trust.grant({internals.folder, subject}, question.reach);
            !granted)
            return granted;
    }
    return ok();
}

QString subjectText(const TrustQuestion &question)
{
    const QString name = question.ida.isEmpty() ? u"devstack.yml"_s : question.ida;
    const QString place = name + u"  "_s + question.path;
    return question.repository == question.path
        ? place
        : place + u", from "_s + git::printableUrl(question.repository);
}

Error trustError(const QList<TrustQuestion> &questions)
{
    QStringList lines;
    for (const TrustQuestion &question : questions) {
        lines += subjectText(question);
        for (const QString &reach : question.reach)
            lines += u"  could reach: "_s + reach;
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
