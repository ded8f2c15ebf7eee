// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

namespace devstack {

/// Whether the trust prompt must mention that the repository sees this host variable: it is set and
/// not harmless (as USER, LANG, TZ are), or its name is that of a secret and a file insists on it.
/// A variable that is not set gives nothing away; it is mentioned once it is set.
bool isTellingVariable(const QString &name, bool hasDefault);

} // namespace devstack
