// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "model/yamlnode.h"

#include <QStringList>

namespace devstack {

/// The names of all variables that Compose would replace in `text`: $NAME, ${NAME}, ${NAME:-default
/// with ${OTHER}}; "$$" is a literal dollar.
QStringList variablesIn(const QString &text);

/// The same for every value (not key) of a compose file, `x-devstack` left out; sorted, each once.
QStringList variablesIn(const YamlNode &composeFile);

} // namespace devstack
