// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/lifecycle.h"

#include "assembly/names.h"
#include "core/localloop.h"
#include "core/text.h"
#include "engine/networks.h"
#include "engine/volumes.h"
#include "service/assembling.h"
#include "service/assemblysummary.h"
#include "service/effectiveproject.h"
#include "service/httpprobe.h"
#include "service/parts.h"
#include "service/run.h"
#include "service/sidebyside.h"
#include "service/steps/runcontext.h"

#include <QDir>
#include <QElapsedTimer>

namespace devstack {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// An IDA that was assembled before, with what Compose needs to act on it.
struct KnownIda
{
    QString name;
    AssemblySummary summary;
    ComposeProject project;
};

/// `withRetired`: those that are off or external by now too; their containers may still be there.
Result<QList<KnownIda>> knownIdas(Workspace::Parts &parts,
                                  const WorkspaceReading &reading,
                                  const QStringList &idas,
                                  bool withRetired = false)
{
    QList<KnownIda> known;
    for (const QString &name : idas) {
        if (!withRetired && !reading.find(name)->runsHere())
            continue;
        const auto folder = parts.idaFolder(name);
        if (!folder)
            return folder.error();
        auto summary = readSummary(*folder);
        if (!summary)
            continue;
        auto project = effectiveProject(parts, name, summary->project);
        if (!project)
            return project.error();
        known += {name, std::move(*summary), std::move(*project)};
    }
    return known;
}

struct Prepared
{
    FileLock lock;
    WorkspaceReading reading;
    QList<KnownIda> idas;
};

Result<Prepared> prepare(Workspace &workspace,
                         const OperationRequest &request,
                         bool withRetired,
                         std::stop_token stop)
{
    Workspace::Parts &parts = workspace.parts();
    const auto engine = parts.engine();
    if (!engine)
        return engine.error();
    if (const auto version = (*engine)->version(stop); !version)
        return version.error();
    auto lock
        = parts.withState([&](WorkspaceState &state) { return state.lock(request.commandText); });
    if (!lock)
        return lock.error();
    auto reading = readWorkspace(parts, stop);
    if (!reading)
        return reading.error();
    auto idas = reading->selection(request.idas, false);
    if (!idas)
        return idas.error();
    if (request.idas.isEmpty()) {
        // All means all that `up` started: dependencies that nobody listed too.
        idas->clear();
        for (const IdaReading &ida : reading->idas)
            *idas += ida.name;
    }
    auto known = knownIdas(parts, *reading, *idas, withRetired);
    if (!known)
        return known.error();
    return Prepared {std::move(*lock), std::move(*reading), std::move(*known)};
}

QStringList
runningServices(const EngineState &engine, const QString &workspace, const KnownIda &ida)
{
    QStringList keys;
    for (const AssemblySummary::Service &service : ida.summary.services) {
        const ContainerInfo *container = engine.container(workspace, ida.name, service.name);
        if (container && container->state == u"running")
            keys += service.key;
    }
    return keys;
}

std::optional<QString> firstNeverProvisioned(const WorkspaceReading &reading,
                                             const QStringList &idas,
                                             const QList<KnownIda> &known)
{
    for (const QString &name : idas) {
        const bool isKnown
            = std::ranges::any_of(known, [&](const KnownIda &ida) { return ida.name == name; });
        if (reading.find(name)->runsHere() && !isKnown)
            return name;
    }
    return std::nullopt;
}

/// Whether the step with this id left something in the data of the IDA.
bool changesData(const QString &step, const QString &ida)
{
    const QString kind = step.section(u':', 0, 0);
    const QString rest = step.section(u':', 1);
    if (kind == u"client")
        return rest.section(u'/', 0, 0) == ida || rest.section(u'/', 1, 1) == ida;
    return (kind == u"bootstrap" || kind == u"seed" || kind == u"schema")
        && rest.section(u'/', 0, 0) == ida;
}

Error neverProvisioned(const QString &name)
{
    return {Error::Kind::Failed,
            u"“%1” was never provisioned here."_s.arg(name),
            {},
            u"Run “devstack up %1” first."_s.arg(name),
            {}};
}

} // namespace

Result<Plan> start(Workspace &workspace,
                   const OperationRequest &request,
                   PlanObserver &observer,
                   std::stop_token stop)
{
    Workspace::Parts &parts = workspace.parts();
    const auto reading = readWorkspace(parts, stop);
    if (!reading)
        return reading.error();
    const auto idas = reading->selection(request.idas);
    if (!idas)
        return idas.error();
    const auto known = knownIdas(parts, *reading, *idas);
    if (!known)
        return known.error();
    if (const auto missing = firstNeverProvisioned(*reading, *idas, *known))
        return neverProvisioned(*missing);
    const auto isStart = [](const Step &step) {
        return step.kind == StepKind::Volume || step.kind == StepKind::Start
            || step.kind == StepKind::Ready;
    };
    return runJournalled(
        workspace, request, observer, [&](Plan plan) { return plan.filtered(isStart); }, stop);
}

Result<> stop(Workspace &workspace,
              const OperationRequest &request,
              Reporter &reporter,
              std::stop_token stopToken)
{
    auto prepared = prepare(workspace, request, true, stopToken);
    if (!prepared)
        return prepared.error();
    Workspace::Parts &parts = workspace.parts();
    const auto engine = observe(parts, stopToken);
    if (!engine)
        return engine.error();
    const Compose compose = *parts.compose();
    return sideBySide(
        prepared->idas, stopToken, reporter, [&](const KnownIda &ida, Reporter &own) -> Result<> {
            const QStringList keys = runningServices(*engine, parts.id, ida);
            return keys.isEmpty() ? ok() : compose.stop(ida.project, keys, own, {}, stopToken);
        });
}

Result<> restart(Workspace &workspace,
                 const OperationRequest &request,
                 Reporter &reporter,
                 std::stop_token stop)
{
    auto prepared = prepare(workspace, request, false, stop);
    if (!prepared)
        return prepared.error();
    Workspace::Parts &parts = workspace.parts();
    const auto engine = observe(parts, stop);
    if (!engine)
        return engine.error();
    const Compose compose = *parts.compose();
    return sideBySide(
        prepared->idas, stop, reporter, [&](const KnownIda &ida, Reporter &own) -> Result<> {
            // A database that is restarted under its application would only make it fail:
            // applications are meant.
            QStringList keys;
            for (const AssemblySummary::Service &service : ida.summary.services) {
                const bool applications = service.role == AssembledService::Role::Application;
                if (applications && engine->container(parts.id, ida.name, service.name))
                    keys += service.key;
            }
            if (keys.isEmpty())
                return neverProvisioned(ida.name);
            return compose.restart(ida.project, keys, own, {}, stop);
        });
}

Result<> down(Workspace &workspace,
              const OperationRequest &request,
              bool volumes,
              Reporter &reporter,
              std::stop_token stop)
{
    if (volumes && !request.confirmed) {
        return Error {Error::Kind::NeedsConfirmation,
                      u"Nothing was removed: this would destroy the data of %1."_s.arg(
                          request.idas.isEmpty() ? u"all IDAs of the workspace"_s
                                                 : request.idas.join(u", "_s)),
                      {},
                      u"Add --yes to confirm."_s,
                      {}};
    }
    auto prepared = prepare(workspace, request, true, stop);
    if (!prepared)
        return prepared.error();
    Workspace::Parts &parts = workspace.parts();
    const EngineClient &engine = *parts.engineClient;
    const Compose compose = *parts.compose();
    const auto done = sideBySide(
        prepared->idas, stop, reporter, [&](const KnownIda &ida, Reporter &own) -> Result<> {
            if (const auto removed = compose.down(ida.project, true, own, {}, stop);
                !removed || !volumes)
                return removed;
            const auto owned = listVolumes(engine,
                                           {QString::fromUtf16(label::kWorkspace) + u'=' + parts.id,
                                            QString::fromUtf16(label::kIda) + u'=' + ida.name},
                                           stop);
            if (!owned)
                return owned.error();
            for (const VolumeInfo &volume : *owned) {
                if (const auto removed = removeVolume(engine, volume.name, stop); !removed)
                    return removed;
                own.line({OutputLine::Stream::Note,
                          u"%1: removed the volume %2"_s.arg(ida.name, volume.name)});
            }
            return ok();
        });
    if (!done)
        return done;
    if (volumes) {
        const auto forgotten = parts.withState([&](WorkspaceState &state) -> Result<> {
            Generations generations = state.generations();
            for (const KnownIda &ida : std::as_const(prepared->idas))
                generations[ida.name].checkpoints.clear();
            // What ran on the data that is gone has to run again, what was registered in it too.
            const auto isGone = [&](const QString &step) {
                return std::ranges::any_of(prepared->idas, [&](const KnownIda &ida) {
                    return changesData(step, ida.name);
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
        = listContainers(engine, {QString::fromUtf16(label::kWorkspace) + u'=' + parts.id}, stop);
    if (left && left->empty()) {
        const auto removed = removeNetwork(engine, workspaceNetworkName(parts.id), stop);
        if (!removed && removed.error().kind != Error::Kind::NotFound)
            return removed;
    }
    return ok();
}

Result<> waitHealthy(Workspace &workspace,
                     const QStringList &names,
                     std::chrono::milliseconds timeout,
                     Reporter &reporter,
                     std::stop_token stop)
{
    Workspace::Parts &parts = workspace.parts();
    const auto reading = readWorkspace(parts, stop);
    if (!reading)
        return reading.error();
    const auto idas = reading->selection(names, false);
    if (!idas)
        return idas.error();
    const auto known = knownIdas(parts, *reading, *idas);
    if (!known)
        return known.error();
    if (const auto never = firstNeverProvisioned(*reading, *idas, *known))
        return neverProvisioned(*never);
    QElapsedTimer clock;
    clock.start();
    LocalLoop pause;
    QString missing;
    for (;;) {
        const auto engine = observe(parts, stop);
        if (!engine)
            return engine.error();
        missing.clear();
        QStringList addresses;
        for (const KnownIda &ida : *known) {
            for (const AssemblySummary::Service &service : ida.summary.services) {
                const ContainerInfo *container
                    = engine->container(parts.id, ida.name, service.name);
                const bool endedWell = container && container->state == u"exited"
                    && container->status.contains(u"(0)");
                const bool finished = endedWell && service.isOneShot;
                if (container && container->state == u"exited" && !endedWell) {
                    return Error {
                        Error::Kind::Failed,
                        u"%1/%2 ended: %3."_s.arg(ida.name, service.name, container->status),
                        logTail(*parts.engineClient, container->id, 12, stop),
                        {},
                        {}};
                }
                if (!container || (container->state != u"running" && !finished))
                    missing = u"%1/%2 does not run"_s.arg(ida.name, service.name);
                else if (container->health == Health::Starting
                         || container->health == Health::Unhealthy)
                    missing
                        = u"%1/%2 is %3"_s.arg(ida.name, service.name, toString(container->health));
            }
            addresses += ida.summary.healthUrls.values();
        }
        if (missing.isEmpty()) {
            const QList<HttpAnswer> answers = probe(addresses, 5s, stop);
            for (qsizetype i = 0; i < answers.size(); ++i) {
                if (!answers[i].healthy())
                    missing = u"%1 %2"_s.arg(addresses[i], answers[i].toText());
            }
        }
        if (stop.stop_requested())
            return cancelled();
        if (missing.isEmpty())
            return ok();
        if (std::chrono::milliseconds(clock.elapsed()) >= timeout)
            break;
        reporter.progress({clock.elapsed() / 1000, -1, u"seconds"_s, missing});
        if (pause.run(stop, 500ms) == LocalLoop::End::Stopped)
            return cancelled();
    }
    return Error {Error::Kind::Timeout,
                  u"Not healthy after %1: %2."_s.arg(formatDuration(timeout), missing),
                  {},
                  u"Its log says more: “devstack logs”."_s,
                  {}};
}

} // namespace devstack
