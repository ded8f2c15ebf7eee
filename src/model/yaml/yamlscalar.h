// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "model/yaml/yamlnode.h"

#include <QString>

#include <optional>

namespace devstack {

/// What a scalar is to Compose, whose YAML reader (go-yaml 3) resolves plain scalars by YAML 1.2
/// with the integer forms of 1.1 (0777, 0x1f, 0b1, 1_000); yes, no, on and off are text.
enum class ScalarType { Text, Boolean, Number };
ScalarType scalarType(const YamlNode &scalar);

/// A plain scalar that is a point in time to Compose, which takes none: 2001-01-01,
/// 2001-1-1T0:0:0Z.
bool isTime(const YamlNode &scalar);

/// true, True, TRUE and their opposites; nothing for everything else.
std::optional<bool> yamlBoolean(QStringView plain);

/// An integer or floating-point number in any form that Compose reads; infinities and NaN are none
/// here.
std::optional<double> yamlNumber(QStringView plain);

/// The text that Compose makes of a scalar where it wants text (an environment value, an argument):
/// 0x10 → "16", 1.0 → "1", True → "true", quoted text as it is.
QString canonicalScalar(const YamlNode &scalar);

} // namespace devstack
