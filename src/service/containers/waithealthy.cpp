// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "assembly/names.h"
#include "core/text.h"
#include "engine/containers.h"
#include "service/containers/containerchanges.h"
#include "service/containers/knownidas.h"
#include "service/containers/lifecycle.h"
#include "service/observing/httpprobe.h"
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

/// What is still missing, one sentence; empty: nothing.
struct Missing
{
    QString text;
    bool isUrl = false;
    QString notStarted; ///< the IDA of a service whose container nothing will start by itself
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

    /// Error Failed when a container ended that was not meant to.
    Result<Missing> missing(const std::stop_token &stop) const
    {
        EngineState state;
        auto containers
            = listContainers(m_engine, {label::filter(label::kWorkspace, m_workspace)}, stop);
        if (!containers)
            return containers.error();
        state.containers = std::move(*containers);
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
                if (!container || !isOnItsWay(*container))
                    missing.notStarted = ida.name;
            }
            addresses += ida.summary.healthUrls.values();
        }
        if (!missing.text.isEmpty())
            return missing;
        const QList<HttpAnswer> answers = probe(addresses, 5s, stop);
        for (qsizetype i = 0; i < answers.size(); ++i) {
            if (!answers[i].healthy())
                return Missing {u"%1 %2"_s.arg(addresses[i], answers[i].toText()), true, {}};
        }
        return Missing {};
    }

private:
    /// The Engine itself goes on with it: it runs, or is started again.
    static bool isOnItsWay(const ContainerInfo &container)
    {
        return container.state == ContainerState::Running
            || container.state == ContainerState::Restarting;
    }

    Result<QString> lacking(const QString &ida,
                            const AssembledService &service,
                            const ContainerInfo *container,
                            const std::stop_token &stop) const
    {
        const QString name = ida + u'/' + service.name;
        const bool ended = container && container->state == ContainerState::Exited;
        const bool endedWell = ended && container->exitCode == 0;
        // 128 and the number of SIGKILL or SIGTERM: somebody stopped it, or memory ran out.
        const bool wasStopped = ended && (container->exitCode == 137 || container->exitCode == 143);
        if (ended && !endedWell && !wasStopped) {
            return failed(u"%1 ended: %2."_s.arg(name, container->status))
                .because(logTail(m_engine, container->id, 12, stop));
        }
        if (!container
            || (container->state != ContainerState::Running && !(endedWell && service.isOneShot)))
            return ended ? u"%1 is not running: %2"_s.arg(name, container->status)
                         : u"%1 is not running"_s.arg(name);
        if (container->health == Health::Starting || container->health == Health::Unhealthy)
            return u"%1 is %2"_s.arg(name, toString(container->health));
        return QString();
    }

    const EngineClient &m_engine;
    QString m_workspace;
    const QList<KnownIda> &m_idas;
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

Error notStarted(const Missing &missing)
{
    return failed(u"“%1” is not started: %2."_s.arg(missing.notStarted, missing.text),
                  u"“devstack up %1” starts it."_s.arg(missing.notStarted));
}

} // namespace

Result<> waitHealthy(Workspace &workspace,
                     const QStringList &names,
                     std::chrono::milliseconds timeout,
                     Reporter &reporter,
                     std::stop_token stop)
{
    Workspace::Internals &internals = workspace.internals();
    const auto definition = readWorkspace(internals, stop);
    if (!definition)
        return definition.error();
    const auto idas = definition->selection(names, false);
    if (!idas)
        return idas.error();
    const auto known = knownIdas(internals, *definition, *idas);
    if (!known)
        return known.error();
    if (const auto never = firstNeverProvisioned(*definition, *idas, *known))
        return neverProvisioned(*never);
    const auto engine = internals.engine();
    if (!engine)
        return engine.error();
    const HealthLook look(**engine, internals.id, *known);
    ContainerChanges changes(**engine, internals.id);
    QElapsedTimer clock;
    clock.start();
    for (;;) {
        // Asked before the look: a run that ends in between has done its work by then.
        const bool isHeld = internals.withState(
            [](WorkspaceState &state) { return state.lockHolder().has_value(); });
        const auto missing = look.missing(stop);
        if (stop.stop_requested())
            return cancelled();
        if (!missing)
            return missing.error();
        if (missing->text.isEmpty())
            return ok();
        // What somebody brings up at this moment may still come; else nothing can.
        if (const auto gone = firstUnstartable(*definition, *known); gone && !isHeld)
            return gone->within(missing->text);
        if (!isHeld && !missing->notStarted.isEmpty())
            return notStarted(*missing);
        const auto left = timeout - std::chrono::milliseconds(clock.elapsed());
        if (left <= 0ms) {
            return timedOut(
                u"Not healthy after %1: %2."_s.arg(formatDuration(timeout), missing->text),
                u"Its log may say why: “devstack logs”."_s);
        }
        reporter.progress({clock.elapsed() / 1000, -1, u"seconds"_s, missing->text});
        changes.wait(std::min(left, missing->isUrl ? kUrlPause : kContainerPause), stop);
    }
}

} // namespace devstack
