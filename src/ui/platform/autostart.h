// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QString>

/// Starting with the session: an entry as in the XDG Autostart Specification 0.5.
namespace devstack::autostart {

enum class State {
    Off, ///< no entry, or ours that the desktop switched off
    On,
    Foreign, ///< something of that name that this program did not write
};

/// The user's own entry: `$XDG_CONFIG_HOME/autostart/devstack.desktop`.
QString userEntry();

/// What lies at `entry`. What cannot be read, and a link, is Foreign.
State state(const QString &entry);

/// The entry that starts `program` (an absolute path) hidden. Errors: InvalidInput, for a path that
/// an entry cannot hold.
Result<QByteArray> entryText(const QString &program);

/// Writes or removes the entry. Errors: Conflict (a Foreign one, which stays as it is),
/// InvalidInput, Io.
Result<> set(const QString &entry, const QString &program, bool on);

} // namespace devstack::autostart
