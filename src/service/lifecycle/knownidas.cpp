// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/lifecycle/knownidas.h"

#include "service/assembling/effectiveproject.h"
#include "service/parts.h"

namespace devstack {

using namespace Qt::StringLiterals;

Result<QList<KnownIda>> knownIdas(Workspace::Parts &parts,
                                  const WorkspaceReading &reading,
                                  const QStringList &idas,
                                  bool withRetired)
{
    QList<KnownIda> known;
    for (const QString &name : idas) {
        if (!withRetired && !reading.find(name)->runsHere())
            continue;
        const auto folder = parts.idaFolder(name);
        if (!folder)
            return folder.error();
        auto summary = readSummary(*folder);
        if (!summary)
            continue;
        auto project = effectiveProject(parts, name, summary->project);
        if (!project)
            return project.error();
        known += {name, std::move(*summary), std::move(*project)};
    }
    return known;
}

std::optional<QString> firstNeverProvisioned(const WorkspaceReading &reading,
                                             const QStringList &idas,
                                             const QList<KnownIda> &known)
{
    for (const QString &name : idas) {
        const bool isKnown
            = std::ranges::any_of(known, [&](const KnownIda &ida) { return ida.name == name; });
        if (reading.find(name)->runsHere() && !isKnown)
            return name;
    }
    return std::nullopt;
}

Error neverProvisioned(const QString &name)
{
    return {Error::Kind::Failed,
            u"“%1” was never provisioned here."_s.arg(name),
            {},
            u"Run “devstack up %1” first."_s.arg(name),
            {}};
}

} // namespace devstack
