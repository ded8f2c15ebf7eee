// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/observing/missingdependency.h"

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

std::optional<Error> missingDependency(const WorkspaceDefinition &definition,
                                       const IdaDefinition &ida)
{
    for (const Dependency &dependency : ida.manifest.dependencies) {
        const auto isIt = [&](const UnresolvedName &unresolved) {
            return unresolved.from == ida.name && unresolved.name == dependency.name;
        };
        if (!dependency.optional && std::ranges::any_of(definition.unresolved, isIt)) {
            return invalidInput(u"“%1” needs “%2”, but its repository is not known."_s.arg(
                                    ida.name, dependency.name),
                                dependency.mark,
                                u"Give it a “repository” here, or add it: “devstack add URL”."_s);
        }
    }
    return std::nullopt;
}

} // namespace devstack
