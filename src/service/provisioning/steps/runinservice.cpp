// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/provisioning/steps/runinservice.h"

#include "core/gracefulstop.h"
#include "core/process.h"
#include "core/secrets.h"
#include "core/text.h"
#include "engine/exec.h"
#include "engine/leftovers.h"
#include "service/provisioning/steps/runcontext.h"

namespace devstack {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds kDefaultLimit = 15min;
constexpr qsizetype kTailLines = 20;

QString noteOf(const ContainerCommand &command)
{
    return u"$ "_s + masked(shellText(command.argv))
        + (command.as.isDefault() ? QString() : u"  (%1)"_s.arg(masked(command.as.toText())));
}

} // namespace

Result<> runInService(const EngineClient &engine,
                      const ServiceCommand &service,
                      Reporter &reporter,
                      std::stop_token stop,
                      std::stop_token atOnce)
{
    const ContainerCommand &command = service.command;
    const auto running = requireRunning(engine, service.container, command.service, stop);
    if (!running)
        return running.error();
    const std::chrono::milliseconds limit
        = command.timeout.count() > 0 ? command.timeout : kDefaultLimit;
    if (const auto alone = awaitLeftovers(engine, service.container, limit, reporter, stop); !alone)
        return alone.error();
    ExecSpec spec;
    spec.container = service.container;
    spec.command = command.argv;
    spec.user = command.as.user;
    spec.workingDir = command.as.workingDir;
    spec.environment = command.as.environment;
    spec.inputFile = service.inputFile;
    spec.inputDevice = service.inputDevice;
    spec.timeout = limit;
    spec.captureOutput = false;
    reporter.line({OutputLine::Stream::Note,
                   service.note.isEmpty() ? noteOf(command) : masked(service.note)});
    if (service.onStart)
        service.onStart(*running);
    QStringList tail;
    const GracefulStop graceful(stop, std::move(atOnce), kFinishingGrace);
    const auto ended = runInContainer(engine, spec, graceful.token(), [&](const OutputLine &line) {
        tail += line.text;
        if (tail.size() > kTailLines)
            tail.removeFirst();
        reporter.line(line);
    });
    if (!ended)
        return ended.error();
    if (ended->succeeded())
        return ok();
    Error error = ended->toError(masked(service.what.isEmpty() ? u"“%1” in %2/%3"_s.arg(
                                            command.argv.value(0), command.ida, command.service)
                                                               : service.what));
    if (error.kind == Error::Kind::Failed)
        error.detail = masked(tail.join(u'\n'));
    return error;
}

} // namespace devstack
