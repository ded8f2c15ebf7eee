// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "assembly/names.h"
#include "core/localloop.h"
#include "core/text.h"
#include "core/timelimit.h"
#include "engine/containers.h"
#include "service/containers/containerchanges.h"
#include "service/containers/knownidas.h"
#include "service/containers/lifecycle.h"
#include "service/observing/endings.h"
#include "service/observing/httpprobe.h"
#include "service/observing/runningsteps.h"
#include "service/observing/takesnapshot.h"
#include "service/observing/verdict.h"
#include "service/provisioning/steps/runcontext.h"
#include "service/workspaceinternals.h"

#include <QElapsedTimer>

namespace devstack {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Nothing tells when a URL begins to answer: it is asked again and again.
constexpr std::chrono::milliseconds kUrlPause = 500ms;
/// Containers tell; this is for events that were lost with the connection.
constexpr std::chrono::milliseconds kContainerPause = 5s;

/// Who is asked right after an `up` was started must not be told that nothing was: it takes a
/// moment to begin.
constexpr std::chrono::milliseconds kBeginning = 1500ms;

/// What is still missing, one sentence; empty: nothing.
struct Missing
{
    QString text;
    bool isUrl = false;
    QString notStarted; ///< the IDA of a service whose container nothing will start by itself
    NextAction next = NextAction::Up; ///< what starts it
};

/// Looks at what several IDAs have on the Engine.
class HealthLook
{
public:
    HealthLook(const EngineClient &engine, const QString &workspace, const QList<KnownIda> &idas)
        : m_engine(engine)
        , m_workspace(workspace)
        , m_idas(idas)
    {
    }

    /// What runs recorded by now.
    void know(const QHash<QString, StepRecord> &records) { m_records = records; }

    /// Error Failed when a container ended that was not meant to.
    Result<Missing> missing(const std::stop_token &stop)
    {
        EngineState state;
        auto containers
            = listContainers(m_engine, {label::filter(label::kWorkspace, m_workspace)}, stop);
        if (!containers)
            return containers.error();
        state.containers = std::move(*containers);
        addSeenEndings(state.containers, m_records);
        m_endings.ask(m_engine, state.containers, int(state.containers.size()), stop);
        m_endings.addTo(state.containers);
        Missing missing;
        QStringList addresses;
        for (const KnownIda &ida : m_idas) {
            for (const AssembledService &service : ida.summary.services) {
                const ContainerInfo *container
                    = state.container(m_workspace, ida.name, service.name);
                const auto lacks = lacking(ida.name, service, container, stop);
                if (!lacks)
                    return lacks.error();
                if (lacks->isEmpty())
                    continue;
                missing.text = *lacks;
                const ServiceVerdict verdict = judge(factsOf(container, service));
                if (waitAnswer(verdict) == WaitAnswer::NotStarted) {
                    missing.notStarted = ida.name;
                    missing.next = nextOf(verdict);
                }
            }
            addresses += ida.summary.healthUrls.values();
        }
        if (!missing.text.isEmpty())
            return missing;
        const QList<HttpAnswer> answers = probe(addresses, 5s, stop);
        for (qsizetype i = 0; i < answers.size(); ++i) {
            if (!answers[i].healthy())
                return Missing {u"%1 %2"_s.arg(addresses[i], answers[i].toText()), true, {}, {}};
        }
        return Missing {};
    }

private:
    Result<QString> lacking(const QString &ida,
                            const AssembledService &service,
                            const ContainerInfo *container,
                            const std::stop_token &stop) const
    {
        const QString name = ida + u'/' + service.name;
        const ServiceVerdict verdict = judge(factsOf(container, service));
        const WaitAnswer answer = waitAnswer(verdict);
        if (answer == WaitAnswer::Done)
            return QString();
        if (answer == WaitAnswer::Failed) {
            const QString limit
                = container->oomKilled ? limitText(container->memoryLimit) : QString();
            const QString end = endText(container->exitCode.value_or(0), container->oomKilled);
            return failed(
                       u"%1 ended with %2%3."_s.arg(name, end, limit),
                       (limit.isEmpty()
                            ? u"“devstack logs %1” shows more; “devstack start %2” starts it again."_s
                            : u"“devstack logs %1” shows more. Raise the limit in its compose file; “devstack up %2” takes it."_s)
                           .arg(name, ida))
                .because(logTail(m_engine, container->id, 12, stop));
        }
        if (verdict == ServiceVerdict::Restarting && container->restarts > 0)
            return restartsText(
                name, container->restarts, container->exitCode, container->oomKilled);
        if (verdict == ServiceVerdict::Detached)
            return u"%1 runs, but is not in its network %2"_s.arg(name,
                                                                  lostNetwork(*container, service));
        if (container && container->isHealthOld)
            return u"the health check of %1 has not passed since it was held"_s.arg(name);
        if (isAlive(verdict))
            return u"%1 is %2"_s.arg(name, toString(container->health));
        const bool hasEnded = container && !container->status.isEmpty();
        return hasEnded ? u"%1 is not running: %2"_s.arg(name, container->status)
                        : u"%1 is not running"_s.arg(name);
    }

    const EngineClient &m_engine;
    QString m_workspace;
    const QList<KnownIda> &m_idas;
    Endings m_endings;
    QHash<QString, StepRecord> m_records;
};

/// The first of the IDAs whose repository is gone or cannot be read: nothing of it can be started.
std::optional<Error> firstUnstartable(const WorkspaceDefinition &definition,
                                      const QList<KnownIda> &idas)
{
    for (const KnownIda &known : idas) {
        const IdaDefinition *ida = definition.find(known.name);
        if (!ida->present)
            return notFound(u"The repository of “%1” is gone."_s.arg(ida->name),
                            u"“devstack up %1” clones it again."_s.arg(ida->name))
                .at({ida->path, 0, 0});
        if (!ida->problems.isEmpty())
            return ida->problems.first();
    }
    return std::nullopt;
}

/// What a run still does with one of the IDAs; empty: nothing. Error Failed: a step of one failed,
/// or a run was cut off, so that it is not what was wanted though its containers run. The same
/// values as `status` tells.
Result<QString> workLeft(Workspace &workspace,
                         const WorkspaceDefinition &definition,
                         const QStringList &idas,
                         std::stop_token stop)
{
    const auto snapshot = snapshotOf(
        workspace, definition, RunningSteps(workspace.runsFolder()).look(), std::move(stop));
    if (!snapshot)
        return snapshot.error();
    for (const QString &name : idas) {
        const IdaView *ida = snapshot->ida(name);
        if (ida && ida->busy)
            return u"a run works on %1"_s.arg(name);
        // Its containers may run without it; nobody can tell whether that is all that is wanted.
        if (ida && ida->state == IdaState::Absent)
            return failed(u"%1: %2."_s.arg(name, ida->reason),
                          u"“devstack status %1” tells what is left of it."_s.arg(name));
        if (ida && !ida->failedStep.isEmpty())
            return failed(u"%1: %2"_s.arg(name, ida->failedStep),
                          u"“%1” does it again."_s.arg(ida->failedAgain.isEmpty()
                                                           ? u"devstack up "_s + name
                                                           : ida->failedAgain));
        if (ida && !ida->unfinished.isEmpty())
            return failed(u"%1: %2"_s.arg(name, ida->unfinished),
                          u"“devstack up %1” continues it."_s.arg(name));
    }
    return QString();
}

Error notStarted(const Missing &missing)
{
    return failed(u"“%1” is not started: %2."_s.arg(missing.notStarted, missing.text),
                  u"“devstack %1 %2” starts it."_s.arg(toString(missing.next), missing.notStarted));
}

bool isLocked(Workspace::Internals &internals)
{
    return internals.withState(
        [](WorkspaceState &state) { return state.lockHolder().has_value(); });
}

/// The IDAs that are waited for, once all of them were assembled: what is brought up at this moment
/// may still come to it. Errors: NotFound for an unknown name, Failed when one never was.
Result<QList<KnownIda>> provisioned(Workspace::Internals &internals,
                                    const QStringList &names,
                                    const QElapsedTimer &clock,
                                    const std::stop_token &stop)
{
    LocalLoop pause;
    for (;;) {
        const bool isHeld = isLocked(internals);
        const auto definition = readWorkspace(internals, stop);
        if (!definition)
            return definition.error();
        const auto idas = definition->selection(names, false);
        if (!idas)
            return idas.error();
        auto known = knownIdas(internals, *definition, *idas);
        if (!known)
            return known.error();
        const auto never = firstNeverProvisioned(*definition, *idas, *known);
        if (!never)
            return known;
        if (!isHeld && clock.elapsed() >= kBeginning.count())
            return neverProvisioned(*never);
        if (pause.run(stop, kUrlPause) == LocalLoop::End::Stopped)
            return cancelled();
    }
}

/// waitHealthy() without its time limit; `last`: what was missing at the latest look.
Result<> untilHealthy(Workspace &workspace,
                      const QStringList &names,
                      QString &last,
                      Reporter &reporter,
                      const std::stop_token &stop)
{
    Workspace::Internals &internals = workspace.internals();
    QElapsedTimer clock;
    clock.start();
    const auto engine = internals.engine();
    if (!engine)
        return engine.error();
    const auto known = provisioned(internals, names, clock, stop);
    if (!known)
        return known.error();
    const auto definition = readWorkspace(internals, stop);
    if (!definition)
        return definition.error();
    const auto idas = definition->selection(names, false);
    if (!idas)
        return idas.error();
    HealthLook look(**engine, internals.id, *known);
    ContainerChanges changes(**engine, internals.id);
    for (;;) {
        // Asked before the look: a run that ends in between has done its work by then.
        const bool isHeld = isLocked(internals);
        look.know(
            internals.withState([](WorkspaceState &state) { return state.stepRecords().all(); }));
        auto missing = look.missing(stop);
        if (stop.stop_requested())
            return cancelled();
        if (!missing)
            return missing.error();
        if (missing->text.isEmpty()) {
            const auto left = workLeft(workspace, *definition, *idas, stop);
            if (!left || left->isEmpty())
                return left ? ok() : Result<>(left.error());
            *missing = {*left, true, {}, {}};
        }
        // What somebody brings up at this moment may still come; else nothing can.
        if (const auto gone = firstUnstartable(*definition, *known); gone && !isHeld)
            return gone->within(missing->text);
        last = missing->text;
        const bool isBeginning = clock.elapsed() < kBeginning.count();
        if (!isHeld && !isBeginning && !missing->notStarted.isEmpty())
            return notStarted(*missing);
        reporter.progress({clock.elapsed() / 1000, -1, u"seconds"_s, missing->text});
        const bool isSoon = missing->isUrl || (isBeginning && !missing->notStarted.isEmpty());
        changes.wait(isSoon ? kUrlPause : kContainerPause, stop);
    }
}

} // namespace

Result<> waitHealthy(Workspace &workspace,
                     const QStringList &names,
                     std::chrono::milliseconds timeout,
                     Reporter &reporter,
                     std::stop_token stop)
{
    // Whatever it waits for, an Engine that hangs for one, it waits no longer than it was told to.
    const TimeLimit limit(stop, std::max<std::chrono::milliseconds>(timeout, 1s));
    QString last;
    const auto done = untilHealthy(workspace, names, last, reporter, limit.token());
    if (done || stop.stop_requested() || !limit.token().stop_requested())
        return stop.stop_requested() ? Result<>(cancelled()) : done;
    if (last.isEmpty())
        return unavailable(
            u"Not healthy after %1: the container engine did not answer in that time."_s.arg(
                formatDuration(timeout)),
            u"“devstack doctor” tells what it is about the engine."_s);
    // What a run still does is no fault that a log explains.
    const auto holder
        = workspace.internals().withState([](WorkspaceState &state) { return state.lockHolder(); });
    return timedOut(
        u"Not healthy after %1: %2."_s.arg(formatDuration(timeout), last),
        holder && !holder->command.isEmpty()
            ? u"“%1” (process %2) is not done yet: “--timeout” waits longer for it."_s.arg(
                printable(holder->command), QString::number(holder->pid))
            : u"Its log may say why: “devstack logs”."_s);
}

} // namespace devstack
