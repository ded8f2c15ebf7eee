// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/containers/lifecycle.h"

#include "assembly/names.h"
#include "core/text.h"
#include "engine/volumes.h"
#include "service/containers/namedservices.h"
#include "service/deafloops.h"
#include "service/definition/composeconfig.h"
#include "service/definition/trustquestions.h"
#include "service/killedruns.h"
#include "service/projects/addresses.h"
#include "service/provisioning/provisionrun.h"
#include "service/removal.h"
#include "service/sidebyside.h"
#include "service/volumes/neededvolumes.h"
#include "service/workspaceinternals.h"

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

struct Prepared
{
    FileLock lock;
    WorkspaceDefinition definition;
    NamedServices named; ///< what the request asks for
    QList<KnownIda> idas;
};

Result<Prepared> prepare(Workspace &workspace,
                         const OperationRequest &request,
                         KnownScope scope,
                         Reporter &reporter,
                         std::stop_token stop)
{
    Workspace::Internals &internals = workspace.internals();
    const auto engine = internals.engine();
    if (!engine)
        return engine.error();
    if (const auto version = (*engine)->version(stop); !version)
        return version.error();
    auto lock = internals.withState(
        [&](WorkspaceState &state) { return state.lock(request.commandText); });
    if (!lock)
        return lock.error();
    const auto say = [&](const QString &what) { reporter.line({OutputLine::Stream::Note, what}); };
    if (const auto ended = awaitKilledCompose(internals, say, stop); !ended)
        return ended.error();
    auto definition = readWorkspace(internals, stop);
    if (!definition)
        return definition.error();
    auto named = namedServices(*definition, request.idas);
    if (!named)
        return named.error();
    QStringList idas = named->idas;
    if (request.idas.isEmpty()) {
        // All means all that `up` started: dependencies that nobody listed too.
        for (const IdaDefinition &ida : definition->idas)
            idas += ida.name;
    }
    auto known = knownIdas(internals, *definition, idas, scope);
    if (!known)
        return known.error();
    if (const auto there = requireServices(*named, *known); !there)
        return there.error();
    return Prepared {
        std::move(*lock), std::move(*definition), std::move(*named), std::move(*known)};
}

void say(Reporter &reporter, const QString &ida, const QString &what)
{
    reporter.line({OutputLine::Stream::Note, u"%1: %2"_s.arg(ida, what)});
}

/// "app, db" for the keys "credentials.app", "credentials.db".
QString serviceNames(const KnownIda &ida, const QStringList &keys)
{
    QStringList names;
    for (const AssembledService &service : ida.summary.services) {
        if (keys.contains(service.key))
            names += service.name;
    }
    return names.join(u", "_s);
}

QStringList servicesToStop(const EngineState &engine,
                           const QString &workspace,
                           const KnownIda &ida,
                           const NamedServices &named)
{
    QStringList keys;
    for (const AssembledService &service : ida.summary.services) {
        const ContainerInfo *container = engine.container(workspace, ida.name, service.name);
        if (container && hasProcess(container->state) && named.has(ida.name, service.name))
            keys += service.key;
    }
    return keys;
}

/// The ids of the containers of these services.
QStringList containersOf(const EngineState &engine,
                         const QString &workspace,
                         const KnownIda &ida,
                         const QStringList &keys)
{
    QStringList ids;
    for (const AssembledService &service : ida.summary.services) {
        const ContainerInfo *container = engine.container(workspace, ida.name, service.name);
        if (container && keys.contains(service.key))
            ids += container->id;
    }
    return ids;
}

/// Of an IDA of which nothing that was named has a container.
Error noContainers(const KnownIda &ida, const NamedServices &named)
{
    const QStringList services = named.services.value(ida.name);
    const QString what = services.isEmpty() ? ida.name : ida.name + u'/' + services.join(u", "_s);
    return failed(u"“%1” has no container."_s.arg(what),
                  u"“devstack up %1” makes and starts them."_s.arg(ida.name));
}

/// Links may lead elsewhere since the files were agreed to, and the Engine looks anew where they
/// lead when it starts a container.
Result<> requireStillAgreed(Workspace &workspace,
                            const Prepared &prepared,
                            const OperationRequest &request,
                            const std::stop_token &stop)
{
    for (const KnownIda &known : prepared.idas) {
        const IdaDefinition *ida = prepared.definition.find(known.name);
        if (!ida || requireAgreed(workspace.internals(), *ida))
            continue;
        const auto trusted
            = requireTrust(workspace, prepared.definition, {known.name}, request.trust, stop);
        if (!trusted)
            return trusted;
    }
    return ok();
}

/// A container that is frozen would stay so, and everybody who needs it with it.
Result<>
thaw(Workspace::Internals &internals, const ContainerInfo *container, const std::stop_token &stop)
{
    return container && container->state == ContainerState::Paused
        ? unpauseContainer(*internals.engineClient, container->id, stop)
        : ok();
}

/// Service → when its container was started last; those without one, or of which nothing can be
/// learnt, are not in it.
QMap<QString, QDateTime> startTimes(const Workspace::Internals &internals,
                                    const EngineState &engine,
                                    const KnownIda &ida,
                                    const std::stop_token &stop)
{
    QMap<QString, QDateTime> times;
    for (const AssembledService &service : ida.summary.services) {
        const ContainerInfo *container = engine.container(internals.id, ida.name, service.name);
        const auto detail = container
            ? inspectContainer(*internals.engineClient, container->id, stop)
            : Result<ContainerDetail>(notFound(service.name));
        if (detail)
            times.insert(service.name, detail->startedAt);
    }
    return times;
}

/// "2 checkpoints of a (x, y)".
QString checkpointsText(const QString &ida, const QStringList &names)
{
    return u"%1 of %2 (%3)"_s.arg(names.size() == 1 ? u"1 checkpoint"_s
                                                    : u"%1 checkpoints"_s.arg(names.size()),
                                  ida,
                                  names.join(u", "_s));
}

/// Nothing of the IDAs is left that uses a port which had to move: the next start asks for the
/// file's again.
Result<> forgetMovedPorts(Workspace::Internals &internals, const QList<KnownIda> &idas)
{
    return internals.withState([&](WorkspaceState &state) -> Result<> {
        PortChoices ports = state.ports();
        ports.removeIf([&](auto port) {
            return std::ranges::any_of(idas, [&](const KnownIda &ida) {
                return port.key().startsWith(ida.name + u'/')
                    && isMovedPort(port.key(), port.value());
            });
        });
        return ports == state.ports() ? ok() : state.savePorts(ports);
    });
}

} // namespace

QStringList lostWithVolumes(const Generations &generations, const QStringList &idas)
{
    QStringList lost;
    QStringList kept;
    for (auto it = generations.cbegin(); it != generations.cend(); ++it) {
        if (!idas.isEmpty() && !idas.contains(it.key()))
            continue;
        QStringList going;
        QStringList staying;
        for (const Checkpoint &checkpoint : it->checkpoints)
            (checkpoint.isKept() ? staying : going) += checkpoint.name;
        if (!going.isEmpty())
            lost += checkpointsText(it.key(), going);
        if (!staying.isEmpty())
            kept += checkpointsText(it.key(), staying);
    }
    QStringList lines {u"This destroys the data of %1 for good."_s.arg(
        idas.isEmpty() ? u"all IDAs of the workspace"_s : idas.join(u", "_s))};
    if (!lost.isEmpty())
        lines += u"With it go %1."_s.arg(lost.join(u"; "_s));
    if (!kept.isEmpty())
        lines += u"What you saved stays: %1. “devstack checkpoint delete” destroys one."_s.arg(
            kept.join(u"; "_s));
    return lines;
}

Result<Plan> start(Workspace &workspace,
                   const OperationRequest &request,
                   PlanObserver &observer,
                   std::stop_token stop)
{
    Workspace::Internals &internals = workspace.internals();
    ProvisionRun run(workspace, request, observer);
    if (const auto begun = run.begin(stop); !begun)
        return begun.error();
    const auto idas = run.definition().selection(request.idas);
    if (!idas)
        return run.failed(idas.error());
    const auto known = knownIdas(internals, run.definition(), *idas);
    if (!known)
        return run.failed(known.error());
    if (const auto missing = firstNeverProvisioned(run.definition(), *idas, *known))
        return run.failed(neverProvisioned(*missing));
    const auto isStart = [](const Step &step) {
        return step.kind == StepKind::Volume || step.kind == StepKind::Start
            || step.kind == StepKind::Ready;
    };
    return run.run([&](Plan plan) { return plan.filtered(isStart); }, stop);
}

Result<> startServices(Workspace &workspace,
                       const OperationRequest &request,
                       Reporter &reporter,
                       std::stop_token stop)
{
    auto prepared = prepare(workspace, request, KnownScope::Here, reporter, stop);
    if (!prepared)
        return prepared.error();
    Workspace::Internals &internals = workspace.internals();
    if (const auto agreed = requireStillAgreed(workspace, *prepared, request, stop); !agreed)
        return agreed;
    const auto engine = observe(internals, stop);
    if (!engine)
        return engine.error();
    const Compose compose = *internals.compose();
    return sideBySide(
        prepared->idas, stop, reporter, [&](const KnownIda &ida, Reporter &own) -> Result<> {
            QStringList keys;
            for (const AssembledService &service : ida.summary.services) {
                const ContainerInfo *container
                    = engine->container(internals.id, ida.name, service.name);
                if (!container || !prepared->named.has(ida.name, service.name))
                    continue;
                keys += service.key;
                if (const auto goesOn = thaw(internals, container, stop); !goesOn)
                    return goesOn;
            }
            if (keys.isEmpty())
                return noContainers(ida, prepared->named);
            SilentReporter silence;
            const auto started = compose.start(ida.project, keys, silence, stop);
            if (started)
                say(own, ida.name, u"started %1"_s.arg(serviceNames(ida, keys)));
            return started;
        });
}

Result<> stop(Workspace &workspace,
              const OperationRequest &request,
              Reporter &reporter,
              std::stop_token stopToken)
{
    auto prepared = prepare(workspace, request, KnownScope::Retired, reporter, stopToken);
    if (!prepared)
        return prepared.error();
    Workspace::Internals &internals = workspace.internals();
    const auto engine = observe(internals, stopToken);
    if (!engine)
        return engine.error();
    const Compose compose = *internals.compose();
    return sideBySide(
        prepared->idas, stopToken, reporter, [&](const KnownIda &ida, Reporter &own) -> Result<> {
            const QStringList keys = servicesToStop(*engine, internals.id, ida, prepared->named);
            if (keys.isEmpty()) {
                say(own, ida.name, u"nothing runs"_s);
                return ok();
            }
            SilentReporter silence;
            const QStringList ids = containersOf(*engine, internals.id, ida, keys);
            StopsUnderWay known(internals, ids);
            if (const auto ended = endDeafLoops(internals, ids, own, stopToken); !ended)
                return ended;
            const auto stopped = compose.stop(ida.project, keys, silence, {}, stopToken);
            if (!stopped)
                known.leave();
            else
                say(own, ida.name, u"stopped %1"_s.arg(serviceNames(ida, keys)));
            return stopped;
        });
}

Result<> restart(Workspace &workspace,
                 const OperationRequest &request,
                 Reporter &reporter,
                 std::stop_token stop)
{
    auto prepared = prepare(workspace, request, KnownScope::Here, reporter, stop);
    if (!prepared)
        return prepared.error();
    Workspace::Internals &internals = workspace.internals();
    if (const auto agreed = requireStillAgreed(workspace, *prepared, request, stop); !agreed)
        return agreed;
    const auto engine = observe(internals, stop);
    if (!engine)
        return engine.error();
    const Compose compose = *internals.compose();
    return sideBySide(
        prepared->idas, stop, reporter, [&](const KnownIda &ida, Reporter &own) -> Result<> {
            // A database that is restarted under its application would only make it fail:
            // applications are meant where nobody says which.
            const bool isWhole = prepared->named.isWhole(ida.name);
            QStringList keys;
            for (const AssembledService &service : ida.summary.services) {
                const bool isMeant = isWhole ? service.role == AssembledService::Role::Application
                                             : prepared->named.has(ida.name, service.name);
                const ContainerInfo *container
                    = engine->container(internals.id, ida.name, service.name);
                if (isMeant && container)
                    keys += service.key;
                if (const auto goesOn = thaw(internals, container, stop); !goesOn)
                    return goesOn;
            }
            if (keys.isEmpty())
                return noContainers(ida, prepared->named);
            SilentReporter silence;
            const auto before = startTimes(internals, *engine, ida, stop);
            const QStringList ids = containersOf(*engine, internals.id, ida, keys);
            StopsUnderWay known(internals, ids);
            if (const auto ended = endDeafLoops(internals, ids, own, stop); !ended)
                return ended;
            const auto restarted = compose.restart(ida.project, keys, silence, {}, stop);
            if (!restarted) {
                known.leave();
                return restarted;
            }
            // Compose restarts those too that are bound to what it is told.
            const auto after = startTimes(internals, *engine, ida, stop);
            QStringList names;
            for (auto it = after.begin(); it != after.end(); ++it) {
                if (it.value() != before.value(it.key()))
                    names += it.key();
            }
            say(own,
                ida.name,
                u"restarted %1"_s.arg(names.isEmpty() ? serviceNames(ida, keys)
                                                      : names.join(u", "_s)));
            return ok();
        });
}

Result<> down(Workspace &workspace,
              const OperationRequest &request,
              bool volumes,
              Reporter &reporter,
              std::stop_token stop)
{
    if (volumes && !request.confirmed)
        return unconfirmed(u"Nothing was removed."_s)
            .because(lostWithVolumes(workspace.internals().withState(
                                         [](WorkspaceState &state) { return state.generations(); }),
                                     request.idas)
                         .join(u'\n'));
    auto prepared = prepare(workspace, request, KnownScope::Unreadable, reporter, stop);
    if (!prepared)
        return prepared.error();
    if (prepared->named.hasSingleServices())
        return invalidInput(u"Only whole IDAs are taken down: their networks go, too."_s,
                            {},
                            u"“devstack stop IDA/SERVICE” ends a single service."_s);
    Workspace::Internals &internals = workspace.internals();
    const EngineClient &engine = *internals.engineClient;
    const Generations before
        = internals.withState([](WorkspaceState &state) { return state.generations(); });
    // They hold volumes of commands that were killed.
    std::ignore = removeHelpers(internals, stop);
    const auto done = sideBySide(
        prepared->idas, stop, reporter, [&](const KnownIda &ida, Reporter &own) -> Result<> {
            const auto unnamed = volumes ? unnamedVolumes(internals, ida.name, stop)
                                         : Result<QStringList>(QStringList());
            if (!unnamed)
                return unnamed.error();
            const auto running = listContainers(engine,
                                                {label::filter(label::kWorkspace, internals.id),
                                                 label::filter(label::kIda, ida.name)},
                                                stop);
            QStringList ids;
            for (const ContainerInfo &container : running ? *running : std::vector<ContainerInfo>())
                ids += container.id;
            StopsUnderWay known(internals, ids);
            if (const auto ended = endDeafLoops(internals, ids, own, stop); !ended)
                return ended;
            const auto removed = takeDown(internals, ida.project, ida.name, stop);
            if (!removed)
                known.leave();
            else
                say(own, ida.name, u"removed its containers and networks"_s);
            if (!removed || !volumes)
                return removed;
            auto owned = listVolumes(engine,
                                     {label::filter(label::kWorkspace, internals.id),
                                      label::filter(label::kIda, ida.name)},
                                     stop);
            if (!owned)
                return owned.error();
            mountsFirst(*owned);
            const QSet<QString> kept = checkpointVolumes(onlyKept(before.value(ida.name)));
            // Killed while volumes go, the next run begins anew, and not with what is left of them.
            const auto begins = internals.withState([&](WorkspaceState &state) {
                Generations generations = state.generations();
                generations[ida.name] = begunAnew(before.value(ida.name));
                return state.save(generations);
            });
            if (!begins)
                return begins;
            for (const QString &volume : *unnamed) {
                if (const auto gone = removeUnnamedVolume(internals, volume, stop); !gone)
                    return gone;
                say(own, ida.name, u"removed the volume %1"_s.arg(volume));
            }
            for (const VolumeInfo &volume : *owned) {
                if (unnamed->contains(volume.name) || kept.contains(volume.name))
                    continue;
                if (const auto gone = removeOwnVolume(internals, volume.name, stop); !gone)
                    return gone;
                say(own, ida.name, u"removed the volume %1"_s.arg(volume.name));
            }
            return ok();
        });
    if (!done)
        return done;
    if (const auto forgotten = forgetMovedPorts(internals, prepared->idas); !forgotten)
        return forgotten;
    if (volumes) {
        const auto forgotten = internals.withState([&](WorkspaceState &state) -> Result<> {
            Generations generations = state.generations();
            for (const KnownIda &ida : std::as_const(prepared->idas))
                generations[ida.name] = onlyKept(before.value(ida.name));
            // What ran on the data that is gone has to run again, what was registered in it too.
            const auto isGone = [&](const QString &, const StepRecord &record) {
                return std::ranges::any_of(prepared->idas, [&](const KnownIda &ida) {
                    return record.idas.contains(ida.name);
                });
            };
            if (const auto dropped = state.stepRecords().forget(isGone); !dropped)
                return dropped;
            return state.save(generations);
        });
        if (!forgotten)
            return forgotten;
    }
    // The workspace's own network goes with its last container.
    const auto left
        = listContainers(engine, {label::filter(label::kWorkspace, internals.id)}, stop);
    if (left && left->empty()) {
        const auto removed = removeOwnNetwork(internals, workspaceNetworkName(internals.id), stop);
        if (!removed && removed.error().kind != Error::Kind::NotFound)
            return removed;
    }
    return ok();
}

} // namespace devstack
