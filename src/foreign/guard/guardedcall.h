// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace devstack {

/// A process that a run started inside of a container, and that has to end with the run.
struct TouchedContainer
{
    QString container;
    QString user; ///< empty: the container's own
    bool operator==(const TouchedContainer &) const = default;
};

/// The action of a launcher in place of the script's call.
struct GuardedCall
{
    /// Run one after the other, until one fails; the launcher becomes the last one. Each begins
    /// with the program's absolute path. Empty: the call is answered by output, note and code.
    QList<QStringList> commands;
    int code = 0;
    QString output; ///< for standard output
    QString note; ///< for standard error and the run's own notes
    /// Nothing will ever answer to this call: a loop that waits for it waits for ever.
    bool neverAnswers = false;
    /// Refused for a name that only the Engine may know: that of a container or network which the
    /// run made itself. See GuardMap::made.
    bool asksEngine = false;
    /// Standard output of the last command is shown with old container names in place of real ones.
    bool showsOldNames = false;
    QList<TouchedContainer> touched;
    /// The container that the commands need: where it does not exist the launcher says so instead.
    QString container;
};

} // namespace devstack
