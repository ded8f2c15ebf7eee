// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>
#include <QStringList>

namespace devstack {

/// Where a path leads, links followed, and what stands on the way.
struct Pathway
{
    /// Each place that is looked at, the last included; all absolute, their folders without links.
    /// Who can change one of them decides where the path leads.
    QStringList passed;
    /// What is not there yet counts as a plain name; empty: links without an end, or isUnseen. What
    /// lies below /proc is not followed: it leads elsewhere for each process, so for the Engine
    /// too.
    QString end;
    /// Something on the way cannot be looked at, while others may be able to: a folder that this
    /// user may not enter, a name that is no UTF-8, a path that is longer than the kernel takes at
    /// once. Nobody can say where it leads.
    bool isUnseen = false;
    /// A link on the way leads to something that is not there.
    bool isDangling = false;
};

/// Follows an absolute path as the kernel does, folder by folder. Reads the disk.
Pathway pathwayOf(const QString &path);

} // namespace devstack
