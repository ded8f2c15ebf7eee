// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

namespace devstack {

/// Whether a key of this kind of mapping in a compose file ("file", "service", "build", "deploy",
/// "volume" …) reaches nothing outside of containers, whatever its value. Keys that nobody thought
/// of do not: they become a sentence of the trust question. Extensions ("x-…") say nothing to
/// Compose. From the Compose specification (2025) and what the Engine does with each.
bool isHarmlessKey(const QString &kind, const QString &key);

} // namespace devstack
