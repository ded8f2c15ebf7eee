// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/review/subject/scriptcalls.h"

#include "foreign/review/subject/stacknames.h"

#include <QDir>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

const Script *scriptOf(const DockerCall &call, const ReviewSubject &subject)
{
    const auto found = std::ranges::find(subject.facts.scripts, call.script, &Script::file);
    return call.script.isEmpty() || found == subject.facts.scripts.end() ? nullptr : &*found;
}

/// "$(dirname "$0")" and "." are the folder of the script or the one it was called in.
bool leavesRepository(const SimpleCommand &command)
{
    const QString to = command.words.value(1);
    return to.startsWith(u".."_s) || to.startsWith(u'/')
        || (to.contains(u'$') && !to.contains(u"dirname"_s) && !to.contains(u"pwd"_s)
            && !to.contains(u"BASH_SOURCE"_s))
        || to.contains(u"/.."_s);
}

} // namespace

std::optional<QRegularExpression> namePattern(const QString &name)
{
    static const QRegularExpression kVariable(
        u"\\$\\*|\\$\\([^)]*\\)|\\$\\{[^}]*\\}|\\$\\w+|\\$."_s);
    const QString known = filledIn(name);
    QString pattern;
    qsizetype at = 0;
    qsizetype letters = 0;
    const auto literal = [&](const QString &text) {
        pattern += QRegularExpression::escape(text);
        letters += std::ranges::count_if(text, [](QChar c) { return c.isLetterOrNumber(); });
    };
    for (auto match = kVariable.globalMatch(known); match.hasNext();) {
        const auto variable = match.next();
        literal(known.mid(at, variable.capturedStart() - at));
        pattern += u"[A-Za-z0-9_.-]+"_s;
        at = variable.capturedEnd();
    }
    literal(known.mid(at));
    if (letters == 0)
        return std::nullopt;
    return QRegularExpression(QRegularExpression::anchoredPattern(pattern));
}

bool hasVariables(const QString &name)
{
    return QString(filledIn(name)).remove(u"$*"_s).remove(u"${*}"_s).contains(u'$')
        || name.contains(u'`');
}

bool isElsewhere(const DockerCall &call, const ReviewSubject &subject)
{
    for (const QString &file : call.files) {
        if (file.contains(u'$') || !subject.checkout->has(QDir::cleanPath(file)))
            return true;
    }
    return wentAway(call, subject);
}

bool wentAway(const DockerCall &call, const ReviewSubject &subject)
{
    static const QRegularExpression kGoes(u"(?:\\A|[;&|(]\\s*)(?:cd|pushd)\\s+(?!\\$\\(dirname)"_s);
    if (!call.target.isEmpty())
        return kGoes.match(call.evidence.text).hasMatch();
    const Script *script = scriptOf(call, subject);
    if (!script)
        return false;
    bool away = false;
    for (const SimpleCommand &command : script->commands) {
        if (command.mark.line >= call.evidence.mark.line)
            break;
        const QString name = command.words.value(0);
        if (name == u"cd" || name == u"pushd")
            away = leavesRepository(command);
        else if (name == u"popd")
            away = false;
    }
    return away;
}

bool isEveryday(const DockerCall &call, const ReviewSubject &subject)
{
    if (!call.script.isEmpty())
        return true;
    return call.target.startsWith(u"dev."_s) || call.target.contains(u'%')
        || std::ranges::any_of(subject.facts.verbs,
                               [&](const OfferedVerb &verb) { return verb.target == call.target; });
}

bool isInEndlessLoop(const DockerCall &call, const ReviewSubject &subject)
{
    const Script *script = scriptOf(call, subject);
    return script && call.loop >= 0 && call.loop < script->loops.size()
        && !script->loops.at(call.loop).bounded;
}

} // namespace devstack
