// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

namespace devstack {

struct ServiceEntry;

/// The role of a service in the words of the JSON documents ("app", "worker", "database", …).
QString roleName(const ServiceEntry &service);

} // namespace devstack
