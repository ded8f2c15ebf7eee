// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/review/loading/loadfault.h"
#include "model/yaml/yamlnode.h"

namespace devstack {

/// Where a compose file, as written, breaks the schema of Compose (resources/compose-schema.json):
/// unknown keys, values of the wrong type, words that are none of those allowed. A value with a
/// variable counts as right. Pure.
QList<LoadFault> schemaFaults(const YamlNode &composeFile);

/// The same for one service; `name` is what messages call it.
QList<LoadFault> serviceSchemaFaults(const YamlNode::Entry &service);

} // namespace devstack
