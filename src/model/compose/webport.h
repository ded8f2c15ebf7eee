// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "model/compose/composefile.h"

namespace devstack {

/// The published port at which a service answers HTTP, or null where none seems to: by what the
/// port says of itself (`app_protocol`, `name`), by the address that the health test asks, by what
/// the command listens on, by well-known numbers. Never UDP, mail, names, databases, caches,
/// queues. The pointer is into `service`.
const PortMapping *webPort(const ServiceEntry &service);

} // namespace devstack
