// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/text.h"
#include "foreign/inspect/script.h"
#include "foreign/review/rules/rules.h"

#include <QRegularExpression>
#include <QSet>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

QString programOf(const SimpleCommand &command)
{
    return command.words.value(0).section(u'/', -1);
}

/// What a loop asks to learn whether something answers.
bool asksElsewhere(const SimpleCommand &command)
{
    static const QSet<QString> kProbes {u"docker"_s,
                                        u"docker-compose"_s,
                                        u"curl"_s,
                                        u"wget"_s,
                                        u"nc"_s,
                                        u"mysql"_s,
                                        u"mysqladmin"_s,
                                        u"pg_isready"_s,
                                        u"psql"_s,
                                        u"ping"_s,
                                        u"redis-cli"_s};
    return kProbes.contains(programOf(command));
}

bool counts(const SimpleCommand &command)
{
    static const QRegularExpression kCounter(u"\\A-(?:lt|le|gt|ge)\\z"_s);
    const QString name = programOf(command);
    return command.words.indexOf(kCounter) > 0 || name == u"timeout" || name == u"read";
}

/// Loops over input or over a server for ever are no waits; one that asks and sleeps is.
bool isWait(const Script &script, int loop)
{
    static const QSet<QString> kTests {u"grep"_s, u"test"_s, u"["_s, u"[["_s};
    bool sleeps = false;
    bool asks = false;
    bool always = false;
    for (const SimpleCommand &command : script.commands) {
        if (command.loop != loop)
            continue;
        const QString name = programOf(command);
        if (!command.condition) {
            sleeps = sleeps || name == u"sleep";
            continue;
        }
        asks = asks || asksElsewhere(command) || kTests.contains(name);
        always = always || name == u"true" || name == u":" || name == u"read";
    }
    return !always && (asks || sleeps);
}

/// Whether the command at `leaving` (a `break` or the like) runs only when the one before it got
/// an answer.
bool leavesUponAnswer(const Script &script, qsizetype leaving)
{
    static const QRegularExpression kAnd(u"&&\\s*(?:break|exit|return)\\b"_s);
    static const QRegularExpression kIf(u"\\b(?:el)?if\\b"_s);
    const SimpleCommand &command = script.commands.at(leaving);
    if (leaving == 0 || command.written.contains(u"||"))
        return false;
    qsizetype at = leaving - 1;
    const SimpleCommand &before = script.commands.at(at);
    if (before.loop != command.loop || before.condition)
        return false;
    const bool joined = kAnd.match(command.written).hasMatch()
        || (before.guarded && kIf.match(before.written).hasMatch());
    // Of a pipe any part may be the one that asks.
    while (!asksElsewhere(script.commands.at(at)) && script.commands.at(at).piped && at > 0)
        --at;
    return joined && asksElsewhere(script.commands.at(at));
}

/// `while true` that nothing but an answer ends: the reader of scripts takes its `break` as an end.
bool endsByAnswerOnly(const Script &script, int loop)
{
    static const QSet<QString> kAlways {u"true"_s, u":"_s, u"false"_s, u"sleep"_s};
    static const QSet<QString> kLeaving {u"break"_s, u"exit"_s, u"return"_s};
    bool leaves = false;
    for (qsizetype at = 0; at < script.commands.size(); ++at) {
        const SimpleCommand &command = script.commands.at(at);
        if (command.loop != loop)
            continue;
        const QString name = programOf(command);
        if (counts(command) || (command.condition && !kAlways.contains(name)))
            return false;
        if (command.condition || !kLeaving.contains(name))
            continue;
        if (!leavesUponAnswer(script, at))
            return false;
        leaves = true;
    }
    return leaves;
}

void lookAt(const Script &script, FindingSink &sink)
{
    for (qsizetype i = 0; i < script.loops.size(); ++i) {
        const ShellLoop &loop = script.loops.at(i);
        const bool waits = loop.bounded ? endsByAnswerOnly(script, int(i)) : isWait(script, int(i));
        if (loop.kind == ShellLoop::Kind::For || !waits)
            continue;
        sink.add(
            {loop.mark},
            u"This loop can wait for ever: “%1”."_s.arg(printable(loop.written.left(100))),
            u"Count the attempts and fail after some minutes, with the container's log; or use "
            u"“docker "
            u"compose up --wait”."_s);
    }
}

} // namespace

void lookForUnboundedWaits(const LintInput &input, FindingSink &sink)
{
    for (const Script &script : input.subject.facts.scripts)
        lookAt(script, sink);
    for (const MakeTarget &target : input.subject.facts.makefile.targets) {
        for (const RecipeLine &line : target.recipe) {
            if (line.text.contains(u"until ") || line.text.contains(u"while "))
                lookAt(readScript({line.text}, line.mark.file, line.mark.line), sink);
        }
    }
}

} // namespace devstack
