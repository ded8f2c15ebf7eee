// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "model/compose/interpolation.h"

#include <QByteArray>
#include <QMap>
#include <QString>

namespace devstack {

/// What an environment file says.
struct Dotenv
{
    QMap<QString, QString> values;
    QMap<QString, int> lines; ///< where each of them is written, from 1
    /// Variables that it takes from the environment: name → whether it can do without (a default,
    /// or the file gives the value itself).
    QMap<QString, bool> taken;
};

/// Reads `.env` or an `env_file` by the grammar of Compose (compose-go's dotenv): comments,
/// `export`, `NAME: value`, names without a value (taken from the environment), single quotes
/// (literal), double quotes (escapes, variables), values over several lines, CRLF, a byte order
/// mark. `lookup` wins over what the file says before, and that over `before`, what the files in
/// front of it said. Error InvalidInput with file and line.
Result<Dotenv> parseDotenv(const QByteArray &content,
                           const QString &file,
                           const VariableLookup &lookup,
                           const QMap<QString, QString> &before = {});

/// Reads an `env_file` of the format “raw”: what stands behind the first "=" is the value, quotes,
/// dollars and "#" included. `lookup` answers names without "=". Error InvalidInput with file and
/// line.
Result<Dotenv>
parseRawEnvironment(const QByteArray &content, const QString &file, const VariableLookup &lookup);

} // namespace devstack
