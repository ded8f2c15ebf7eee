// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "model/compose/composefile.h"

#include <QStringList>

namespace devstack {

/// The vector that opens the client of a database *inside* the container of `service`, signed in
/// with what the container's own environment says; empty when the service is no database.
///
/// The text given to `sh -c` is fixed per product: nothing of a repository is in it. Variables are
/// those that the official images of MariaDB, MySQL, PostgreSQL and MongoDB read.
QStringList databaseClient(const ServiceEntry &service, const QStringList &arguments = {});

} // namespace devstack
