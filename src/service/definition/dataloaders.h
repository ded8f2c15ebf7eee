// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "model/manifest/manifest.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace devstack {

struct IdaDefinition;

/// How a file of the engineer's own gets into the data of an IDA.
struct DataLoader
{
    /// Reads the file from its standard input; empty: its statements are given to the database of
    /// `run.service`.
    ServiceRun run;

    bool isStatements() const { return run.run.isEmpty(); }
};

/// By the suffix of the file's name: what the IDA declares (`data`); else statements (".sql", also
/// compressed) go into its only database, and a fixture (".json") to Django's loaddata, where its
/// bootstrap calls manage.py. None: nobody knows.
std::optional<DataLoader> loaderOf(const IdaDefinition &ida, const QString &fileName);

/// The suffixes that have a loader, sorted: "json", "sql".
QStringList loadedSuffixes(const IdaDefinition &ida);

} // namespace devstack
