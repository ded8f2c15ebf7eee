// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "assembly/names.h"
#include "core/localloop.h"
#include "engine/addresstaken.h"
#include "engine/volumes.h"
#include "service/deafloops.h"
#include "service/killedruns.h"
#include "service/observing/endings.h"
#include "service/observing/verdict.h"
#include "service/projects/mounteddata.h"
#include "service/provisioning/steps/stepactions.h"
#include "service/provisioning/steps/succession.h"
#include "service/removal.h"

#include <QSet>

#include <chrono>
#include <optional>
#include <vector>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

using namespace std::chrono_literals;

/// What fails at its start mostly does within two seconds.
constexpr int kLooks = 4;
constexpr std::chrono::milliseconds kBetweenLooks = 500ms;

/// Says what to do about what Docker only says happened.
Error explained(Error error)
{
    if (const QString name = takenContainerName(error); !name.isEmpty()) {
        return failed(
                   u"The name “%1” is taken by a container that is not of this workspace."_s.arg(
                       name),
                   u"Rename it (“docker rename %1 OTHER”) or remove it, then run the same command again."_s
                       .arg(name))
            .because(error.message);
    }
    if (isPortTaken(error))
        error.hint = u"Another program has taken the port. Run the same command again: the port "
                     u"moves to a free one."_s;
    return error;
}

/// Removes containers that lost a network: Compose would take them as they are, or fail to start
/// them. Answers those services whose containers Compose has to replace itself, because they hold
/// something in volumes without a name.
Result<QStringList> removeStranded(const RunContext &context,
                                   const QString &ida,
                                   const QStringList &services,
                                   std::stop_token stop)
{
    QStringList holding;
    const Assembly &assembly = *context.assembly(ida);
    for (const AssembledService &service : assembly.services) {
        const ContainerInfo *container
            = context.engine.container(context.internals.id, ida, service.name);
        if (!container || !services.contains(service.name)
            || !lacksNetwork(context.engine, *container, assembly.model, service.key))
            continue;
        if (hasUnnamedVolumes(*container)) {
            holding += service.name;
            continue;
        }
        const auto removed = removeOwnContainer(context.internals, container->id, true, stop);
        if (!removed && removed.error().kind != Error::Kind::NotFound)
            return removed.error();
    }
    return holding;
}

/// Lets those go on that somebody paused: Compose cannot start them.
Result<> unpause(const RunContext &context,
                 const QString &ida,
                 const QStringList &services,
                 const std::stop_token &stop)
{
    for (const QString &service : services) {
        const ContainerInfo *container
            = context.engine.container(context.internals.id, ida, service);
        if (!container || container->state != ContainerState::Paused)
            continue;
        const auto goesOn = unpauseContainer(*context.internals.engineClient, container->id, stop);
        if (!goesOn && goesOn.error().kind != Error::Kind::NotFound)
            return goesOn;
    }
    return ok();
}

/// Ends those that the Engine starts again and again, and waits with that for longer each time:
/// Compose takes one that waits for one that runs, and would start nothing.
Result<> endWaitingOnes(const RunContext &context,
                        const QString &ida,
                        const QStringList &services,
                        const std::stop_token &stop)
{
    for (const QString &service : services) {
        const ContainerInfo *container
            = context.engine.container(context.internals.id, ida, service);
        if (!container || container->state != ContainerState::Restarting)
            continue;
        StopsUnderWay known(context.internals, {container->id});
        const auto ended = stopContainer(*context.internals.engineClient, container->id, stop);
        if (!ended && ended.error().kind != Error::Kind::NotFound) {
            known.leave();
            return ended;
        }
    }
    return ok();
}

/// Those of the services that run now: the others need no restart once they are started. Where the
/// Engine does not tell, all of them.
QStringList thatRun(const RunContext &context,
                    const QString &ida,
                    const QStringList &services,
                    const std::stop_token &stop)
{
    if (services.isEmpty())
        return {};
    auto listed = listContainers(*context.internals.engineClient,
                                 {label::filter(label::kWorkspace, context.internals.id)},
                                 stop);
    if (!listed)
        return services;
    EngineState state;
    state.containers = std::move(*listed);
    QStringList running = services;
    running.removeIf([&](const QString &service) {
        const ContainerInfo *container = state.container(context.internals.id, ida, service);
        return container && container->state == ContainerState::Exited;
    });
    return running;
}

/// What is left to see after its start: databases have a step of their own that waits for them,
/// and so do services with a health check.
QList<AssembledService> unwatched(const Assembly &assembly, const StartAction &action)
{
    QList<AssembledService> services;
    const QJsonObject model = assembly.model.value(u"services"_s).toObject();
    for (const AssembledService &service : assembly.services) {
        const QJsonObject check
            = model.value(service.key).toObject().value(u"healthcheck"_s).toObject();
        const bool hasCheck = !check.isEmpty() && !check.value(u"disable"_s).toBool();
        if (action.services.contains(service.name) && !hasCheck
            && service.role != AssembledService::Role::Database)
            services += service;
    }
    return services;
}

/// Why a service that was just started, or ran before, does not run; none while it does, or when it
/// was meant to end.
std::optional<Error> whyItEnded(const RunContext &context,
                                const QString &ida,
                                const AssembledService &service,
                                bool wasStarted,
                                const ContainerInfo *container,
                                Endings &endings,
                                const std::stop_token &stop)
{
    const QString text = wasStarted ? u"The container of “%1” is gone right after its start."_s
                                    : u"The container of “%1” went while others were started."_s;
    if (!container)
        return failed(text.arg(service.name),
                      u"Somebody removed it. Run the same command again."_s);
    // Whether it runs at this moment counts here; whether it stays for long nobody knows yet.
    if (container->state == ContainerState::Running)
        return std::nullopt;
    const EngineClient &engine = *context.internals.engineClient;
    std::vector<ContainerInfo> one {*container};
    endings.ask(engine, one, 1, stop);
    endings.addTo(one);
    const ServiceVerdict verdict = judge(factsOf(&one.front(), service));
    // By itself with 0 is no better, unless that is what it is for.
    const bool hasEnded = verdict == ServiceVerdict::Failed || verdict == ServiceVerdict::Stopped
        || verdict == ServiceVerdict::Restarting;
    if (!hasEnded)
        return std::nullopt;
    const QString end = endText(one.front().exitCode.value_or(0), one.front().oomKilled);
    const QString limit = one.front().oomKilled ? limitText(one.front().memoryLimit) : QString();
    const QString lines = logTail(engine, container->id, 12, stop);
    const QString hint = !limit.isEmpty()
        ? u"Raise the limit in its compose file (mem_limit, deploy.resources); “devstack up %1” takes it."_s
              .arg(ida)
        : lines.isEmpty()
        ? u"It wrote nothing; run the same command again once it is fixed."_s
        : u"Its last lines say why; run the same command again once it is fixed."_s;
    return (wasStarted
                ? failed(
                    u"“%1” ended right after its start with %2%3."_s.arg(service.name, end, limit),
                    hint)
                : failed(u"“%1” ran before, and ended with %2%3 while others were started."_s.arg(
                             service.name, end, limit),
                         limit.isEmpty()
                             ? u"Run the same command again: it starts what does not run."_s
                             : hint))
        .because(lines);
}

QString doneText(QStringList services)
{
    services.sort();
    return u"ended with code 0, which counts as done, since nothing needs or talks to it: %1. "
           u"“restart: \"no\"” in its file says that it is meant to end."_s.arg(
               services.join(u", "_s));
}

/// Of services that are none of this step: which containers ended by themselves with 0, as a part
/// of the step's record, so that the newest record knows all.
Fingerprint endedBefore(const RunContext &context, const Step &step, const StartAction &action)
{
    Fingerprint seen;
    std::vector<ContainerInfo> containers = context.engine.containers;
    addSeenEndings(containers, context.internals.withState([](WorkspaceState &state) {
        return state.stepRecords().all();
    }));
    EngineState engine;
    engine.containers = std::move(containers);
    for (const AssembledService &service : context.assembly(step.ida)->services) {
        const ContainerInfo *container
            = engine.container(context.internals.id, step.ida, service.name);
        if (container && container->stopAsked == false && service.mayEnd
            && container->state == ContainerState::Exited && container->exitCode.value_or(0) == 0
            && !action.services.contains(service.name))
            seen.insert(seenEndingPart(container->id), u"0"_s);
    }
    return seen;
}

/// Looks for two seconds whether what was started stays, and whether what ran before still does.
/// Answers what is to be remembered; an error: the first that did not.
Result<StepOutcome> staysUp(const RunContext &context,
                            const Step &step,
                            const StartAction &action,
                            std::stop_token stop)
{
    const Assembly &assembly = *context.assembly(step.ida);
    const QList<AssembledService> services = unwatched(assembly, action);
    StepOutcome outcome;
    outcome.seen = endedBefore(context, step, action);
    if ((services.isEmpty() && action.keeping.isEmpty()) || action.beforeSchema)
        return outcome;
    Endings endings;
    QSet<QString> ended;
    LocalLoop pause;
    for (int look = 0; look < kLooks; ++look) {
        if (pause.run(stop, kBetweenLooks) == LocalLoop::End::Stopped)
            return cancelled();
        EngineState state;
        auto listed = listContainers(*context.internals.engineClient,
                                     {label::filter(label::kWorkspace, context.internals.id)},
                                     stop);
        if (!listed)
            return listed.error();
        state.containers = std::move(*listed);
        const auto containerOf = [&](const AssembledService &service) {
            return state.container(context.internals.id, step.ida, service.name);
        };
        bool hasMore = false;
        for (const AssembledService &service : services) {
            const ContainerInfo *container = containerOf(service);
            if (auto why = whyItEnded(context, step.ida, service, true, container, endings, stop))
                return *why;
            hasMore = hasMore || container->state == ContainerState::Running;
            if (!service.mayEnd || service.isOneShot || ended.contains(service.name)
                || container->state != ContainerState::Exited)
                continue;
            ended += service.name;
            outcome.seen.insert(seenEndingPart(container->id), u"0"_s);
            outcome.note = doneText(QStringList(ended.begin(), ended.end()));
        }
        for (const AssembledService &service : assembly.services) {
            if (!action.keeping.contains(service.name))
                continue;
            if (auto why = whyItEnded(
                    context, step.ida, service, false, containerOf(service), endings, stop))
                return *why;
        }
        if (!hasMore)
            break;
    }
    return outcome;
}

/// Compose says of a service that others wait for only that it did not complete: its own lines tell
/// why.
Error withItsLines(const RunContext &context,
                   const Step &step,
                   const StartAction &action,
                   const Error &error,
                   const std::stop_token &stop)
{
    const EngineClient &engine = *context.internals.engineClient;
    EngineState state;
    auto listed
        = listContainers(engine, {label::filter(label::kWorkspace, context.internals.id)}, stop);
    if (!listed)
        return explained(error);
    state.containers = std::move(*listed);
    for (const AssembledService &service : context.assembly(step.ida)->services) {
        const ContainerInfo *container
            = state.container(context.internals.id, step.ida, service.name);
        if (!service.isOneShot || !action.services.contains(service.name) || !container
            || container->state != ContainerState::Exited)
            continue;
        std::vector<ContainerInfo> one {*container};
        Endings endings;
        endings.ask(engine, one, 1, stop);
        endings.addTo(one);
        const int code = one.front().exitCode.value_or(0);
        if (code == 0)
            continue;
        return failed(u"“%1” ended with %2, and others wait for its end."_s.arg(
                          service.name, endText(code, one.front().oomKilled)),
                      u"Its last lines say why; run the same command again once it is fixed."_s)
            .because(logTail(engine, container->id, 12, stop));
    }
    return explained(error);
}

/// As they were before the run: those that it restarts are still the same.
QStringList containerIds(const RunContext &context, const QString &ida, const QStringList &services)
{
    QStringList ids;
    for (const QString &service : services) {
        if (const auto *container = context.engine.container(context.internals.id, ida, service))
            ids += container->id;
    }
    return ids;
}

/// The containers of what runs with other settings or over other data than it should: they are
/// ended.
QStringList
replacedContainers(const RunContext &context, const QString &ida, const StartAction &action)
{
    const Assembly &assembly = *context.assembly(ida);
    QStringList ids;
    for (const AssembledService &service : assembly.services) {
        const ContainerInfo *container
            = context.engine.container(context.internals.id, ida, service.name);
        if (container && action.services.contains(service.name)
            && (container->labels.value(label::kHash) != service.hash
                || !otherData(assembly.model, service.key, *container).isEmpty()))
            ids += container->id;
    }
    return ids;
}

} // namespace

StepResult startServices(const RunContext &context,
                         const Step &step,
                         const StartAction &action,
                         Reporter &reporter,
                         std::stop_token stop)
{
    const auto target = context.compose(step.ida);
    if (!target)
        return target.error();
    for (const AssemblyNote &note : context.assembly(step.ida)->notes) {
        if (note.level == AssemblyNote::Level::Problem
            && (note.service.isEmpty() || action.services.contains(note.service))) {
            return failed(
                u"%1: %2"_s.arg(note.service.isEmpty() ? step.ida : note.service, note.what),
                note.why);
        }
    }
    const auto stranded = removeStranded(context, step.ida, action.services, stop);
    if (!stranded)
        return stranded.error();
    if (const auto goesOn = unpause(context, step.ida, action.services, stop); !goesOn)
        return goesOn.error();
    if (const auto ended = endWaitingOnes(context, step.ida, action.services, stop); !ended)
        return ended.error();
    const QStringList restart = thatRun(context, step.ida, action.restart, stop);
    const QStringList replaced = replacedContainers(context, step.ida, action);
    std::optional<StopsUnderWay> known;
    known.emplace(context.internals, replaced + containerIds(context, step.ida, restart));
    if (const auto ended = endDeafLoops(context.internals, replaced, reporter, stop); !ended)
        return ended.error();
    const auto gone = goOnWithOtherData(context, step.ida, action.services, stop);
    if (!gone) {
        known->leave();
        return explained(gone.error());
    }
    QStringList rest = action.services;
    rest.removeIf([&](const QString &service) { return gone->contains(service); });
    ComposeUp up;
    up.services = context.keys(step.ida, rest);
    up.noDependencies = true;
    if (rest.isEmpty())
        return staysUp(context, step, action, stop);
    if (!stranded->isEmpty()) {
        ComposeUp anew = up;
        anew.services = context.keys(step.ida, *stranded);
        anew.forceRecreate = true;
        const auto replacedOnes = target->compose.up(target->project, anew, reporter, stop);
        if (!replacedOnes)
            return replacedOnes.error();
    }
    const auto started = target->compose.up(target->project, up, reporter, stop);
    if (!started) {
        if (started.error().kind != Error::Kind::Cancelled)
            return withItsLines(context, step, action, started.error(), stop);
        known->leave();
        return started.error();
    }
    if (!restart.isEmpty()) {
        if (const auto ended = endDeafLoops(
                context.internals, containerIds(context, step.ida, restart), reporter, stop);
            !ended)
            return ended.error();
        if (const auto restarted = target->compose.restart(
                target->project, context.keys(step.ida, restart), reporter, {}, stop);
            !restarted) {
            known->leave();
            return restarted.error();
        }
    }
    known.reset();
    auto stays = staysUp(context, step, action, stop);
    if (stays && !started->isEmpty()) {
        stays->note
            = u"Made with other settings than the files have now, and kept with what is in it: "
              u"%1. “devstack down %2 --volumes” lets it be made anew, empty."_s.arg(
                  started->join(u", "_s), step.ida);
    }
    return stays;
}

} // namespace devstack
