// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "model/manifest/manifestreader.h"

#include "model/manifest/manifestsections.h"

namespace devstack {

Result<Manifest> readManifest(const YamlNode &node)
{
    ManifestSections sections;
    Manifest manifest = sections.manifest(node);
    if (sections.failed())
        return sections.error();
    return manifest;
}

} // namespace devstack
