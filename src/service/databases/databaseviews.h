// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "service/snapshots/snapshotlabels.h"
#include "service/volumes/datavolumes.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>
#include <stop_token>

namespace devstack {

/// One database of an IDA: with what its data begins, and how its present data came.
struct DatabaseView
{
    /// With what new data begins. `Migrations`: with nothing; they make the schema.
    enum class Start { Migrations, Dump, Snapshot };
    /// What a reset goes back to. `None`: nothing is kept; `Fits`: it was made from what new data
    /// begins with; `Older`: it was made from something else, so the next reset makes it anew.
    enum class Base { None, Fits, Older };

    QString ida;
    QString service;
    bool takesSchema = false; ///< MySQL, MariaDB and PostgreSQL begin with dumps and snapshots
    Start start = Start::Migrations;
    QString source; ///< name of a snapshot, path or address of a dump; empty: migrations
    bool isChosen = false; ///< by this engineer; else by the repository
    QString declared; ///< what the repository names where something else is chosen; may be empty
    bool isHere = false; ///< the snapshot or the file is on this machine
    qint64 bytes = -1; ///< of it; -1: unknown
    QDateTime made; ///< UTC; of the snapshot, or when the file changed last; null: unknown
    QString digest; ///< of the snapshot at its registry, else the image's id; empty: unknown
    std::optional<SnapshotLabels> labels; ///< of a snapshot that is here
    Base base = Base::None;
    QDateTime keptSince; ///< UTC; from when the data is that a reset goes back to
    std::optional<VolumeMechanism> present; ///< how the present data came; none: there is none yet

    bool operator==(const DatabaseView &) const = default;
};

/// The databases of all IDAs that run here, and whether the Engine told of their snapshots.
struct DatabaseViews
{
    QList<DatabaseView> databases;
    bool engineAnswered = false; ///< false: nothing is known of snapshots but their names
};

/// In the order of the workspace. Blocks; without an Engine it answers what the files say.
Result<DatabaseViews> databaseViews(Workspace &workspace, std::stop_token stop);

} // namespace devstack
