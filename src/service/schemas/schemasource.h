// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "assembly/assembledservice.h"
#include "service/definition/workspacedefinition.h"
#include "store/generations.h"

namespace devstack {

/// Whether a choice of the engineer (IdaDefinition::schemas) is a dump; else it names a snapshot.
bool isFile(const QString &chosen);

/// The snapshots and dumps with which the data of an IDA begins, dumps with absolute paths or their
/// addresses: what the engineer chose, else what its manifest says.
QList<SchemaSource> schemaSources(const IdaDefinition &ida,
                                  const QList<AssembledService> &services);

/// What new data of an IDA begins with.
struct DataStart
{
    QDateTime keptSince; ///< from when the kept data is; invalid: none is kept, or it does not fit
    QStringList schemas; ///< the snapshots, and the file names of dumps, that come instead
};

/// What a reset of the IDA begins with: the data that was kept, where it was made from the dumps
/// that are wanted now, else these dumps or nothing.
DataStart dataStart(const IdaDefinition &ida,
                    const QList<AssembledService> &services,
                    const IdaGenerations &generations);

/// Whether kept data was made from the dump that is wanted; an empty digest: from none.
bool fitsSchema(const DataOrigin &base, const QString &digest);

/// The digest of a file that is gone: it equals every other (plan/plan.h, Fingerprint), so data
/// that was made from it stays as it is.
QString unknownDigest();

/// What tells the source from another one, or from an earlier state of the file. Of a snapshot it
/// is the name: snapshots/snapshots.h, forgetReplaced(), says when the name means another one.
QString schemaDigest(const SchemaSource &source);

} // namespace devstack
