// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/gracefulstop.h"
#include "core/secrets.h"
#include "engine/exec.h"
#include "engine/leftovers.h"
#include "plan/reasons.h"
#include "service/steps/stepactions.h"

namespace devstack {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
constexpr std::chrono::milliseconds kDefaultLimit = 15min;
}

StepResult runCommand(const RunContext &context,
                      const ContainerCommand &command,
                      Reporter &reporter,
                      std::stop_token stop)
{
    const auto container = context.container(command.ida, command.service);
    if (!container)
        return container.error();
    const EngineClient &engine = *context.parts.engineClient;
    const auto running = requireRunning(engine, *container, command.service, stop);
    if (!running)
        return running.error();
    const std::chrono::milliseconds limit
        = command.timeout.count() > 0 ? command.timeout : kDefaultLimit;
    if (const auto alone = awaitLeftovers(engine, *container, limit, reporter, stop); !alone)
        return alone.error();
    ExecSpec spec;
    spec.container = *container;
    spec.command = command.argv;
    spec.timeout = limit;
    spec.captureOutput = false;
    reporter.line(
        {OutputLine::Stream::Note,
         u"$ "_s + masked(ProcessSpec {command.argv.first(), command.argv.mid(1)}.toShellText())});
    QStringList tail;
    const GracefulStop graceful(stop, context.atOnce, kFinishingGrace);
    const auto outcome
        = runInContainer(engine, spec, graceful.token(), [&](const OutputLine &line) {
              tail += line.text;
              if (tail.size() > 20)
                  tail.removeFirst();
              reporter.line(line);
          });
    if (!outcome)
        return outcome.error();
    if (!outcome->succeeded()) {
        Error error = outcome->toError(
            u"“%1” in %2/%3"_s.arg(command.argv.first(), command.ida, command.service));
        if (error.kind == Error::Kind::Failed)
            error.detail = masked(tail.join(u'\n'));
        return error;
    }
    StepOutcome done;
    done.facts.insert(imagePart(command.service), running->imageId);
    return done;
}

} // namespace devstack
