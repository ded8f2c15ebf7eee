// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/provisioning/idasnow.h"

namespace devstack {

QList<IdaAtRun> idasNow(const ProvisionRound &round)
{
    QList<IdaAtRun> idas;
    for (const IdaDefinition &ida : round.definition.idas) {
        if (!round.idas.contains(ida.name))
            continue;
        IdaAtRun now;
        now.ida = ida.name;
        if (ida.git) {
            now.commit = ida.git->commit;
            now.dirty = ida.git->dirty();
        }
        now.mode = toString(ida.mode);
        now.variant = ida.variant;
        now.configuration = ida.configuration;
        const auto assembly = round.assembled.idas.constFind(ida.name);
        if (assembly != round.assembled.idas.cend()) {
            for (const AssembledService &service : assembly->services) {
                if (const ImageInfo *image = round.engine.image(service.image))
                    now.images.insert(service.name, image->id);
            }
        }
        idas.append(now);
    }
    return idas;
}

} // namespace devstack
