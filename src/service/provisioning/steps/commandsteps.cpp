// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/gracefulstop.h"
#include "core/secrets.h"
#include "engine/exec.h"
#include "engine/leftovers.h"
#include "plan/reasons.h"
#include "service/provisioning/steps/stepactions.h"

namespace devstack {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
constexpr std::chrono::milliseconds kDefaultLimit = 15min;

/// `outcome` has facts from the moment on when the command runs: an error without them kept it from
/// running.
StepResult execute(const RunContext &context,
                   const ContainerCommand &command,
                   Reporter &reporter,
                   std::stop_token stop,
                   StepOutcome &outcome)
{
    const auto container = context.container(command.ida, command.service);
    if (!container)
        return container.error();
    const EngineClient &engine = *context.internals.engineClient;
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
    spec.user = command.as.user;
    spec.workingDir = command.as.workingDir;
    spec.environment = command.as.environment;
    spec.timeout = limit;
    spec.captureOutput = false;
    reporter.line(
        {OutputLine::Stream::Note,
         u"$ "_s + masked(ProcessSpec {command.argv.first(), command.argv.mid(1)}.toShellText())
             + (command.as.isDefault() ? QString()
                                       : u"  (%1)"_s.arg(masked(command.as.toText())))});
    outcome.facts.insert(imagePart(command.service), running->imageId);
    QStringList tail;
    const GracefulStop graceful(stop, context.atOnce, kFinishingGrace);
    const auto ended = runInContainer(engine, spec, graceful.token(), [&](const OutputLine &line) {
        tail += line.text;
        if (tail.size() > 20)
            tail.removeFirst();
        reporter.line(line);
    });
    if (!ended)
        return ended.error();
    if (!ended->succeeded()) {
        Error error = ended->toError(
            u"“%1” in %2/%3"_s.arg(command.argv.first(), command.ida, command.service));
        if (error.kind == Error::Kind::Failed)
            error.detail = masked(tail.join(u'\n'));
        return error;
    }
    return outcome;
}

} // namespace

StepResult runCommand(const RunContext &context,
                      const ContainerCommand &command,
                      Reporter &reporter,
                      std::stop_token stop)
{
    StepOutcome outcome;
    return execute(context, command, reporter, std::move(stop), outcome);
}

StepResult writeRows(const RunContext &context,
                     const ContainerCommand &command,
                     Reporter &reporter,
                     std::stop_token stop)
{
    StepOutcome told;
    auto written = execute(context, command, reporter, stop, told);
    if (written)
        written->facts.insert(takenPart(), u"yes"_s);
    const bool isTold = !written && !told.facts.isEmpty() && !stop.stop_requested()
        && (written.error().kind == Error::Kind::Failed
            || written.error().kind == Error::Kind::Timeout);
    if (!isTold)
        return written;
    const QString said = written.error().detail.section(u'\n', -1).trimmed();
    told.facts.insert(takenPart(), u"no"_s);
    told.reason = u"not taken: %1"_s.arg(said.isEmpty() ? written.error().message : said);
    reporter.line(
        {OutputLine::Stream::Note,
         u"%1 did not take these rows. Nothing else depends on them; they are tried again when the script or the data of %1 changes."_s
             .arg(command.ida)});
    return told;
}

} // namespace devstack
