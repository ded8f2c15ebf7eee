// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "service/definition/workspacedefinition.h"

#include <QList>

namespace devstack {

/// Why Compose will refuse an IDA's files, as far as this program's rules know, each with its place
/// and what to do; empty for one that Compose has read, and for one whose files cannot be read at
/// all (its problems say why). Looks on the disk for files that are named.
QList<Error> foreseenRefusals(const IdaDefinition &ida);

/// Adds the place and what to do to what Compose said when it refused the IDA's files, where the
/// rules know it. Reads the repository once more.
void explainRefusal(Error &error, const IdaDefinition &ida);

} // namespace devstack
