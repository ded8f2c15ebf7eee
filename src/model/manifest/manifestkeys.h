// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QMap>
#include <QString>
#include <QStringList>

namespace devstack {

/// Which keys each kind of mapping in a manifest ("manifest", "dependency", "seed" …) and in
/// devstack.yml ("workspace", "ida", "external") may have. The readers go by it; the JSON Schemas
/// in docs/schema define the same kinds under the same names, and a test compares the two.
const QMap<QString, QStringList> &knownKeys();

} // namespace devstack
