// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/reporter.h"
#include "core/result.h"
#include "model/compose/serviceroles.h"
#include "service/definition/workspacedefinition.h"

#include <stop_token>

namespace devstack {

/// The path of a dump: of one from the web, once it was fetched into the folder `downloads`. It
/// lies in the repository that names it and has the checksum that is asked for. Errors: those of
/// fetchDump(), NotFound, InvalidInput.
Result<QString> presentDump(const SchemaSource &source,
                            const IdaDefinition &ida,
                            const QString &downloads,
                            Reporter &reporter,
                            std::stop_token stop);

/// Whether a dump may be loaded at all, before anything is changed for it: it is there, whole, and
/// meant for this kind of database. Reads the file whole. Errors: those of presentDump(),
/// InvalidInput, Cancelled.
Result<> admitDump(const SchemaSource &source,
                   const IdaDefinition &ida,
                   DatabaseKind kind,
                   const QString &downloads,
                   Reporter &reporter,
                   std::stop_token stop);

} // namespace devstack
