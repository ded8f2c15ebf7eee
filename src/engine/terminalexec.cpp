// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "engine/terminalexec.h"

#include "core/localloop.h"
#include "engine/execwrapper.h"
#include "engine/runningexecs.h"

#include <QElapsedTimer>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto kLook = 100ms;
constexpr auto kKillLimit = 3s;
constexpr auto kRest = 500ms;

/// The id of a process means another one once it has ended: the Engine knows whether it has.
Result<bool> runs(const EngineClient &engine, const TerminalExec &exec)
{
    const auto running = runningExecs(engine, exec.container, {});
    if (!running && running.error().kind == Error::Kind::NotFound)
        return false; // the container is gone
    if (!running)
        return running.error();
    return std::ranges::any_of(
        *running, [&exec](const QStringList &words) { return words.contains(exec.marker); });
}

/// Whether it ended within the time.
Result<bool>
ends(const EngineClient &engine, const TerminalExec &exec, std::chrono::milliseconds time)
{
    QElapsedTimer clock;
    clock.start();
    LocalLoop pause;
    for (;;) {
        const auto running = runs(engine, exec);
        if (!running)
            return running.error();
        if (!*running || std::chrono::milliseconds(clock.elapsed()) >= time)
            return !*running;
        pause.run({}, kLook);
    }
}

} // namespace

Result<> endTerminalExec(const EngineClient &engine,
                         const TerminalExec &exec,
                         std::chrono::milliseconds grace)
{
    auto ended = ends(engine, exec, 0ms);
    if (!ended || *ended)
        return ended ? ok() : Result<>(ended.error());
    ExecSpec spec;
    spec.container = exec.container;
    spec.user = exec.user;
    signalSession(engine, spec, exec.pid, u"HUP"_s);
    ended = ends(engine, exec, grace);
    // The shell has gone; what it started may still be about to, or ignore the hang-up.
    LocalLoop pause;
    pause.run({}, kRest);
    signalSession(engine, spec, exec.pid, u"KILL"_s);
    if (ended && !*ended)
        ended = ends(engine, exec, kKillLimit);
    if (!ended)
        return ended.error();
    return *ended
        ? ok()
        : timedOut(u"A process goes on in %1 although it was killed."_s.arg(exec.container));
}

} // namespace devstack
