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

Result<QStringList> knownNames(Workspace &workspace, NameKind kind, std::stop_token stop)
{
    const auto definition = readWorkspace(workspace.internals(), std::move(stop));
    if (!definition)
        return definition.error();
    QStringList names;
    for (const IdaDefinition &ida : definition->idas) {
        switch (kind) {
        case NameKind::Ida:
            names += ida.name;
            break;
        case NameKind::Service:
            names += ida.name;
            for (const QString &service : ida.compose.services.keys())
                names += ida.name + u'/' + service;
            break;
        case NameKind::Seed:
            names += ida.name;
            names += ida.manifest.seeds.keys();
            break;
        case NameKind::Command:
            names += ida.name;
            names += ida.manifest.commands.keys();
            break;
        }
    }
    names.removeDuplicates();
    return names;
}

} // namespace devstack
