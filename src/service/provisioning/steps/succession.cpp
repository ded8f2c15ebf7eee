// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/provisioning/steps/succession.h"

#include "assembly/names.h"
#include "engine/successor.h"
#include "service/projects/mounteddata.h"
#include "service/removal.h"

namespace devstack {

namespace {

constexpr qsizetype kShortId = 12;

/// Whether Compose would keep the container if its data were not another.
bool isOtherwiseTheSame(const RunContext &context,
                        const AssembledService &service,
                        const ContainerInfo &container)
{
    const ImageInfo *image = context.engine.image(service.image);
    return container.labels.value(label::kHash) == service.hash && image
        && image->id == container.imageId;
}

/// Whether a container like it runs over the other volumes.
Result<bool> succeed(const RunContext &context,
                     const ContainerInfo &container,
                     const QMap<QString, QString> &volumes,
                     bool isTheSame,
                     const std::stop_token &stop)
{
    const EngineClient &engine = *context.internals.engineClient;
    std::optional<Successor> successor;
    if (isTheSame) {
        auto found = successorOf(engine, container.id, volumes, stop);
        if (!found && found.error().kind != Error::Kind::NotFound)
            return found.error();
        if (found)
            successor = std::move(*found);
    }
    // What lies in a volume without a name is taken over by Compose alone, from the one before.
    if (!successor && hasUnnamedVolumes(container))
        return false;
    if (const auto stopped = stopContainer(engine, container.id, stop); !stopped)
        return stopped.error();
    if (successor) {
        // To remove a container takes the Engine as long as to make one: the server starts
        // meanwhile. The name is that of a half-made replacement, which killedruns.h puts right.
        const QString aside = container.id.first(kShortId) + u'_' + successor->name;
        if (const auto renamed = renameContainer(engine, container.id, aside, stop); !renamed)
            return renamed.error();
        if (const auto started = startSuccessor(engine, *successor, stop); !started)
            return started.error();
    }
    const auto removed = removeOwnContainer(context.internals, container.id, true, stop);
    return removed ? Result<bool>(successor.has_value()) : removed.error();
}

} // namespace

Result<QStringList> goOnWithOtherData(const RunContext &context,
                                      const QString &ida,
                                      const QStringList &services,
                                      std::stop_token stop)
{
    const Assembly &assembly = *context.assembly(ida);
    QStringList done;
    for (const AssembledService &service : assembly.services) {
        const ContainerInfo *container
            = context.engine.container(context.internals.id, ida, service.name);
        if (!container || !services.contains(service.name))
            continue;
        const auto volumes = otherData(assembly.model, service.key, *container);
        if (volumes.isEmpty())
            continue;
        const auto runs = succeed(
            context, *container, volumes, isOtherwiseTheSame(context, service, *container), stop);
        if (!runs)
            return runs.error();
        if (*runs)
            done += service.name;
    }
    return done;
}

} // namespace devstack
