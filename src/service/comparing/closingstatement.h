// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "service/comparing/databaseschema.h"
#include "service/comparing/questions.h"

#include <QString>

namespace devstack {

/// The statement that makes an object as `target` has it of one that is as `present` has it; each
/// is null where there is none. `targets`: the schema that `target` is part of, for the columns of
/// a table. Names are quoted, whatever they hold. Empty: they are the same. Pure.
QString closingStatement(const ServerDialect &server,
                         const SchemaObject *present,
                         const SchemaObject *target,
                         const DatabaseSchema &targets);

} // namespace devstack
