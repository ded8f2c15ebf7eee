// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/reporter.h"
#include "core/result.h"
#include "service/snapshots/databaseserver.h"
#include "service/snapshots/snapshotlabels.h"
#include "service/volumes/datavolumes.h"

#include <QString>

#include <stop_token>

namespace devstack {

/// The snapshot's image, pulled where it is not there. Error InvalidInput: the image is none.
Result<SnapshotLabels> presentSnapshot(Workspace::Internals &internals,
                                       const QString &reference,
                                       Reporter &reporter,
                                       std::stop_token stop);

/// Whether this server can take the snapshot's files up: product, series, name of the database.
/// Error Conflict with the reason and the way out.
Result<> requireSuits(Workspace::Internals &internals,
                      const SnapshotLabels &snapshot,
                      const DatabaseServer &server,
                      const QString &reference,
                      std::stop_token stop);

/// Fills a data volume with the snapshot and makes the accounts that the service asks for. A volume
/// of that name is made anew: only new data, or what such a step left half done, may lose by it.
/// Where the snapshot has more than a schema (SnapshotLabels::work), the new volume `copy` gets the
/// same content; empty: none does. Blocks; about a second for each GB. Errors: those of the two
/// above; Conflict (somebody uses the volume), Failed with what the server says.
Result<SnapshotLabels> unpackSnapshot(Workspace::Internals &internals,
                                      const QString &reference,
                                      const DatabaseServer &server,
                                      const DataVolume &volume,
                                      const QString &copy,
                                      Reporter &reporter,
                                      std::stop_token stop);

} // namespace devstack
