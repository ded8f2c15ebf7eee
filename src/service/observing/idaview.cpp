// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/observing/idaview.h"

#include "assembly/names.h"
#include "git/repositoryurl.h"
#include "model/compose/composeservice.h"
#include "model/compose/serviceroles.h"
#include "service/definition/trustquestions.h"
#include "service/definition/workspacedefinition.h"
#include "service/observing/verdict.h"
#include "service/workspaceinternals.h"

#include <QSet>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

ServiceView serviceView(const ServiceEntry &entry,
                        const AssembledService *assembled,
                        const ContainerInfo *container)
{
    ServiceView view;
    view.name = entry.name;
    view.role = toString(roleOf(entry));
    view.image = entry.image;
    view.built = entry.build.has_value();
    view.isOneShot = assembled && assembled->isOneShot;
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
    view.exitCode = container->exitCode;
    view.oomKilled = container->oomKilled;
    view.stopAsked = container->stopAsked;
    view.endedAt = container->endedAt;
    view.startError = container->startError;
    view.lastLines = container->lastLines;
    return view;
}

QString waitingText(const RunStep &step)
{
    return step.progress.text.isEmpty() ? step.title : step.progress.text;
}

/// Says what its services wait for.
void addWaiting(IdaView &view, const QList<RunStep> &running)
{
    for (const RunStep &step : running) {
        if (step.ida != view.name)
            continue;
        for (ServiceView &service : view.services) {
            const bool itsOwn = step.service == service.name || service.name == view.primary;
            if (itsOwn && service.waiting.isEmpty()) {
                service.waiting = waitingText(step);
                service.waitingSince = step.started;
            }
        }
    }
}

/// Whether the Engine shows by itself what became of a step: its record would say something old.
bool isSeen(StepKind kind)
{
    return kind == StepKind::Start || kind == StepKind::Ready || kind == StepKind::Health
        || kind == StepKind::Volume;
}

/// The step of its provisioning that failed in the latest run and was not done since, with the
/// first line of why.
QString failedStep(const IdaView &view, const IdaFacts &facts)
{
    for (const RunStep &step : facts.run.failed) {
        const auto record = facts.records.constFind(step.id);
        const bool doneSince = record != facts.records.constEnd() && record->finished
            && record->time >= facts.run.began;
        if (step.ida != view.name || doneSince || isSeen(step.kind))
            continue;
        const QString why = step.reason.isEmpty() ? step.detail : step.reason;
        return why.isEmpty() ? u"failed: %1"_s.arg(step.title)
                             : u"failed: %1: %2"_s.arg(step.title, why.section(u'\n', 0, 0));
    }
    return {};
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
    view.repository = git::printableUrl(ida.repository);
    view.mode = ida.mode;
    view.cloned = ida.present;
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
    view.trusted = ida.present && areFilesTrusted(facts.internals, facts.definition, ida);
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
    addWaiting(view, facts.run.running);
    view.failedStep = failedStep(view, facts);
    view.busy = facts.run.busy.contains(ida.name);
    for (ServiceView &service : view.services)
        service.takesPart = !facts.summary || facts.summary->service(service.name);
    judge(view);
    return view;
}

} // namespace devstack
