// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "model/compose/interpolation.h"
#include "model/yaml/yamlnode.h"

#include <QMap>
#include <QStringList>

namespace devstack {

/// The names of all variables that Compose would replace in `text`: $NAME, ${NAME}, ${NAME:-default
/// with ${OTHER}}; "$$" is a literal dollar.
QStringList variablesIn(const QString &text);

/// The same for every value (not key) of a compose file, `x-devstack` left out; sorted, each once.
QStringList variablesIn(const YamlNode &composeFile);

/// The variables that Compose would take from the environment for `node`, a service or any other
/// part of a compose file: name → whether every place that takes it has a default.
///
/// Besides ${NAME} that is "environment: [NAME]", build arguments without a value, and
/// `environment:` of secrets and configs.
QMap<QString, bool> variablesTaken(const YamlNode &node);

/// A variable without which Compose refuses a file: ${NAME:?message}.
struct RequiredVariable
{
    QString name;
    QString message; ///< of the file; may be empty
    SourceMark mark;

    bool operator==(const RequiredVariable &) const = default;
};

/// Those of a document that `lookup` has no value for, each once, in the order of the file;
/// `x-devstack` left out.
QList<RequiredVariable> requiredVariables(const YamlNode &composeFile,
                                          const VariableLookup &lookup);

} // namespace devstack
