// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/inspect/checkout.h"

namespace devstack {

/// The compose files in folders below the root that Compose would take there by itself, at most two
/// folders deep, one a folder; relative, sorted.
QStringList composeFilesBelow(const Checkout &checkout);

/// How to run one of them: a sentence for a hint. `repository` is the repository's folder, relative
/// to the workspace or its name; `files` as composeFilesBelow() found them, not empty.
QString wayToFilesBelow(const QString &repository, const QStringList &files);

} // namespace devstack
