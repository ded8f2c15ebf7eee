// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

namespace devstack {

/// Whether handing this variable of the host to a repository deserves a sentence: it is set and not
/// one of those that say nothing (USER, LANG, TZ …), or its name is that of a secret and a file
/// insists on it. A variable that is not set delivers nothing and becomes a sentence once it is.
bool isTellingVariable(const QString &name, bool hasDefault);

} // namespace devstack
