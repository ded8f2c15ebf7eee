// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QString>

namespace devstack::git {

/// What a working tree holds, cheap to ask: the commit's trees plus the content of what differs
/// from them.
///
/// Ignored files do not count, so what containers write into a mounted checkout (caches, logs)
/// changes nothing.
class TreeDigest
{
public:
    /// Error: NotFound when `path` is no repository, InvalidInput when git's data holds pipes or
    /// devices, Io, Timeout. Reads changed files, at most 64 MiB of each.
    static Result<TreeDigest> read(const QString &path);

    /// Digest of a folder of the tree ("" for all of it), as hex: equal as long as nothing in it
    /// changed.
    QString of(const QString &folder) const;

private:
    static Result<TreeDigest> readHere(const QString &path);

    QMap<QString, QByteArray> m_trees; ///< folder → object id of its tree at HEAD
    QMap<QString, QByteArray> m_changed; ///< path → content digest
};

} // namespace devstack::git
