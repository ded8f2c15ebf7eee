// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/inspect/script.h"

namespace devstack {

/// What a script runs, with the bodies of `for NAME in WORDS` repeated for each word, where the
/// words are plain texts or a list that the script sets once (`apps=( lms cms )`). Commands of
/// other loops, and of loops within loops, keep their loop. Pure.
QList<SimpleCommand> unrolledCommands(const Script &script, const QStringList &lines);

} // namespace devstack
