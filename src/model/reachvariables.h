// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "model/yamlnode.h"

#include <QMap>
#include <QString>

namespace devstack {

/// The variables that Compose would take from the environment for `node`, a service or any other
/// part of a compose file: name → whether every place that takes it has a default.
///
/// Besides ${NAME} that is "environment: [NAME]", build arguments without a value, and
/// `environment:` of secrets and configs.
QMap<QString, bool> variablesTaken(const YamlNode &node);

/// Whether handing this variable of the host to a repository deserves a sentence: it is set and not
/// one of those that say nothing (USER, LANG, TZ …), or its name is that of a secret and a file
/// insists on it. A variable that is not set delivers nothing and becomes a sentence once it is.
bool isTellingVariable(const QString &name, bool hasDefault);

} // namespace devstack
