// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/reporter.h"
#include "core/result.h"
#include "service/schemas/loaddump.h"
#include "service/snapshots/databaseserver.h"
#include "service/snapshots/snapshotlabels.h"
#include "service/volumes/datavolumes.h"

#include <QString>

#include <functional>
#include <stop_token>

namespace devstack {

/// Files of a database that may leave this machine: whole, ended cleanly and without accounts of
/// applications. Of a dump they never held a password of the workspace; of data that was in use,
/// the server's logs may still hold traces of its hashes. They lie in a volume of their own, which
/// goes with this object. Belongs to one thread.
class PortableFiles
{
public:
    PortableFiles(Workspace::Internals &internals,
                  DatabaseServer server,
                  Reporter &reporter,
                  std::stop_token stop);
    ~PortableFiles();
    Q_DISABLE_COPY_MOVE(PortableFiles)

    /// Which server they belong to; its image has to be present.
    Result<DatabaseProduct> product() const;
    /// Makes them from a dump, in a new server.
    Result<> load(const QString &dump);
    /// Copies a volume, which nobody may write to meanwhile; finishCopy() makes the files of it.
    Result<> take(const QString &volume);
    /// The same with volumes that lie over each other.
    Result<> take(const DataOrigin &origin);
    Result<> finishCopy();

    const DataVolume &volume() const { return m_volume; }
    /// Known once they were made.
    int tables() const { return m_tables; }
    bool hasRows() const { return m_hasRows; }
    const QString &database() const { return m_database; }

private:
    Result<> finish(const QString &dump);

    Workspace::Internals &m_internals;
    DatabaseServer m_server;
    Reporter &m_reporter;
    std::stop_token m_stop;
    DataVolume m_volume;
    int m_tables = 0;
    bool m_hasRows = true;
    QString m_database;
};

} // namespace devstack
