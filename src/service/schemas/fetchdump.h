// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/reporter.h"
#include "core/result.h"

#include <QString>

#include <stop_token>

namespace devstack {

/// Whether a dump is an address in the web.
bool isWebDump(const QString &dump);

/// The file's name, of an address without what only its owner may see. Pure.
QString nameOfDump(const QString &dump);

/// Fetches a dump by https into the folder and answers its path, which its checksum tells: it is
/// fetched once. A transfer that breaks goes on where it ended. Blocks; progress in bytes.
/// Certificates of the file that SSL_CERT_FILE names are trusted besides the system's. Errors:
/// InvalidInput (no https, no checksum, another content), NotFound, Failed, Io, Cancelled.
Result<QString> fetchDump(const QString &url,
                          const QString &sha256,
                          const QString &folder,
                          Reporter &reporter,
                          std::stop_token stop);

} // namespace devstack
