// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"

#include <QDateTime>
#include <QList>
#include <QString>

namespace devstack {

/// A workspace that was opened on this machine.
struct RecentWorkspace
{
    QString path; ///< absolute
    QString name;
    QDateTime opened; ///< UTC
};

/// The last workspaces (20 at most), newest first; folders that are gone are left out. Kept in
/// `recent.json` of userStateDir(); a broken file is taken as empty.
QList<RecentWorkspace> recentWorkspaces();
/// Puts a workspace first.
Result<> rememberWorkspace(const QString &path, const QString &name);

} // namespace devstack
