// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "engine/leftovers.h"

#include "core/localloop.h"
#include "core/text.h"
#include "engine/execwrapper.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <utility>

namespace devstack {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// The command of a running exec that another process of this program started; empty when it is
/// none.
Result<QString> leftover(const EngineClient &engine, const QString &exec, std::stop_token stop)
{
    EngineRequest inspect;
    inspect.path = apiPath("/exec/", exec, "/json");
    const auto answer = engine.call(inspect, stop);
    if (!answer && answer.error().kind == Error::Kind::NotFound)
        return QString(); // it ended, and the engine forgot it
    if (!answer)
        return answer.error();
    const QJsonObject fields = answer->object();
    if (!fields[u"Running"_s].toBool())
        return QString();
    QStringList words {fields[u"ProcessConfig"_s][u"entrypoint"_s].toString()};
    for (const auto &word : fields[u"ProcessConfig"_s][u"arguments"_s].toArray())
        words += word.toString();
    return ExecWrapper::foreignCommand(words).join(u' ');
}

/// The first of them that still runs.
Result<QString>
firstLeftover(const EngineClient &engine, const QString &container, std::stop_token stop)
{
    EngineRequest inspect;
    inspect.path = apiPath("/containers/", container, "/json");
    const auto answer = engine.call(inspect, stop);
    if (!answer)
        return answer.error();
    for (const auto &exec : answer->object()[u"ExecIDs"_s].toArray()) {
        auto command = leftover(engine, exec.toString(), stop);
        if (!command || !command->isEmpty())
            return command;
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
