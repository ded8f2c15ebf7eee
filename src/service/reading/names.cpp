// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/reading/names.h"

#include "service/parts.h"
#include "service/reading/reading.h"

namespace devstack {

Result<QStringList> knownNames(Workspace &workspace, NameKind kind, std::stop_token stop)
{
    const auto reading = readWorkspace(workspace.parts(), std::move(stop));
    if (!reading)
        return reading.error();
    QStringList names;
    for (const IdaReading &ida : reading->idas) {
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
