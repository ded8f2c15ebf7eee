// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"

#include <QMap>
#include <QString>

#include <optional>

namespace devstack {

/// Which workspace folder of this user has which id (`workspaces.json` in the user's state
/// directory). It outlives a damaged `.devstack/`, and tells a folder that only claims an id from
/// the one that has it. A value; read it again for news of other processes.
class WorkspaceRegistry
{
public:
    /// What is broken is empty: every entry is written again when its folder is opened. A file that
    /// cannot be read just now is empty too, and enter() leaves it as it is.
    static WorkspaceRegistry read();

    /// Empty when the folder was never opened by this user.
    QString idOf(const QString &folder) const { return m_ids.value(folder); }
    /// Another folder that has this id and says so itself; empty: none.
    QString otherOwner(const QString &id, const QString &folder) const;
    /// Enters the folder; other entries with the id are dropped. Writes only when something
    /// changed.
    Result<> enter(const QString &folder, const QString &id);

private:
    QMap<QString, QString> m_ids; ///< canonical path → id
    std::optional<Error> m_unread; ///< why the file that is there could not be read
};

/// The id that a workspace folder itself tells; empty when it tells none.
QString toldId(const QString &folder);

/// The same folder under two paths (a link, a bind mount).
bool isSameFolder(const QString &a, const QString &b);

} // namespace devstack
