// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/configuration/choosecompose.h"

#include "core/files.h"
#include "core/text.h"
#include "core/unknownname.h"
#include "model/compose/composereader.h"
#include "service/configuration/choicechange.h"
#include "service/definition/inference.h"
#include "service/workspaceinternals.h"

#include <QDir>
#include <QFileInfo>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// The files as they stand in devstack.yml, when they can run the IDA.
Result<QStringList> checkedFiles(const IdaDefinition &ida, const QString &text)
{
    QStringList offered;
    if (ida.inference) {
        for (const ComposeOffer &offer : ida.inference->facts.offers.files)
            offered += offer.files;
    }
    offered.removeDuplicates();
    QStringList files;
    QStringList paths;
    for (const QString &written : text.split(u':', Qt::SkipEmptyParts)) {
        const QString file = QDir::cleanPath(written);
        const auto path = confinedPath(ida.path, file);
        if (!path)
            return invalidInput(
                u"“%1” leads out of the repository of “%2”."_s.arg(printable(written), ida.name),
                {},
                u"Name a compose file of it, relative to its folder."_s);
        if (!QFileInfo(*path).isFile())
            return notFound(u"There is no %1 in “%2”."_s.arg(printable(file), ida.name),
                            offered.isEmpty() ? u"Name a compose file relative to its folder."_s
                                              : didYouMean(file, offered, itHas(offered)));
        files += file;
        paths += ida.path + u'/' + file;
    }
    if (files.isEmpty())
        return invalidInput(u"No compose file is named for “%1”."_s.arg(ida.name),
                            {},
                            u"As in --compose docker-compose.dev.yml, with “:” between several; "
                            u"“default” takes it back."_s);
    const auto read = readComposeServices(paths, ida.path);
    if (!read)
        return read.error();
    return files;
}

QString shownFiles(const IdaDefinition &ida)
{
    return ida.chosenFiles.isEmpty() ? QString(kAsDefault) : ida.chosenFiles.join(u':');
}

} // namespace

Result<QList<ComposeQuestion>>
composeQuestions(Workspace &workspace, const QStringList &idas, std::stop_token stop)
{
    const auto definition = readWorkspace(workspace.internals(), std::move(stop));
    if (!definition)
        return definition.error();
    QList<ComposeQuestion> questions;
    for (const QString &name : idas) {
        const IdaDefinition *ida = definition->find(name);
        if (!ida || !ida->lacksFiles || ida->problems.isEmpty() || !ida->inference
            || ida->inference->facts.offers.isEmpty())
            continue;
        const Error &problem = ida->problems.first();
        questions += ComposeQuestion {
            ida->name, problem.message, ida->inference->facts.offers, problem.hint};
    }
    return questions;
}

Result<ChoiceOutcome>
chooseCompose(Workspace &workspace, const QString &name, const QString &text, std::stop_token stop)
{
    const auto change = ChoiceChange::begin(workspace, name, u"compose"_s, std::move(stop));
    if (!change)
        return change.error();
    const IdaDefinition &ida = (*change)->ida();
    if (!ida.present)
        return notFound(u"“%1” is not cloned yet."_s.arg(ida.name),
                        u"“devstack add %1” clones it."_s.arg(ida.name));
    Result<QStringList> files = QStringList();
    if (text != kAsDefault)
        files = checkedFiles(ida, text);
    if (!files)
        return files.error();
    const auto written = (*change)->write(
        ChoicePlace::Shared,
        [&](WorkspaceIda &entry) { entry.composeFiles = *files; },
        {},
        [](IdaChoice &) {});
    if (!written)
        return written.error();
    return (*change)->outcome(shownFiles, {});
}

} // namespace devstack
