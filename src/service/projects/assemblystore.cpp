// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/projects/assemblystore.h"

#include "service/projects/addresses.h"
#include "service/projects/assemblysummary.h"
#include "service/projects/effectiveproject.h"
#include "service/workspaceinternals.h"

namespace devstack {

using namespace Qt::StringLiterals;

Result<> storeAssembly(Workspace::Internals &internals, const AssembledWorkspace &assembled)
{
    const auto saved = internals.withState([&](WorkspaceState &state) -> Result<> {
        PortChoices ports = state.ports();
        const PortChoices portsBefore = ports;
        for (const PortChoice &choice : assembled.ports)
            ports.insert(portKey(choice.want), choice.host);
        if (ports != portsBefore) {
            if (const auto done = state.savePorts(ports); !done)
                return done;
        }
        Subnets subnets = state.subnets();
        const Subnets subnetsBefore = subnets;
        for (auto it = assembled.subnets.begin(); it != assembled.subnets.end(); ++it)
            subnets.insert(it.key(), it->toString());
        if (subnets != subnetsBefore) {
            if (const auto done = state.saveSubnets(subnets); !done)
                return done;
        }
        if (assembled.generations != state.generations()) {
            if (const auto done = state.save(assembled.generations); !done)
                return done;
        }
        return assembled.hostAddresses == state.hostAddresses()
            ? ok()
            : state.saveHostAddresses(assembled.hostAddresses);
    });
    if (!saved)
        return saved;
    for (auto it = assembled.idas.begin(); it != assembled.idas.end(); ++it) {
        const auto folder = internals.idaFolder(it.key());
        if (!folder)
            return folder.error();
        const QByteArray content = effectiveText(it->model, assembled.repositories.value(it.key()));
        if (const auto done = writeEffective(*folder, content); !done)
            return done;
        const auto written = writeSummary(*folder,
                                          *it,
                                          assembled.inputs.value(it.key()),
                                          usedPorts(it.key(), it->model, assembled.ports));
        if (!written)
            return written;
    }
    return ok();
}

} // namespace devstack
