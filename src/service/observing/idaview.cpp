// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/observing/idaview.h"

#include "assembly/names.h"
#include "assembly/portmoves.h"
#include "git/repositoryurl.h"
#include "model/compose/composeservice.h"
#include "model/compose/serviceroles.h"
#include "plan/reasons.h"
#include "service/definition/inference.h"
#include "service/definition/trustquestions.h"
#include "service/definition/workspacedefinition.h"
#include "service/observing/missingdependency.h"
#include "service/observing/verdict.h"
#include "service/workspaceinternals.h"

#include <QDir>
#include <QSet>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// The host's port, where the Engine publishes it at this moment; else 0.
int publishedPort(const ContainerInfo *container, const PortChoice &choice)
{
    if (!container)
        return 0;
    const bool isPublished = std::ranges::any_of(container->ports, [&](const ContainerPort &port) {
        return port.hostPort == choice.host && port.containerPort == choice.want.container;
    });
    return isPublished ? choice.host : 0;
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
    view.isOneShot = assembled && assembled->isOneShot;
    view.mayEnd = assembled && assembled->mayEnd;
    if (assembled) {
        view.image = assembled->image;
        for (const PortChoice &choice : assembled->ports) {
            view.ports += {choice.want.container,
                           publishedPort(container, choice),
                           choice.address,
                           choice.original ? choice.original : choice.host,
                           choice.host};
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
    view.created = container->created;
    view.endedAt = container->endedAt;
    view.startError = container->startError;
    view.lastLines = container->lastLines;
    view.memoryLimit = container->memoryLimit;
    view.restarts = container->restarts;
    view.isHealthOld = container->isHealthOld;
    if (assembled)
        view.lostNetwork = lostNetwork(*container, *assembled);
    return view;
}

/// Where its file limits the memory of a service; empty: nowhere.
QString limitedAt(const QString &folder, const ServiceEntry &entry)
{
    for (const QString &key : {u"mem_limit"_s, u"deploy"_s}) {
        if (const auto mark = entry.keyMarks.constFind(key); mark != entry.keyMarks.cend())
            return u"%1:%2"_s.arg(QDir(folder).relativeFilePath(mark->file)).arg(mark->line);
    }
    return {};
}

/// Says which databases stand still while their data is copied.
void addHeld(IdaView &view, const IdaFacts &facts)
{
    const bool isCopied = std::ranges::any_of(
        facts.run.running, [&view](const RunStep &step) { return step.id == baseStep(view.name); });
    if (!isCopied || !facts.summary)
        return;
    for (ServiceView &service : view.services) {
        const AssembledService *assembled = facts.summary->service(service.name);
        service.isHeld = assembled && !assembled->dataVolumes.isEmpty();
    }
}

QString waitingText(const RunStep &step)
{
    // Compose's own lines name containers, perhaps of another service, and say nothing to people.
    static const QStringList kRaw {u"Container "_s, u"Network "_s, u"Volume "_s, u"Image "_s};
    const QString &text = step.progress.text;
    const bool isRaw = std::ranges::any_of(
        kRaw, [&text](const QString &start) { return text.startsWith(start); });
    return text.isEmpty() || isRaw ? step.title : text;
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
/// Why a container could not even be made it does not show.
bool isSeen(const IdaView &view, const FailedStep &step)
{
    if (step.kind == StepKind::Start && step.started.isValid()) {
        return std::ranges::none_of(view.services, [](const ServiceView &service) {
            return service.takesPart && service.container.isEmpty();
        });
    }
    return step.kind == StepKind::Start || step.kind == StepKind::Ready
        || step.kind == StepKind::Health || step.kind == StepKind::Volume;
}

/// What its tool said last that the reason does not say yet; empty: nothing.
QString lastWords(const QString &reason, const QString &detail)
{
    const QStringList lines = detail.trimmed().split(u'\n');
    for (auto line = lines.crbegin(); line != lines.crend(); ++line) {
        const QString said = line->trimmed();
        // What Compose was doing, not what happened.
        if (said.endsWith(u" Pulling") || said.endsWith(u" Pulled"))
            continue;
        // A tool wraps its reason: “failed to solve: REASON”.
        const bool repeats = !reason.isEmpty() && (reason.contains(said) || said.contains(reason));
        if (!said.isEmpty() && !repeats)
            return said;
    }
    return {};
}

/// The reason and what its tool said last; one line.
QString whyFailed(const RunStep &step)
{
    const QString reason = step.reason.section(u'\n', 0, 0);
    const QString last = lastWords(reason, step.detail);
    return reason.isEmpty() || last.isEmpty() ? QString(reason + last)
                                              : QString(reason + u' ' + last);
}

/// The step of its provisioning that failed and was not made good since, with the first line of
/// why.
void addFailedStep(IdaView &view, const IdaFacts &facts)
{
    for (const FailedStep &step : facts.run.failed) {
        const auto record = facts.records.constFind(step.id);
        const bool doneSince
            = record != facts.records.constEnd() && record->finished && record->time >= step.since;
        if (step.ida != view.name || doneSince || isSeen(view, step))
            continue;
        // Done again as it is, a start that made no container fails in the same way: what it lacks
        // is to be done first.
        const bool hasWay = step.kind == StepKind::Start && !step.hint.isEmpty();
        const QString why = hasWay
            ? step.reason.section(u'\n', 0, 0) + u' ' + step.hint.section(u'\n', 0, 0)
            : whyFailed(step);
        view.failedStep = why.isEmpty() ? u"failed: %1"_s.arg(step.title)
                                        : u"failed: %1: %2"_s.arg(step.title, why);
        view.failedAgain = step.again;
        view.failedBeforeStart = step.kind == StepKind::Clone || step.kind == StepKind::Image
            || step.kind == StepKind::Build;
        return;
    }
}

void addKind(IdaView &view, const IdaDefinition &ida)
{
    view.lacksFiles = ida.lacksFiles;
    if (!ida.inference)
        return;
    const RepositoryFacts &facts = ida.inference->facts;
    view.kind = toString(facts.kind);
    view.kindReason = facts.reason;
    view.kindEvidence = facts.kindEvidence;
    if (ida.lacksFiles)
        view.offers = facts.offers;
    if (!ida.holds.isEmpty()) {
        view.kind = u"monorepo"_s;
        view.kindReason = u"Its folders are IDAs of their own: %1."_s.arg(ida.holds.join(u", "_s));
    }
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
    constexpr qsizetype kMostRefusals = 5; // “lint” tells all
    view.problems = ida.problems + ida.refusals.mid(0, kMostRefusals);
    view.missingVariables = ida.missingVariables;
    view.warnings = ida.warnings;
    addKind(view, ida);
    if (ida.git) {
        view.branch = ida.git->branch;
        view.commit = ida.git->commit;
        view.dirty = ida.git->dirty();
        view.ahead = ida.git->ahead;
        view.behind = ida.git->behind;
    }
    for (auto it = ida.manifest.commands.begin(); it != ida.manifest.commands.end(); ++it)
        view.commands += {it.key(), it->run.toText(), it->tty, it->args};
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

/// Whether a service counts: the last run made it a part, or the files do that as they are now, on
/// another branch for example.
bool takesPart(const IdaDefinition &ida, const AssemblySummary *summary, const QString &service)
{
    if (!summary || summary->service(service))
        return true;
    const auto written = ida.compose.services.constFind(service);
    return ida.runsHere() && written != ida.compose.services.constEnd() && ida.runs(*written)
        && !ida.without().contains(service);
}

} // namespace

IdaView idaView(const IdaDefinition &ida, const IdaFacts &facts)
{
    IdaView view = viewOf(ida);
    if (const auto missing = missingDependency(facts.definition, ida); missing && ida.runsHere())
        view.problems += *missing;
    view.trusted = ida.present && areFilesTrusted(facts.internals, facts.definition, ida);
    for (const ServiceEntry &entry : ida.compose.services) {
        if (!ida.runs(entry) && !facts.engine.container(facts.internals.id, ida.name, entry.name))
            continue;
        view.services
            += serviceView(entry,
                           facts.summary ? facts.summary->service(entry.name) : nullptr,
                           facts.engine.container(facts.internals.id, ida.name, entry.name));
        view.services.last().limitedAt = limitedAt(ida.path, entry);
    }
    for (const ContainerInfo *container : strays(ida, facts)) {
        ServiceEntry entry;
        entry.name = container->labels.value(label::kService);
        entry.image = container->image;
        view.services += serviceView(
            entry, facts.summary ? facts.summary->service(entry.name) : nullptr, container);
    }
    // The addresses of its own services lead nowhere while it runs elsewhere. They are the file's
    // as it is now, perhaps of another branch than the one that was assembled.
    if (ida.mode != Mode::External) {
        const Manifest followed = followPorts(ida.manifest, portMovesFor(ida.name, facts.ports));
        for (const Url &url : followed.urls)
            view.urls += {url.name, url.url};
    }
    if (ida.mode == Mode::External && ida.external)
        view.urls += {u"external"_s, ida.external->url};
    for (const SeedView &seed : facts.seeds) {
        if (seed.ida == ida.name)
            view.seeds += seed;
    }
    addWaiting(view, facts.run.running);
    addHeld(view, facts);
    view.wasProvisioned = facts.summary != nullptr;
    view.busy = facts.run.busy.contains(ida.name);
    for (ServiceView &service : view.services)
        service.takesPart = takesPart(ida, facts.summary, service.name);
    addFailedStep(view, facts);
    if (facts.summary) {
        if (const auto moved = movedUses(facts.summary->usedPorts, facts.ports); !moved.isEmpty())
            view.outdated = u"it still uses "_s + moved.first().text();
    }
    judge(view);
    return view;
}

} // namespace devstack
