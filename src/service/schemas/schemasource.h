// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "assembly/assembledservice.h"
#include "service/definition/workspacedefinition.h"

namespace devstack {

/// The dumps with which the data of an IDA begins, with absolute paths: what the engineer chose,
/// else what its manifest says. Snapshots and dumps from the web are left out.
QList<SchemaSource> schemaSources(const IdaDefinition &ida,
                                  const QList<AssembledService> &services);

/// The digest of a file that is gone: it equals every other (plan/plan.h, Fingerprint), so data
/// that was made from it stays as it is.
QString unknownDigest();

/// What tells the source from another one, or from an earlier state of the file.
QString schemaDigest(const SchemaSource &source);

} // namespace devstack
