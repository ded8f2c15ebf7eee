// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>
#include <QStringList>

namespace devstack::cli {

/// The shells that there is a script for.
const QStringList &completionShells();

/// The script that completes verbs, options and names in this shell; empty for another one. It asks
/// the program, by “devstack complete -- WORDS…”, at each press of the key: what is offered is
/// always what this program takes.
QString completionScript(const QString &shell);

} // namespace devstack::cli
