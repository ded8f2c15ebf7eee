// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/definition/names.h"

#include "service/definition/workspacedefinition.h"
#include "service/workspaceinternals.h"

namespace devstack {

Result<QStringList>
selectedIdas(Workspace &workspace, const QStringList &names, std::stop_token stop)
{
    if (names.isEmpty())
        return QStringList();
    const auto definition = readWorkspace(workspace.internals(), std::move(stop));
    return definition ? definition->selection(names, false)
                      : Result<QStringList>(definition.error());
}

Result<QStringList>
knownNames(Workspace &workspace, NameKind kind, const QString &ida, std::stop_token stop)
{
    const auto definition = readWorkspace(workspace.internals(), std::move(stop));
    if (!definition)
        return definition.error();
    QStringList names;
    if (kind == NameKind::Ida || kind == NameKind::Service) {
        for (const IdaDefinition &known : definition->idas) {
            names += known.name;
            if (kind == NameKind::Ida)
                continue;
            for (const QString &service : known.compose.services.keys())
                names += known.name + u'/' + service;
        }
        return names;
    }
    const IdaDefinition *about = definition->find(ida);
    if (!about)
        return names;
    if (kind == NameKind::Seed)
        return about->manifest.seeds.keys();
    if (kind == NameKind::Command)
        return about->manifest.commands.keys();
    const IdaGenerations generations
        = workspace.internals()
              .withState([](WorkspaceState &state) { return state.generations(); })
              .value(about->name);
    for (const Checkpoint &checkpoint : generations.checkpoints) {
        if (!checkpoint.isHalfMade() && checkpoint.branch.isEmpty())
            names += checkpoint.name;
    }
    return names;
}

} // namespace devstack
