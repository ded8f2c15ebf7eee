// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/adopt/unrolledloops.h"

#include "foreign/inspect/shellwords.h"

#include <QHash>
#include <QRegularExpression>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// A loop over more is no list of services, and a hostile script ends.
constexpr qsizetype kMostWords = 30;
constexpr qsizetype kMostCommands = 5000;

struct WordLoop
{
    QString name;
    QStringList words; ///< empty: not known
};

/// The words of a text, when all of them are plain.
QStringList plainWords(const QString &text)
{
    static const QRegularExpression kPlain(u"\\A[A-Za-z0-9_.,:/@%+-]+\\z"_s);
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    const bool isPlain = words.size() <= kMostWords
        && std::ranges::all_of(words,
                               [](const QString &word) { return kPlain.match(word).hasMatch(); });
    return isPlain ? words : QStringList();
}

using Lists = QHash<QString, QStringList>;

/// The lists that the script sets, each once; of one that it changes nothing is known.
Lists listsIn(const QStringList &lines)
{
    static const QRegularExpression kSet(u"\\A\\s*([A-Za-z_]\\w*)\\+?=(.*)\\z"_s);
    static const QRegularExpression kList(u"\\A\\(\\s*([^()]*?)\\s*\\)\\s*(?:#.*)?\\z"_s);
    Lists lists;
    for (const QString &line : lines) {
        const auto match = kSet.match(line);
        if (!match.hasMatch())
            continue;
        const QString name = match.captured(1);
        const bool isFirst = !lists.contains(name);
        lists.insert(
            name, isFirst ? plainWords(kList.match(match.captured(2)).captured(1)) : QStringList());
    }
    return lists;
}

WordLoop wordsOf(const ShellLoop &loop, const Lists &lists)
{
    static const QRegularExpression kFor(
        u"\\A\\s*for\\s+([A-Za-z_]\\w*)\\s+in\\s+([^;]+?)\\s*(?:;.*)?\\z"_s);
    static const QRegularExpression kArray(u"\\A\"?\\$\\{([A-Za-z_]\\w*)\\[[@*]\\]\\}\"?\\z"_s);
    const auto match = kFor.match(loop.written);
    if (loop.kind != ShellLoop::Kind::For || !match.hasMatch())
        return {};
    const auto array = kArray.match(match.captured(2));
    return {match.captured(1),
            array.hasMatch() ? lists.value(array.captured(1)) : plainWords(match.captured(2))};
}

/// Whether a shell within single quotes gets the variable as it stands: it is another one there.
bool isQuoted(const SimpleCommand &command, const QString &name)
{
    const QRegularExpression quoted(u"'[^']*\\$\\{?%1\\b[^']*'"_s.arg(name));
    return quoted.match(command.written).hasMatch();
}

SimpleCommand withWord(SimpleCommand command, const QString &name, const QString &word)
{
    const ShellVariables given {{name, word}};
    for (QString &each : command.words)
        each = substituted(each, given);
    command.input = substituted(command.input, given);
    command.loop = -1;
    return command;
}

} // namespace

QList<SimpleCommand> unrolledCommands(const Script &script, const QStringList &lines)
{
    const QList<SimpleCommand> commands = script.executed();
    const Lists lists = listsIn(lines);
    QHash<int, qsizetype> sizes; // commands of each loop
    for (const SimpleCommand &command : commands)
        ++sizes[command.loop];
    QList<SimpleCommand> all;
    for (qsizetype at = 0; at < commands.size();) {
        const int loop = commands.at(at).loop;
        qsizetype end = at + 1;
        while (loop >= 0 && end < commands.size() && commands.at(end).loop == loop)
            ++end;
        const WordLoop over = loop >= 0 && loop < script.loops.size()
            ? wordsOf(script.loops.at(loop), lists)
            : WordLoop();
        // What stands between an outer loop's own commands belongs to one within it.
        const bool isAlone = sizes.value(loop) == end - at;
        const bool isKnown = !over.words.isEmpty() && isAlone
            && all.size() + over.words.size() * (end - at) < kMostCommands
            && std::none_of(
                commands.begin() + at, commands.begin() + end, [&](const SimpleCommand &command) {
                    return isQuoted(command, over.name);
                });
        if (!isKnown) {
            all += commands.mid(at, end - at);
        } else {
            for (const QString &word : over.words) {
                for (qsizetype i = at; i < end; ++i) {
                    // What stands between `for` and `do` is no command.
                    if (!commands.at(i).condition)
                        all += withWord(commands.at(i), over.name, word);
                }
            }
        }
        at = end;
    }
    return all;
}

} // namespace devstack
