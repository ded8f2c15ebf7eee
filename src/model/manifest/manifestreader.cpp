// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "model/manifest/manifestreader.h"

#include "model/manifest/manifestsections.h"
#include "model/yaml/yamlreader.h"

namespace devstack {

using namespace Qt::StringLiterals;

Result<Manifest> readManifest(const YamlNode &node)
{
    ManifestSections sections;
    Manifest manifest = sections.manifest(node);
    if (sections.failed())
        return sections.error();
    return manifest;
}

Result<Manifest> parseManifest(const QByteArray &content, const QString &file)
{
    return parseYaml(content, file).andThen([](const YamlNode &node) {
        return readManifest(node);
    });
}

} // namespace devstack
