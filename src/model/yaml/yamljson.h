// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "model/yaml/yamlnode.h"

#include <QJsonValue>

namespace devstack {

/// JSON as the YAML document that it is, without marks; keys in JSON's order. What nests deeper
/// than 64 levels becomes a text, so that the result may be walked by recursion.
YamlNode fromJson(const QJsonValue &value);

/// The other way: plain scalars become what Compose takes them for, all others text.
QJsonValue toJson(const YamlNode &node);

} // namespace devstack
