// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/filelock.h"
#include "core/result.h"

#include <QString>

namespace devstack::git {

/// The hidden folder beside a destination in which a clone grows; removed with the object.
///
/// It holds a lock as long as its process lives, so that others can tell it from a leftover.
class ClonePlace
{
public:
    /// Conflict when something is at `destination` already, an empty folder aside.
    static Result<> checkFree(const QString &destination);
    static Result<ClonePlace> make(const QString &destination);

    ClonePlace(ClonePlace &&other) noexcept = default;
    ClonePlace &operator=(ClonePlace &&) = delete;
    ~ClonePlace();

    /// Where the repository grows.
    QString tree() const;
    /// The clone is whole: gives it its name, at once.
    Result<> moveTo(const QString &destination);

private:
    ClonePlace(QString folder, FileLock lock);

    QString m_folder;
    FileLock m_lock;
};

} // namespace devstack::git
