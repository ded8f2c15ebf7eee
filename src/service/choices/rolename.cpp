// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/choices/rolename.h"

#include "model/serviceroles.h"

namespace devstack {

QString roleName(const ServiceEntry &service)
{
    return toString(roleOf(service));
}

} // namespace devstack
