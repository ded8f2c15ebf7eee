// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/provisioning/steps/runcontext.h"

#include "assembly/names.h"
#include "core/text.h"
#include "engine/logs.h"
#include "service/projects/effectiveproject.h"

namespace devstack {

using namespace Qt::StringLiterals;

const Assembly *RunContext::assembly(const QString &ida) const
{
    const auto found = assembled.idas.constFind(ida);
    return found == assembled.idas.constEnd() ? nullptr : &*found;
}

const AssembledService *RunContext::service(const QString &ida, const QString &name) const
{
    const Assembly *found = assembly(ida);
    if (!found)
        return nullptr;
    for (const AssembledService &service : found->services) {
        if (service.name == name)
            return &service;
    }
    return nullptr;
}

Result<QString>
RunContext::container(const QString &ida, const QString &name, std::stop_token stop) const
{
    const AssembledService *found = service(ida, name);
    if (!found)
        return notFound(u"“%1” has no service “%2” in this run."_s.arg(ida, name));
    EngineState now;
    auto listed = listContainers(*internals.engineClient,
                                 {label::filter(label::kWorkspace, internals.id),
                                  label::filter(label::kIda, ida),
                                  label::filter(label::kService, name)},
                                 std::move(stop));
    if (!listed)
        return listed.error();
    now.containers = std::move(*listed);
    const ContainerInfo *container = now.container(internals.id, ida, name);
    return container ? container->id : found->container;
}

QStringList RunContext::keys(const QString &ida, const QStringList &services) const
{
    QStringList keys;
    for (const QString &name : services) {
        if (const AssembledService *found = service(ida, name))
            keys += found->key;
    }
    return keys;
}

Result<ProjectCompose> RunContext::compose(const QString &ida) const
{
    const Assembly *found = assembly(ida);
    if (!found)
        return notFound(u"“%1” is not part of this run."_s.arg(ida));
    const auto project = effectiveProject(internals, ida, found->project);
    if (!project)
        return project.error();
    const auto compose = internals.compose();
    if (!compose)
        return compose.error();
    return ProjectCompose {*compose, *project};
}

QString
logTail(const EngineClient &engine, const QString &container, int lines, std::stop_token stop)
{
    LogQuery query;
    query.tail = lines;
    query.timestamps = false;
    QStringList tail;
    const auto read = readLogs(
        engine,
        container,
        query,
        [&](std::vector<LogLine> &&batch) {
            for (const LogLine &line : batch)
                tail += printable(line.text);
        },
        std::move(stop));
    return read ? tail.join(u'\n') : QString();
}

Result<ContainerDetail> requireRunning(const EngineClient &engine,
                                       const QString &container,
                                       const QString &service,
                                       std::stop_token stop)
{
    auto detail = inspectContainer(engine, container, stop);
    if (!detail)
        return detail.error();
    if (detail->running)
        return detail;
    QString message
        = u"The container of “%1” ended with exit code %2."_s.arg(service).arg(detail->exitCode);
    if (detail->oomKilled)
        message = u"The container of “%1” was killed because it exceeded its memory limit."_s.arg(
            service);
    else if (!detail->error.isEmpty())
        message = u"The container of “%1” could not be started: %2"_s.arg(service, detail->error);
    return failed(message, u"See its log; run this again once it is fixed."_s)
        .because(logTail(engine, container, 12, stop));
}

} // namespace devstack
