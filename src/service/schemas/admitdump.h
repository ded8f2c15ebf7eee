// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "model/compose/serviceroles.h"
#include "service/definition/workspacedefinition.h"

#include <stop_token>

namespace devstack {

/// Whether a dump may be loaded at all, before anything is changed for it: it lies in the
/// repository that names it, has the checksum that is asked for, is whole, and is meant for this
/// kind of database. Reads the file whole. Errors: NotFound, InvalidInput, Cancelled.
Result<> admitDump(const SchemaSource &source,
                   const IdaDefinition &ida,
                   DatabaseKind kind,
                   std::stop_token stop);

/// The first two of these: what loadDump() does not find out itself.
Result<> requireOwnFile(const SchemaSource &source, const IdaDefinition &ida, std::stop_token stop);

/// That a dump has the checksum that is asked for.
Result<> requireChecksum(const SchemaSource &source, std::stop_token stop);

} // namespace devstack
