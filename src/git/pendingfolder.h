// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/filelock.h"
#include "core/result.h"

#include <QString>

namespace devstack::git {

/// The hidden folder beside a destination in which what will be there grows; removed with the
/// object.
///
/// It holds a lock as long as its process lives, so that others can tell it from a leftover.
class PendingFolder
{
public:
    /// Conflict when something is at `destination` already, an empty folder aside.
    static Result<> checkFree(const QString &destination);
    static Result<PendingFolder> make(const QString &destination);

    PendingFolder(PendingFolder &&other) noexcept = default;
    PendingFolder &operator=(PendingFolder &&) = delete;
    ~PendingFolder();

    /// Where it grows; not made yet.
    QString tree() const;
    /// It is whole: gives it its name, at once. An empty folder of that name is replaced.
    Result<> moveTo(const QString &destination);
    /// The same for an empty folder that somebody may be standing in: its entries arrive one by
    /// one, `last` at the end.
    Result<> moveInto(const QString &destination, const QString &last);

private:
    PendingFolder(QString folder, FileLock lock);

    QString m_folder;
    FileLock m_lock;
};

} // namespace devstack::git
