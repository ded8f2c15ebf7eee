// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "model/compose/composefile.h"

#include <QStringList>

namespace devstack {

/// The vector that opens the client of a database *inside* the container of `service`, signed in
/// with the credentials in the container's environment; empty when the service is not a database.
///
/// The text given to `sh -c` is fixed per product: it contains nothing from a repository. It uses
/// the variables of the official images of MariaDB, MySQL, PostgreSQL and MongoDB.
QStringList databaseClient(const ServiceEntry &service, const QStringList &arguments = {});

} // namespace devstack
