// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "cli/commandline.h"
#include "cli/commands/commandgroups.h"
#include "cli/completion.h"
#include "cli/completionscripts.h"
#include "cli/manual.h"
#include "cli/topics.h"
#include "core/errorcode.h"
#include "core/guide.h"
#include "core/text.h"
#include "core/unknownname.h"
#include "service/configuration/choosing.h"
#include "service/definition/names.h"
#include "service/workspace.h"

#include <QMap>

#include <algorithm>

namespace devstack::cli {

using namespace Qt::StringLiterals;

namespace {

/// What “devstack help” knows besides the verbs.
QStringList helpWords()
{
    QStringList words;
    for (const GuideChapter &topic : guideChapters())
        words += topic.name;
    for (const ErrorPage &page : errorPages())
        words += toString(page.code);
    return words;
}

QString topicList()
{
    QString text = u"Chapters of the guide:\n"_s;
    const auto row = [&](const QString &name, const QString &title) {
        text += u"  "_s + name.leftJustified(22) + u' ' + title + u'\n';
    };
    for (const GuideChapter &topic : guideChapters())
        row(topic.name, topic.title);
    text += u"\nErrors, by the code at the end of their text:\n"_s;
    for (const ErrorPage &page : errorPages())
        row(toString(page.code), QString::fromUtf8(page.title));
    return text + u"\n“devstack help NAME” prints one of them.\n"_s;
}

Result<int> runHelp(Context &context)
{
    const QString word = context.invocation.positionals.value(0);
    const auto verb = std::ranges::find(commands(), word, &Command::name);
    QString text;
    if (word.isEmpty()) {
        text = helpText(nullptr);
    } else if (word == u"topics") {
        text = topicList();
    } else if (verb != commands().end()) {
        text = helpText(&*verb);
    } else if (const auto page = topicText(word)) {
        text = *page;
    } else {
        QStringList known = helpWords();
        for (const Command &command : commands())
            known += command.name;
        return invalidInput(
            u"There is no help for “%1”."_s.arg(printable(word)),
            {},
            didYouMean(word,
                       known,
                       u"“devstack help” lists the verbs, “devstack help topics” the chapters."_s));
    }
    context.output.rawOut() << text;
    context.output.rawOut().flush();
    return kDone;
}

Result<int> runCompletion(Context &context)
{
    const QString shell = context.invocation.positionals.value(0, u"bash"_s);
    const QString script = completionScript(shell);
    if (script.isEmpty())
        return invalidInput(u"There is no completion for “%1”."_s.arg(printable(shell)),
                            {},
                            u"There is one for %1."_s.arg(completionShells().join(u", "_s)));
    context.output.rawOut() << script;
    context.output.rawOut().flush();
    return kDone;
}

/// The words for MODE, VARIANT and CONFIGURATION of an IDA.
QStringList choiceWords(const QString &kind, const AvailableChoices &choices)
{
    QStringList words = kind == u"MODE" ? choices.modes
        : kind == u"VARIANT"            ? choices.variants + QStringList {kNoVariant}
                                        : choices.configurations;
    words += kAsDefault;
    words.removeDuplicates();
    return words;
}

/// The names in the workspace that a word of the arguments stands for; none for others.
QStringList namesFor(Context &context, const QString &kind, const QString &ida)
{
    if (kind == u"TOPIC")
        return helpWords();
    const auto workspace = context.workspace();
    if (!workspace)
        return {};
    if (kind == u"MODE" || kind == u"VARIANT" || kind == u"CONFIGURATION") {
        const auto choices = availableChoices(**workspace, ida, context.stop);
        return choices ? choiceWords(kind, *choices) : QStringList();
    }
    static const QMap<QString, NameKind> kKinds {{u"IDA"_s, NameKind::Ida},
                                                 {u"IDA[/SERVICE]"_s, NameKind::Service},
                                                 {u"SEED"_s, NameKind::Seed},
                                                 {u"COMMAND"_s, NameKind::Command},
                                                 {u"CHECKPOINT"_s, NameKind::Checkpoint}};
    const auto known = kKinds.constFind(kind);
    if (known == kKinds.constEnd())
        return {};
    return knownNames(**workspace, *known, ida, context.stop).valueOr({});
}

/// Answers a completion script at every press of the key: on the first line what else fits
/// (“files”, “folders” or “words”), then a line for each word with a tab and what it does. Never an
/// explanation.
Result<int> runComplete(Context &context)
{
    QStringList words = context.invocation.positionals;
    const QString current = words.isEmpty() ? QString() : words.takeLast();
    const Completions found = completionsAt(words, current == u"=" ? QString() : current);
    Invocation invocation = context.invocation;
    if (!found.workspace.isEmpty())
        invocation.workspace = found.workspace;
    Context there(invocation, context.output, context.stop);
    QTextStream &out = context.output.rawOut();
    out << (found.files ? "files" : found.folders ? "folders" : "words") << '\n';
    for (const Candidate &candidate : found.words)
        out << found.prefix << candidate.word << '\t' << candidate.note << '\n';
    // The IDA is the last name before: the first may be a word, as in “schema build IDA”.
    const QString ida = found.given.isEmpty() ? QString() : found.given.last().section(u'/', 0, 0);
    for (const QString &kind : found.names) {
        for (const QString &name : namesFor(there, kind, ida)) {
            if (!found.given.contains(name))
                out << found.prefix << printable(name) << "\t\n";
        }
    }
    out.flush();
    return kDone;
}

/// What the documentation is made of.
Result<int> runDescribe(Context &context)
{
    const QStringList &words = context.invocation.positionals;
    if (words.first() == u"commands") {
        context.output.document(commandTable());
        return kDone;
    }
    if (words.size() < 2 || words.first() != u"manual")
        return invalidInput(u"“devstack describe” takes “commands” or “manual DIR”."_s);
    const auto written = writeManualPages(words.at(1));
    return written ? Result<int>(kDone) : Result<int>(written.error());
}

} // namespace

QList<Command> helpCommands()
{
    return {
        {u"help"_s,
         u"[VERB|TOPIC|CODE]"_s,
         u"Explain a verb, a topic of the guide or the code of an error, such as DS101."_s,
         u"“devstack help topics” lists the chapters. They are installed with the program: no "
         u"network is needed."_s,
         {},
         0,
         1,
         runHelp},
        {u"completion"_s,
         u"[bash|zsh|fish]"_s,
         u"Print the script that completes commands, options and names in a shell."_s,
         u"For this shell: source <(devstack completion bash), the same with zsh, or devstack "
         u"completion fish | source. A package has them installed."_s,
         {},
         0,
         1,
         runCompletion},
        {u"complete"_s, u"[-- WORDS…]"_s, {}, {}, {}, 0, -1, runComplete},
        {u"describe"_s, u"commands|manual [DIR]"_s, {}, {}, {}, 1, 2, runDescribe},
    };
}

} // namespace devstack::cli
