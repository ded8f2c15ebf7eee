// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/source/workspacesource.h"

#include <optional>

namespace devstack {

/// The recorded command line of a run, taken apart: "devstack seed credentials base --format json".
struct RecordedCommand
{
    QString verb; ///< "up", "seed", "reset", "run" …
    QStringList words; ///< what follows the verb, without options
    QStringList arguments; ///< what follows “--”
    QString file; ///< of --file; empty: not given

    static RecordedCommand parse(const QString &line);
    /// "Provision credentials", "Seed credentials: base"; `idas` stand in where the command names
    /// none.
    QString title(const QStringList &idas) const;
};

/// What has to be done to do a recorded run again; nothing for a verb that the window does not
/// know.
std::optional<Wish> wishOf(const QString &line, const QStringList &idas);

} // namespace devstack
