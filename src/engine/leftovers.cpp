// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "engine/leftovers.h"

#include "core/localloop.h"
#include "core/text.h"
#include "engine/execwrapper.h"
#include "engine/runningexecs.h"

#include <QElapsedTimer>

#include <utility>

namespace devstack {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// The command of the first of them that still runs; empty when there is none.
Result<QString>
firstLeftover(const EngineClient &engine, const QString &container, std::stop_token stop)
{
    const auto execs = runningExecs(engine, container, std::move(stop));
    if (!execs)
        return execs.error();
    for (const QStringList &words : *execs) {
        const QStringList command = ExecWrapper::foreignCommand(words);
        if (!command.isEmpty())
            return command.join(u' ');
    }
    return QString();
}

} // namespace

Result<> awaitLeftovers(const EngineClient &engine,
                        const QString &container,
                        std::chrono::milliseconds timeout,
                        Reporter &reporter,
                        std::stop_token stop)
{
    QElapsedTimer clock;
    clock.start();
    LocalLoop pause;
    bool isTold = false; // progress is for terminals; a log wants one line
    for (;;) {
        const auto command = firstLeftover(engine, container, stop);
        if (!command)
            return command.error();
        if (command->isEmpty())
            return ok();
        if (std::chrono::milliseconds(clock.elapsed()) >= timeout) {
            return timedOut(
                u"“%1”, left by an interrupted run, still runs."_s.arg(printable(*command)),
                u"Restart its container to end it."_s);
        }
        const QString what = u"Waiting for “%1” of an interrupted run"_s.arg(printable(*command));
        if (!std::exchange(isTold, true))
            reporter.line({OutputLine::Stream::Note, what});
        reporter.progress({clock.elapsed() / 1000, -1, u"seconds"_s, what});
        if (pause.run(stop, 200ms) == LocalLoop::End::Stopped)
            return cancelled();
    }
}

} // namespace devstack
