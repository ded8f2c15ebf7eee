// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/text.h"
#include "inspect/script.h"
#include "review/rules/rules.h"

#include <QSet>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// Loops over input or over a server for ever are no waits; one that asks and sleeps is.
bool isWait(const Script &script, int loop)
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
                                        u"redis-cli"_s,
                                        u"grep"_s,
                                        u"test"_s,
                                        u"["_s,
                                        u"[["_s};
    bool sleeps = false;
    bool asks = false;
    bool always = false;
    for (const SimpleCommand &command : script.commands) {
        if (command.loop != loop)
            continue;
        const QString name = command.words.value(0).section(u'/', -1);
        if (!command.condition) {
            sleeps = sleeps || name == u"sleep";
            continue;
        }
        asks = asks || kProbes.contains(name);
        always = always || name == u"true" || name == u":" || name == u"read";
    }
    return !always && (asks || sleeps);
}

void lookAt(const Script &script, FindingSink &sink)
{
    for (qsizetype i = 0; i < script.loops.size(); ++i) {
        const ShellLoop &loop = script.loops.at(i);
        if (loop.bounded || loop.kind == ShellLoop::Kind::For || !isWait(script, int(i)))
            continue;
        sink.add({loop.mark},
                 u"This loop waits for ever when what it waits for never comes: “%1”."_s.arg(
                     printable(loop.written.left(100))),
                 u"Count the turns and fail after some minutes, with the container's log; or use "
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
