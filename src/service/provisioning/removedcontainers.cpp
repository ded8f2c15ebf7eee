// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/provisioning/removedcontainers.h"

#include "assembly/names.h"
#include "service/removal.h"
#include "service/sidebyside.h"
#include "service/workspaceinternals.h"

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

QList<RemovedContainer>
removedContainers(const QString &workspaceId, const ProvisionRound &run, const QStringList &idas)
{
    QList<RemovedContainer> leaving;
    for (const ContainerInfo &container : run.engine.containers) {
        const QString name = container.labels.value(label::kIda);
        const QString service = container.labels.value(label::kService);
        const IdaDefinition *ida = run.definition.find(name);
        if (container.labels.value(label::kWorkspace) != workspaceId || !ida || service.isEmpty()
            || !idas.contains(name)
            || container.labels.value(u"com.docker.compose.oneoff"_s) == u"True")
            continue;
        QString why;
        if (!ida->runsHere()) {
            why = u"its mode is %1"_s.arg(toString(ida->mode));
        } else if (run.assembled.idas.contains(name)
                   && std::ranges::none_of(run.assembled.idas[name].services,
                                           [&](const AssembledService &assembled) {
                                               return assembled.name == service;
                                           })) {
            why = ida->without().contains(service)
                ? u"the variant %1 runs without it"_s.arg(ida->variant)
                : u"it no longer takes part"_s;
        }
        if (!why.isEmpty())
            leaving += {container.id, name, service, hasProcess(container.state), why};
    }
    return leaving;
}

Result<> retire(Workspace::Internals &internals,
                const QList<RemovedContainer> &containers,
                std::stop_token stop)
{
    if (containers.isEmpty())
        return ok();
    const auto engine = internals.engine();
    if (!engine)
        return engine.error();
    SilentReporter silent;
    return sideBySide(
        containers,
        stop,
        silent,
        [&](const RemovedContainer &container, Reporter &) -> Result<> {
            if (container.running) {
                if (const auto stopped = stopContainer(**engine, container.id, stop); !stopped)
                    return stopped.error().within(container.ida);
            }
            return removeOwnContainer(internals, container.id, false, stop);
        },
        8);
}

} // namespace devstack
