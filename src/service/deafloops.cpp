// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/deafloops.h"

#include "engine/containers.h"
#include "service/sidebyside.h"
#include "service/workspaceinternals.h"

#include <QRegularExpression>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

bool isDeafLoop(const QStringList &command, const QStringList &environment)
{
    static const QStringList kShells {u"sh"_s, u"bash"_s, u"dash"_s, u"ash"_s};
    if (command.size() != 3 || !kShells.contains(command.at(0).section(u'/', -1))
        || (command.at(1) != u"-c" && command.at(1) != u"-ec"))
        return false;
    // A file that the shell reads first could set a trap.
    const bool readsMore = std::ranges::any_of(environment, [](const QString &variable) {
        return variable.startsWith(u"BASH_ENV=") || variable.startsWith(u"BASH_FUNC_");
    });
    static const QRegularExpression kEndless(
        u"\\bwhile\\s+(?:true|:|1|\\[ 1 \\])\\s*[;\\n]\\s*do\\b"_s);
    static const QRegularExpression kMayHear(
        u"\\b(?:trap|exec|source|eval|enable|alias)\\b|(?:\\A|[;&|(){}\\s])\\.\\s"_s);
    const QString &text = command.at(2);
    return !readsMore && kEndless.match(text).hasMatch() && !kMayHear.match(text).hasMatch();
}

Result<> endDeafLoops(Workspace::Internals &internals,
                      const QStringList &containers,
                      Reporter &reporter,
                      std::stop_token stop)
{
    const auto engine = internals.engine();
    if (!engine)
        return engine.error();
    return sideBySide(
        containers, stop, reporter, [&](const QString &id, Reporter &own) -> Result<> {
            const auto detail = inspectContainer(**engine, id, stop);
            if (!detail || !detail->running || detail->stopTimeout
                || !isDeafLoop(detail->command, detail->environment))
                return ok();
            own.line({OutputLine::Stream::Note,
                      u"%1 is ended after one second instead of ten: its command is an endless "
                      u"loop of a shell, which hears no request to end"_s.arg(detail->name)});
            return stopContainerWithin(**engine, id, std::chrono::seconds(1), stop);
        });
}

} // namespace devstack
