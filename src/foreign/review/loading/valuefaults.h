// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/review/loading/loadfault.h"
#include "model/yaml/yamlnode.h"

namespace devstack {

/// What Compose cannot make sense of in the values of a compose file though the schema lets it
/// pass: durations without a unit, sizes, ports, mounts, `${` that is no variable, keys that
/// exclude each other. Pure.
QList<LoadFault> valueFaults(const YamlNode &composeFile);

/// The same over all files of a stack, whose values are `merged`: keys that exclude each other, and
/// secrets and configs with no content, or two.
QList<LoadFault> combinedFaults(const YamlNode &merged);

/// What valueFaults() finds in one service; `name` is what messages call it.
QList<LoadFault> serviceValueFaults(const YamlNode::Entry &service);

/// The same for one service with its variables filled in: what stands there now is no variable.
QList<LoadFault> filledValueFaults(const YamlNode::Entry &service);

} // namespace devstack
