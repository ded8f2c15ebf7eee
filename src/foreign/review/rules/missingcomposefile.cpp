// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/review/rules/missingcomposefile.h"

#include "core/text.h"
#include "core/unknownname.h"
#include "foreign/review/subject/scriptcalls.h"

#include <QDir>
#include <QFileInfo>
#include <QMap>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// Whether the text names the file otherwise than for Compose to read: `cp a b`, `> file`.
bool isMadeIn(const QString &text, const QString &file)
{
    static const QRegularExpression kForCompose(u"(?:-f|--file)[=\\s]*[\"']?(?:\\./)?\\z"_s);
    for (qsizetype at = text.indexOf(file); at >= 0; at = text.indexOf(file, at + 1)) {
        if (!kForCompose.match(text.left(at)).hasMatch())
            return true;
    }
    return false;
}

/// Whether something of the repository says that the file comes later.
bool isMade(const ReviewSubject &subject, const QString &file)
{
    const QString name = QFileInfo(file).fileName();
    const auto names = [&](const QString &line) { return line.contains(name); };
    const auto makes = [&](const QString &line) { return isMadeIn(line, name); };
    if (std::ranges::any_of(subject.checkout->lines(u".gitignore"_s).value_or(QStringList()),
                            names))
        return true;
    for (const Script &script : subject.facts.scripts) {
        const auto lines = subject.checkout->lines(subject.fileNamed(script.file));
        if (std::ranges::any_of(lines.value_or(QStringList()), makes))
            return true;
    }
    for (const MakeTarget &target : subject.facts.makefile.targets) {
        const bool makesIt = std::ranges::any_of(
            target.recipe, [&](const RecipeLine &line) { return makes(line.text); });
        if (makesIt || target.name.contains(name))
            return true;
    }
    return false;
}

/// Whether the call says for certain that it means a file of the repository's root.
bool isOfTheRoot(const QString &file)
{
    return !file.isEmpty() && file != u"-" && !file.contains(u'$') && !file.contains(u'`')
        && !file.contains(u'*') && !file.contains(u"://") && !file.startsWith(u'/')
        && !file.startsWith(u'~') && !QDir::cleanPath(file).startsWith(u".."_s);
}

bool isMissing(const ReviewSubject &subject, const QString &file)
{
    if (!isOfTheRoot(file) || subject.checkout->has(QDir::cleanPath(file)))
        return false;
    // Found elsewhere it is run from another folder.
    return subject.checkout->glob({u"**/"_s + QFileInfo(file).fileName()}).isEmpty()
        && !isMade(subject, file);
}

struct Calls
{
    bool everyday = false;
    QList<SourceMark> marks;
};

} // namespace

void lookForMissingComposeFiles(const LintInput &input, FindingSink &sink)
{
    const ReviewSubject &subject = input.subject;
    QMap<QPair<QString, QString>, Calls> missing;
    for (const DockerCall &call : subject.facts.dockerCalls) {
        if (!call.compose || wentAway(call, subject))
            continue;
        for (const QString &file : call.files) {
            if (!isMissing(subject, file))
                continue;
            Calls &calls = missing[{call.evidence.mark.file, file}];
            calls.everyday = calls.everyday || isEveryday(call, subject);
            calls.marks += call.evidence.mark;
        }
    }
    QStringList there = subject.composeFiles;
    for (const ComposeFile &other : subject.stacks + subject.others) {
        if (!other.path.isEmpty())
            there += QDir(subject.path).relativeFilePath(other.path);
    }
    there.removeDuplicates();
    for (auto it = missing.begin(); it != missing.end(); ++it) {
        const QString &file = it.key().second;
        sink.add(it->everyday ? LintSeverity::Error : LintSeverity::Warning,
                 it->marks,
                 u"There is no file “%1”: the command fails before it reaches a container."_s.arg(
                     printable(file)),
                 didYouMean(file,
                            there,
                            there.isEmpty()
                                ? u"Add the file, or take it out of the command."_s
                                : u"There are %1."_s.arg(printable(there.join(u", "_s)))));
    }
}

} // namespace devstack
