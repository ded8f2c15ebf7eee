// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/snapshots/serverimage.h"

#include "engine/images.h"
#include "engine/registry.h"
#include "service/workspaceinternals.h"

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

Result<> requireServerImage(Workspace::Internals &internals,
                            const Assembly &assembly,
                            const DatabaseServer &server,
                            Reporter &reporter,
                            std::stop_token stop)
{
    const auto engine = internals.engine();
    if (!engine)
        return engine.error();
    const auto image = inspectImage(**engine, server.image, stop);
    if (!image || *image)
        return image ? ok() : Result<>(image.error());
    const auto service
        = std::ranges::find(assembly.services, server.service, &AssembledService::name);
    if (service != assembly.services.end() && service->builds)
        return failed(u"The image of %1/%2 was not built yet."_s.arg(server.ida, server.service),
                      u"Run “devstack build %1”."_s.arg(server.ida));
    return pullImage(**engine, server.image, reporter, std::move(stop));
}

} // namespace devstack
