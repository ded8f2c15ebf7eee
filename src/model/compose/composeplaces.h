// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>

namespace devstack {

/// Whether Compose or BuildKit would fetch `place` instead of opening a file of that name: a URL,
/// "oci:…", "github.com/…" without a scheme, or "user@host:path". In doubt yes: a file of such a
/// name can be written as "./…". Facts from Compose's remote loaders and BuildKit's rules for git
/// references.
bool isRemotePlace(const QString &place);

/// Whether a path is named as files are, "./php.ini" or "./.env": Docker makes a folder of what is
/// missing, which is of no use there. "./conf.d", "./.data" and "./mysql-8.0" are folders.
bool looksLikeFile(const QString &path);

} // namespace devstack
