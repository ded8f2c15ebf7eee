// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/observing/idaview.h"

#include "assembly/names.h"
#include "model/compose/composeservice.h"
#include "model/compose/serviceroles.h"
#include "service/definition/workspacedefinition.h"
#include "service/workspaceinternals.h"
#include "trust/hostaccess.h"

#include <QSet>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

ServiceState stateOf(ContainerState state)
{
    switch (state) {
    case ContainerState::Created:
        return ServiceState::Created;
    case ContainerState::Running:
        return ServiceState::Running;
    case ContainerState::Paused:
        return ServiceState::Paused;
    case ContainerState::Restarting:
        return ServiceState::Restarting;
    case ContainerState::Removing:
    case ContainerState::Exited:
        return ServiceState::Exited;
    case ContainerState::Dead:
    case ContainerState::Unknown:
        break;
    }
    return ServiceState::Dead;
}

/// How bad a health is: what is not known to be bad yet is worse than what is known to be good.
int gravity(Health health)
{
    switch (health) {
    case Health::None:
        return 0;
    case Health::Healthy:
        return 1;
    case Health::Starting:
        return 2;
    case Health::Unhealthy:
        break;
    }
    return 3;
}

ServiceView serviceView(const ServiceEntry &entry,
                        const AssembledService *assembled,
                        const ContainerInfo *container)
{
    ServiceView view;
    view.name = entry.name;
    view.role = toString(roleOf(entry));
    view.image = entry.image;
    view.built = entry.build.has_value();
    if (assembled) {
        view.image = assembled->image;
        for (const PortChoice &choice : assembled->ports) {
            view.ports += {choice.want.container,
                           container ? choice.host : 0,
                           choice.address,
                           choice.original ? choice.original : choice.host};
        }
    } else {
        for (const PortMapping &written : entry.ports) {
            for (const PortMapping &port : singlePorts(written))
                view.ports += {port.container.toInt(), 0, port.address, port.host.toInt()};
        }
    }
    if (!container)
        return view;
    view.container = container->name();
    view.containerId = container->id;
    view.state = stateOf(container->state);
    view.health = container->health;
    if (view.state == ServiceState::Exited)
        view.exitCode = container->exitCode;
    return view;
}

/// What the services of an IDA that were once assembled make of it.
void judge(IdaView &view,
           const IdaDefinition &ida,
           const AssemblySummary *summary,
           bool runInProgress)
{
    if (ida.mode == Mode::Off || ida.mode == Mode::External) {
        view.state = ida.mode == Mode::Off ? IdaState::Off : IdaState::External;
        return;
    }
    if (!ida.present) {
        view.state = IdaState::Absent;
        return;
    }
    int running = 0;
    int wanted = 0;
    bool starting = false;
    for (const ServiceView &service : std::as_const(view.services)) {
        const AssembledService *assembled = summary ? summary->service(service.name) : nullptr;
        if (summary && !assembled)
            continue;
        const bool isOneShot = assembled && assembled->isOneShot;
        const bool finished
            = isOneShot && service.state == ServiceState::Exited && service.exitCode == 0;
        ++wanted;
        running += service.state == ServiceState::Running || finished;
        starting = starting || service.health == Health::Starting
            || service.state == ServiceState::Restarting;
        if (gravity(service.health) > gravity(view.health))
            view.health = service.health;
    }
    const bool any = std::ranges::any_of(view.services, [](const ServiceView &service) {
        return service.state == ServiceState::Running;
    });
    if (runInProgress || (any && starting))
        view.state = IdaState::Starting;
    else if (any && running == wanted)
        view.state = IdaState::Running;
    else if (any)
        view.state = IdaState::Partial;
    else
        view.state = IdaState::Stopped;
}

QString waitingText(const RunStep &step)
{
    return step.progress.text.isEmpty() ? step.title : step.progress.text;
}

/// Says what its services wait for; whether a run works on the IDA.
bool addWaiting(IdaView &view, const QList<RunStep> &running)
{
    bool runInProgress = false;
    for (const RunStep &step : running) {
        if (step.ida != view.name)
            continue;
        runInProgress = true;
        for (ServiceView &service : view.services) {
            const bool itsOwn = step.service == service.name || service.name == view.primary;
            if (itsOwn && service.waiting.isEmpty())
                service.waiting = waitingText(step);
        }
    }
    return runInProgress;
}

/// What the files say by themselves.
IdaView viewOf(const IdaDefinition &ida)
{
    IdaView view;
    view.name = ida.name;
    view.title = ida.manifest.title;
    view.description = ida.manifest.description;
    view.owner = ida.manifest.owner;
    view.path = ida.path;
    view.repository = ida.repository;
    view.mode = ida.mode;
    view.variant = ida.variant;
    view.configuration = ida.configuration;
    view.primary = ida.manifest.primary;
    view.declared = ida.manifest.declared;
    view.problems = ida.problems;
    view.warnings = ida.warnings;
    if (ida.git) {
        view.branch = ida.git->branch;
        view.commit = ida.git->commit;
        view.dirty = ida.git->dirty();
        view.ahead = ida.git->ahead;
        view.behind = ida.git->behind;
    }
    for (auto it = ida.manifest.commands.begin(); it != ida.manifest.commands.end(); ++it)
        view.commands += {it.key(), it->run.toText(), it->tty};
    return view;
}

/// Containers of services that its compose file does not have now: it cannot be read, belongs to
/// another branch, or is gone. They run all the same.
QList<const ContainerInfo *> strays(const IdaDefinition &ida, const IdaFacts &facts)
{
    QList<const ContainerInfo *> found;
    QSet<QString> seen;
    for (const ContainerInfo &container : facts.engine.containers) {
        const QString service = container.labels.value(label::kService);
        if (container.labels.value(label::kWorkspace) != facts.internals.id
            || container.labels.value(label::kIda) != ida.name || service.isEmpty()
            || ida.compose.services.contains(service) || seen.contains(service))
            continue;
        seen.insert(service);
        found += &container;
    }
    std::ranges::sort(found, {}, [](const ContainerInfo *container) { return container->name(); });
    return found;
}

} // namespace

IdaView idaView(const IdaDefinition &ida, const IdaFacts &facts)
{
    IdaView view = viewOf(ida);
    view.trusted = ida.present
        && facts.internals.trust.isTrusted({facts.internals.folder, ida.trustSubject()},
                                           hostAccessOf(ida.compose, ida.path));
    for (const ServiceEntry &entry : ida.compose.services) {
        if (!ida.runs(entry) && !facts.engine.container(facts.internals.id, ida.name, entry.name))
            continue;
        view.services
            += serviceView(entry,
                           facts.summary ? facts.summary->service(entry.name) : nullptr,
                           facts.engine.container(facts.internals.id, ida.name, entry.name));
    }
    for (const ContainerInfo *container : strays(ida, facts)) {
        ServiceEntry entry;
        entry.name = container->labels.value(label::kService);
        entry.image = container->image;
        view.services += serviceView(
            entry, facts.summary ? facts.summary->service(entry.name) : nullptr, container);
    }
    for (const Url &url : ida.manifest.urls)
        view.urls
            += {url.name, facts.summary ? facts.summary->urls.value(url.name, url.url) : url.url};
    if (ida.mode == Mode::External && ida.external)
        view.urls += {u"external"_s, ida.external->url};
    for (const SeedView &seed : facts.seeds) {
        if (seed.ida == ida.name)
            view.seeds += seed;
    }
    const bool runInProgress = addWaiting(view, facts.running);
    judge(view, ida, facts.summary, runInProgress);
    return view;
}

} // namespace devstack
