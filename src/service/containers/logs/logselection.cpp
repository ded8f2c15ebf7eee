// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/containers/logs/logselection.h"

#include "assembly/names.h"
#include "core/text.h"
#include "engine/containers.h"
#include "service/containers/containercommands.h"
#include "service/definition/workspacedefinition.h"
#include "service/workspaceinternals.h"
#include "store/logstore.h"

#include <QFileInfo>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

Error gone(const IdaDefinition &ida)
{
    return notFound(
        u"The folder of “%1” is missing, and it has never run."_s.arg(ida.name),
        ida.repository.isEmpty()
            ? u"Give it a repository in devstack.yml, or “devstack remove %1”."_s.arg(ida.name)
            : u"“devstack up %1” clones and starts it."_s.arg(ida.name));
}

/// Whether a container stands for a service that the files do not name: that of another branch.
/// What it wrote can be read as long as it is there.
bool hasContainer(Workspace::Internals &internals,
                  const QString &ida,
                  const QString &service,
                  const std::stop_token &stop)
{
    const auto engine = internals.engine();
    if (!engine)
        return false;
    const auto containers
        = listContainers(**engine, {label::filter(label::kWorkspace, internals.id)}, stop);
    return containers && std::ranges::any_of(*containers, [&](const ContainerInfo &container) {
               return container.labels.value(label::kIda) == ida
                   && container.labels.value(label::kService) == service;
           });
}

} // namespace

QString logStoreOf(Workspace &workspace)
{
    return logStoreFolder(workspace.internals().withState(
        [](const WorkspaceState &state) { return state.folder(); }));
}

bool LogSelection::matches(const QMap<QString, QString> &labels) const
{
    if (labels.value(label::kWorkspace) != workspaceId)
        return false;
    const QString ida = labels.value(label::kIda);
    const QString service = labels.value(label::kService);
    // Short-lived containers of this program itself (a volume being copied) belong to no service.
    if (service.isEmpty())
        return false;
    return includes(ida, service);
}

bool LogSelection::includes(const QString &ida, const QString &service) const
{
    return (idas.isEmpty() && services.isEmpty()) || idas.contains(ida)
        || services.contains(ida + u'/' + service);
}

LogEntry LogSource::entry(LogLine &&line) const
{
    LogEntry entry;
    entry.ida = ida;
    entry.service = service;
    entry.time = QDateTime::fromMSecsSinceEpoch(line.timeNano / 1'000'000, Qt::UTC);
    entry.error = line.stream == OutputLine::Stream::Err;
    entry.text = std::move(line.text);
    return entry;
}

Result<LogSelection>
selectLogs(Workspace &workspace, const QStringList &sources, std::stop_token stop)
{
    LogSelection selection;
    selection.workspaceId = workspace.id();
    if (sources.isEmpty())
        return selection;
    const auto definition = readWorkspace(workspace.internals(), stop);
    if (!definition)
        return definition.error();
    for (const QString &source : sources) {
        const ServiceTarget target = ServiceTarget::parse(source);
        const auto found = definition->selection({target.ida}, false);
        if (!found)
            return found.error();
        const IdaDefinition *ida = definition->find(found->first());
        // What its containers wrote can be read whatever became of its files.
        if (!ida->problems.isEmpty())
            selection.doubts.insert(ida->name, ida->problems.first());
        else if (ida->runsHere() && !ida->present)
            selection.doubts.insert(ida->name, gone(*ida));
        if (target.service.isEmpty()) {
            selection.idas.insert(ida->name);
            continue;
        }
        const QStringList known = ida->compose.services.keys();
        if (!known.contains(target.service) && !selection.doubts.contains(ida->name)
            && !hasContainer(workspace.internals(), ida->name, target.service, stop)
            && !QFileInfo::exists(
                loggedServiceFolder(logStoreOf(workspace), ida->name, target.service)))
            return unknownService(ida->name, target.service, known);
        selection.services.insert(ida->name + u'/' + target.service);
    }
    return selection;
}

LogSource logSource(const QString &container, const QMap<QString, QString> &labels)
{
    return {container, labels.value(label::kIda), labels.value(label::kService)};
}

Result<QList<LogSource>>
logSources(const EngineClient &engine, const LogSelection &selection, std::stop_token stop)
{
    const auto containers = listContainers(
        engine, {label::filter(label::kWorkspace, selection.workspaceId)}, std::move(stop));
    if (!containers)
        return containers.error();
    QList<LogSource> sources;
    for (const ContainerInfo &container : *containers) {
        if (selection.matches(container.labels))
            sources += logSource(container.id, container.labels);
    }
    std::ranges::sort(
        sources, {}, [](const LogSource &source) { return std::pair(source.ida, source.service); });
    return sources;
}

Result<qint64> parseSince(const QString &since)
{
    if (since.isEmpty())
        return 0;
    if (const auto ago = parseDuration(since))
        return (QDateTime::currentMSecsSinceEpoch() - ago->count()) * 1'000'000;
    const QDateTime time = QDateTime::fromString(since, Qt::ISODateWithMs);
    if (!time.isValid())
        return invalidInput(
            u"“%1” is not a time."_s.arg(printable(since)),
            {},
            u"Write how long ago (“10m”, “2h”) or a time such as 2026-11-21T18:30:00Z."_s);
    return time.toMSecsSinceEpoch() * 1'000'000;
}

} // namespace devstack
