// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"

#include <QDateTime>
#include <QString>

#include <optional>

namespace devstack {

/// Who holds a lock.
struct LockHolder
{
    qint64 pid = 0;
    QString command; ///< what it is doing, for people: "up credentials"
    QDateTime since;
};

/// A lock between processes that the kernel releases when its holder dies, however it
/// dies.
class FileLock
{
public:
    FileLock() = default;
    FileLock(FileLock &&other) noexcept;
    FileLock &operator=(FileLock &&other) noexcept;
    ~FileLock();

    /// Takes the lock or says at once who holds it (kind Conflict). The file is created (0600) and
    /// kept.
    static Result<FileLock> acquire(const QString &path, const QString &command);
    /// Takes part in the lock: any number may, and nobody acquires it meanwhile. A process that
    /// inherits descriptor() goes on with it until it has ended, or release() is called.
    static Result<FileLock> share(const QString &path);
    /// Who holds the lock now; nothing when it is free. Never in the way of an acquire().
    static std::optional<LockHolder> holder(const QString &path);

    bool isHeld() const { return m_descriptor >= 0; }
    /// Closed on exec; -1 when it is not held.
    int descriptor() const { return m_descriptor; }
    /// Ends the lock, also for processes that inherited it.
    void release();

private:
    static Result<FileLock> open(const QString &path);

    int m_descriptor = -1;
};

} // namespace devstack
