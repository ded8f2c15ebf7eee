// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/review/rules/lintinput.h"

namespace devstack {

/// Calls of Compose with `-f` and a file that is nowhere in the repository: part of the rule
/// unknown-container, because such a call reaches none. Files that somebody makes first (a script
/// names them elsewhere, .gitignore lists them) are passed over.
void lookForMissingComposeFiles(const LintInput &input, FindingSink &sink);

} // namespace devstack
