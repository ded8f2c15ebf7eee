// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "model/manifest/manifest.h"
#include "model/yaml/yamlnode.h"

#include <QByteArray>

namespace devstack {

/// Reads a manifest from the mapping below `x-devstack` or `idas.<name>.manifest`
/// (docs/reference/manifest.md). Errors are InvalidInput with the place and, for unknown keys and
/// values, the nearest known one.
Result<Manifest> readManifest(const YamlNode &node);

/// readManifest() for a text whose top level is the manifest itself. Pure.
Result<Manifest> parseManifest(const QByteArray &content, const QString &file);

} // namespace devstack
