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
    /// What is not there yet counts as a plain name; empty: links without an end. What lies below
    /// /proc is not followed: it leads elsewhere for each process, so for the Engine too.
    QString end;
};

/// Follows an absolute path as the kernel does. Reads the disk.
Pathway pathwayOf(const QString &path);

} // namespace devstack
