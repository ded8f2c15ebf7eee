// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/snapshots/ownserver.h"

#include "assembly/names.h"
#include "core/localloop.h"
#include "engine/containers.h"
#include "engine/exec.h"
#include "service/schemas/clientcommand.h"
#include "service/workspaceinternals.h"

#include <QElapsedTimer>

namespace devstack {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto kStartLimit = 5min;
/// A clean end writes everything that is only in memory.
constexpr auto kStopGrace = 10min;

/// It ended, with its last words.
Error ended(const DatabaseServer &server, const OneOffOutcome &outcome)
{
    return failed(u"The server of %1/%2 ended with %3 instead of answering."_s
                      .arg(server.ida, server.service)
                      .arg(outcome.exitCode))
        .because(outcome.output);
}

Result<> awaitAnswer(const EngineClient &engine,
                     const DatabaseServer &server,
                     const HelperContainer &container,
                     Reporter &reporter,
                     const std::stop_token &stop)
{
    QElapsedTimer clock;
    clock.start();
    LocalLoop pause;
    while (std::chrono::milliseconds(clock.elapsed()) < kStartLimit) {
        const auto detail = inspectContainer(engine, container.id(), stop);
        if (!detail)
            return detail.error();
        if (!detail->running) {
            const auto outcome = container.wait(stop);
            return outcome ? ended(server, *outcome) : outcome.error();
        }
        ExecSpec probe;
        probe.container = container.id();
        probe.command = pingCommand(server.kind);
        probe.timeout = 5s;
        const auto answer = runInContainer(engine, probe, stop);
        if (answer && answer->succeeded())
            return ok();
        reporter.progress({clock.elapsed() / 1000, -1, u"seconds"_s, u"waiting for the server"_s});
        if (pause.run(stop, 200ms) == LocalLoop::End::Stopped)
            return cancelled();
    }
    return timedOut(
        u"The server of %1/%2 did not answer within 5 minutes."_s.arg(server.ida, server.service));
}

} // namespace

OwnServer::OwnServer(Workspace::Internals &internals, HelperContainer container)
    : m_internals(internals)
    , m_container(std::move(container))
{
}

Result<OwnServer> OwnServer::start(Workspace::Internals &internals,
                                   const DatabaseServer &server,
                                   const QString &volume,
                                   Reporter &reporter,
                                   std::stop_token stop)
{
    const auto engine = internals.engine();
    if (!engine)
        return engine.error();
    HelperSpec spec;
    spec.image = server.image;
    spec.entrypoint = server.entrypoint;
    spec.command = server.command;
    spec.environment = server.environment;
    spec.mounts = QStringList {volume + u':' + server.folder} + server.binds;
    spec.labels = {{label::kHelper, internals.id}};
    spec.stopGrace = kStopGrace;
    auto container = HelperContainer::create(**engine, spec, stop);
    if (!container)
        return container.error();
    if (const auto started = container->start(stop); !started)
        return started.error();
    if (const auto answers = awaitAnswer(**engine, server, *container, reporter, stop); !answers)
        return answers.error();
    return OwnServer(internals, std::move(*container));
}

Result<QString> OwnServer::run(const QStringList &argv,
                               QIODevice *input,
                               Reporter &reporter,
                               std::stop_token stop) const
{
    return runInDatabase(*m_internals.engineClient,
                         m_container.id(),
                         u"the database"_s,
                         argv,
                         input,
                         reporter,
                         std::move(stop));
}

Result<> OwnServer::end(std::stop_token stop) const
{
    const auto outcome = m_container.end(std::move(stop));
    if (!outcome)
        return outcome.error();
    return outcome->exitCode == 0
        ? ok()
        : Result<>(failed(u"The server did not end cleanly (%1)."_s.arg(outcome->exitCode))
                       .because(outcome->output));
}

} // namespace devstack
