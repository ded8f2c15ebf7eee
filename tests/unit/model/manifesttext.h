// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "model/manifest/manifestreader.h"
#include "model/yaml/yamlreader.h"

namespace devstack {

/// readManifest() for a text whose top level is the manifest itself.
inline Result<Manifest> parseManifest(const QByteArray &content, const QString &file)
{
    return parseYaml(content, file).andThen(readManifest);
}

} // namespace devstack
