// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

/// A manifest below x-devstack, as a repository brings it.

#include "fuzz.h"
#include "model/manifest/manifestreader.h"
#include "model/yaml/yamlreader.h"

using namespace devstack;
using namespace devstack::fuzz;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray text = bytesOf(data, size);
    const auto node = parseYaml(text, u"f.yml"_s);
    if (!node)
        return 0;
    const auto manifest = readManifest(*node);
    if (!manifest) {
        requireWithin(manifest.error().where, text);
        requirePrintable(manifest.error().toText().remove(u'\n'));
        return 0;
    }
    for (const Dependency &dependency : manifest->dependencies)
        requireWithin(dependency.mark, text);
    for (const ServiceRun &run : manifest->bootstrap) {
        requireWithin(run.mark, text);
        require(!run.run.isEmpty(), "a run has a command");
        requirePrintable(run.run.toText());
    }
    (void)merged(*manifest, *manifest);
    return 0;
}
