// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "plan/reasons.h"
#include "service/provisioning/steps/givefile.h"
#include "service/provisioning/steps/runinservice.h"
#include "service/provisioning/steps/stepactions.h"

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// `outcome` has facts from the moment on when the command runs: an error without them kept it from
/// running.
StepResult execute(const RunContext &context,
                   const ContainerCommand &command,
                   Reporter &reporter,
                   std::stop_token stop,
                   StepOutcome &outcome)
{
    const auto container = context.container(command.ida, command.service, stop);
    if (!container)
        return container.error();
    ServiceCommand service;
    service.command = command;
    service.container = *container;
    service.onStart = [&](const ContainerDetail &running) {
        outcome.facts.insert(imagePart(command.service), running.imageId);
    };
    const auto done = runInService(
        *context.internals.engineClient, service, reporter, std::move(stop), context.atOnce);
    return done ? StepResult(outcome) : StepResult(done.error());
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

StepResult applyOwnFile(const RunContext &context,
                        const FileAction &action,
                        Reporter &reporter,
                        std::stop_token stop)
{
    const AssembledService *service = context.service(action.command.ida, action.command.service);
    if (!service)
        return notFound(u"“%1” has no service “%2” in this run."_s.arg(action.command.ida,
                                                                       action.command.service));
    const auto container = context.container(action.command.ida, action.command.service, stop);
    if (!container)
        return container.error();
    const auto done = giveFile(*context.internals.engineClient,
                               *container,
                               service->database,
                               action,
                               reporter,
                               std::move(stop),
                               context.atOnce);
    return done ? StepResult(StepOutcome {}) : StepResult(done.error());
}

StepResult offerCommand(const RunContext &context,
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
    told.note = u"It is tried again when the script, or the image or data of %1 changes."_s.arg(
        command.ida);
    return told;
}

} // namespace devstack
