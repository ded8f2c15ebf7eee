// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/reporter.h"
#include "core/result.h"
#include "service/schemas/dumprules.h"

#include <QIODevice>
#include <QStringList>

#include <functional>
#include <stop_token>

namespace devstack {

/// Runs a command in the database's container, with what it is to read; answers its standard
/// output. Given by the caller, so that this file knows nothing of containers.
using InDatabase = std::function<Result<QString>(const QStringList &argv, QIODevice *input)>;

/// Over what the statements of a file come.
enum class LoadInto {
    Emptied, ///< the database is emptied before
    PresentData, ///< it stays as it is
};

/// Loads a dump into the database that the service's own variables name.
///
/// The dump is read once before anything is changed: one that is broken, cut off, refused or meant
/// for another product leaves the database as it is. An error in it names its line and the
/// statement. `stop` ends it between two blocks; the database is then half filled and has to be
/// loaded again. Into present data the custom format of pg_dump is refused.
Result<DumpFacts> loadDump(const QString &path,
                           DatabaseKind kind,
                           LoadInto into,
                           const InDatabase &run,
                           Reporter &reporter,
                           std::stop_token stop);

/// What tells this dump from another one or from an earlier state of the file, without reading it:
/// place, size and time; empty when there is no such file.
QString dumpIdentity(const QString &path);

} // namespace devstack
