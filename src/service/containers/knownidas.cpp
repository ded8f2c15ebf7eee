// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/containers/knownidas.h"

#include "service/projects/effectiveproject.h"
#include "service/workspaceinternals.h"

namespace devstack {

using namespace Qt::StringLiterals;

Result<QList<KnownIda>> knownIdas(Workspace::Internals &internals,
                                  const WorkspaceDefinition &definition,
                                  const QStringList &idas,
                                  KnownScope scope)
{
    QList<KnownIda> known;
    for (const QString &name : idas) {
        if (scope == KnownScope::Here && !definition.find(name)->runsHere())
            continue;
        if (!definition.find(name)->meets.isEmpty())
            continue; // what is there is the other's
        const auto folder = internals.idaFolder(name);
        if (!folder)
            return folder.error();
        auto summary = readSummary(*folder);
        if (!summary)
            continue;
        auto project = effectiveProject(internals, name, summary->project);
        if (!project && scope == KnownScope::Unreadable) {
            ComposeProject named;
            named.name = summary->project;
            project = named;
        }
        if (!project)
            return project.error();
        known += {name, std::move(*summary), std::move(*project)};
    }
    return known;
}

std::optional<QString> firstNeverProvisioned(const WorkspaceDefinition &definition,
                                             const QStringList &idas,
                                             const QList<KnownIda> &known)
{
    for (const QString &name : idas) {
        const bool isKnown
            = std::ranges::any_of(known, [&](const KnownIda &ida) { return ida.name == name; });
        if (definition.find(name)->runsHere() && !isKnown)
            return name;
    }
    return std::nullopt;
}

} // namespace devstack
