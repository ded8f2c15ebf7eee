// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "plan/fingerprints.h"
#include "plan/idasteps.h"
#include "plan/reasons.h"

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

bool isWell(const PlanService &service)
{
    using State = PlanService::State;
    return service.state == State::Running || service.state == State::Healthy
        || (service.isOneShot && service.state == State::Finished);
}

/// The services of an IDA that this run starts.
QStringList startedInRun(PlanDraft &draft, const PlanIda &ida)
{
    QStringList services;
    for (const QString &id :
         {draft.ends[ida.name].applications, QString(u"start:"_s + ida.name + u"/databases"_s)}) {
        if (!draft.isPending(id))
            continue;
        if (const auto *start = std::get_if<StartAction>(&draft.step(id).action))
            services += start->services;
    }
    return services;
}

/// Why the Engine says that a service is not well; empty: it does not.
QString reasonNotWell(const PlanService &service)
{
    if (isWell(service))
        return {};
    return service.state == PlanService::State::Starting
        ? u"the health check of %1 has not passed yet"_s.arg(service.name)
        : u"%1 is not healthy"_s.arg(service.name);
}

/// Why the health of an IDA has to be awaited; empty when it is well.
QString reasonToWait(PlanDraft &draft, const PlanIda &ida, const PlanUrl &url)
{
    const PhaseEnds &ends = draft.ends[ida.name];
    const QStringList starting = startedInRun(draft, ida);
    if (starting.contains(url.service) || (url.service.isEmpty() && !starting.isEmpty()))
        return u"it starts in this run"_s;
    for (const QString &id : ends.bootstrapped) {
        if (draft.isPending(id) && draft.step(id).kind == StepKind::Bootstrap)
            return u"its bootstrap runs before"_s;
    }
    if (url.healthy == false)
        return u"it does not answer"_s;
    for (const PlanService &service : ida.services) {
        // An address that answers speaks for all but the service that serves it.
        const bool counts = service.name == url.service || (url.service.isEmpty() && !url.healthy);
        if (const QString reason = reasonNotWell(service); counts && !reason.isEmpty())
            return reason;
    }
    // It may need the others.
    if (starting.size() > 1)
        return u"%1 start in this run"_s.arg(starting.join(u", "_s));
    return starting.isEmpty() ? QString() : u"%1 starts in this run"_s.arg(starting.first());
}

void addHealthStep(PlanDraft &draft, const PlanIda &ida, const QString &name, const PlanUrl &url)
{
    Step step;
    step.id = u"health:"_s + ida.name + u'/' + name;
    if (draft.has(step.id))
        return;
    step.ida = ida.name;
    step.service = url.service;
    step.kind = StepKind::Health;
    step.title = url.url.isEmpty() ? u"Wait until %1 is healthy"_s.arg(url.service)
                                   : u"Wait until %1 answers"_s.arg(url.url);
    step.action = HealthAction {url.name, url.url, url.service};
    step.after = draft.ends[ida.name].bootstrapped;
    const QString reason = reasonToWait(draft, ida, url);
    step.state = reason.isEmpty() ? StepState::Satisfied : StepState::Pending;
    step.reason = reason.isEmpty() ? u"it is healthy"_s : reason;
    draft.ends[ida.name].health.append(draft.add(step).id);
}

} // namespace

Result<> addBootstrapAndHealth(PlanDraft &draft, const PlanIda &ida)
{
    QStringList covered;
    int number = 0;
    for (const PlanRun &run : ida.bootstrap) {
        ++number;
        const auto fits = checkService(run, ida, u"Bootstrap %1 of %2"_s.arg(number).arg(ida.name));
        if (!fits)
            return fits.error();
        Step step;
        step.id = u"bootstrap:"_s + ida.name + u'/' + QString::number(number);
        step.ida = ida.name;
        step.kind = StepKind::Bootstrap;
        ContainerCommand command = run.command;
        command.ida = ida.name;
        step.title = commandText(command.argv)
            + (command.as.isDefault() ? QString() : u" (%1)"_s.arg(command.as.toText()));
        step.action = CommandAction {command, false, {}};
        step.after = draft.ends[ida.name].bootstrapped;
        step.parts = commandParts(run);
        addVolumeParts(step.parts, draft, ida);
        addImageParts(step.parts, draft, *findService(ida, command.service));
        draft.judgeByRecord(step);
        const QString id = draft.add(step).id;
        PhaseEnds &ends = draft.ends[ida.name];
        if (number == 1)
            ends.firstBootstrap = id;
        ends.bootstrapped = {id};
    }
    for (const PlanUrl &url : ida.urls) {
        addHealthStep(draft, ida, url.name, url);
        covered.append(url.service);
    }
    for (const PlanService &service : ida.services) {
        if (service.hasHealthcheck && !service.isDatabase && !service.isOneShot
            && !covered.contains(service.name))
            addHealthStep(draft, ida, service.name, {{}, {}, service.name, std::nullopt});
    }
    PhaseEnds &ends = draft.ends[ida.name];
    ends.healthy = ends.health.isEmpty() ? ends.bootstrapped : ends.health;
    return ok();
}

} // namespace devstack
