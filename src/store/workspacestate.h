// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/filelock.h"
#include "core/result.h"
#include "store/choices.h"
#include "store/generations.h"
#include "store/steprecords.h"

#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

namespace devstack {

/// The `.devstack/` folder of a workspace: what is personal to this copy of it and never committed.
///
/// Folder 0700, files 0600, each replaced whole. A file whose content is broken is set aside as
/// `*.broken` (numbered where there is one already), told in warnings() and taken as empty: it is
/// never a reason not to start. One that cannot be read just now (no descriptors, no permission, a
/// bad disk) is no broken one: it stays, and nothing is written over it. Hold lock() while changing
/// anything; reading needs none. An object belongs to one thread.
class WorkspaceState
{
public:
    /// Opens or makes the folder. `name` (of devstack.yml; empty: the folder's name) is used once,
    /// for the id. A workspace folder that was moved keeps its id; one that was copied gets a new
    /// one and starts without ports, subnets, generations, step records and runs of the original.
    /// Errors: Io, also where a file of it cannot be read now; InvalidInput (`.devstack` is a link
    /// or no folder).
    static Result<WorkspaceState> open(const QString &workspaceDir, const QString &name = {});

    /// Unique on this machine, fit for compose projects: "edx-3fa9c1".
    const QString &id() const { return m_id; }
    /// Absolute path of `.devstack`.
    const QString &folder() const { return m_folder; }
    /// Where assembled compose files of an IDA go; made when asked for.
    Result<QString> folderFor(const QString &ida) const;
    QString runsFolder() const;
    QString stepRecordsPath() const;
    const QStringList &warnings() const { return m_warnings; }

    Choices choices();
    Result<> save(const Choices &choices);
    PortChoices ports();
    Result<> savePorts(const PortChoices &ports);
    Subnets subnets();
    Result<> saveSubnets(const Subnets &subnets);
    HostAddresses hostAddresses();
    Result<> saveHostAddresses(const HostAddresses &addresses);
    MemoryRecords memoryRecords();
    /// Needs no lock: these are measurements, and the last one counts.
    Result<> saveMemoryRecords(const MemoryRecords &records);
    Generations generations();
    Result<> save(const Generations &generations);
    StepRecords stepRecords() const;

    /// The lock that every operation which changes the workspace holds; Conflict says who has it.
    Result<FileLock> lock(const QString &command) const;
    std::optional<LockHolder> lockHolder() const;

private:
    QJsonObject load(const QString &file);
    Result<> areFilesReadable() const;
    void reject(const QString &file, const Error &why);
    Result<Generations> readGenerations(const QString &file) const;
    Result<> store(const QString &file, const QJsonObject &content) const;

    QString m_folder;
    QString m_id;
    QStringList m_warnings;
    QMap<QString, Error> m_unread; ///< file → why it could not be read when it was last tried
    Generations m_generations; ///< as last read
};

} // namespace devstack
