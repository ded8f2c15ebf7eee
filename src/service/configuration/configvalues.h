// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "assembly/assembly.h"
#include "service/configuration/effective.h"
#include "service/definition/workspacedefinition.h"
#include "store/generations.h"

namespace devstack {

/// The values of the workspace that belong to no IDA. Pure.
QList<ConfigValue> workspaceValues(const WorkspaceDefinition &definition, qint64 defaultBudget);

/// Mode, variant, configuration, lean … of an IDA, each with its origin. Pure.
QList<ConfigValue> choiceValues(const WorkspaceDefinition &definition, const IdaDefinition &ida);

/// The inferred values of an IDA (service/definition/inferredvalues.h). Pure.
QList<ConfigValue> concludedValues(const WorkspaceDefinition &definition, const IdaDefinition &ida);

/// What an assembly made of an IDA: environment, ports, images, memory-saving settings, volumes.
struct AssembledFacts
{
    const Assembly &assembly;
    QMap<QString, QString> dataVolumes; ///< volume key → actual name
    IdaGenerations generations;
    bool showSecrets = false;
};
QList<ConfigValue> assembledValues(const WorkspaceDefinition &definition,
                                   const IdaDefinition &ida,
                                   const AssembledFacts &facts);

/// The environment as the files write it, for IDAs that cannot be assembled now. Pure.
QList<ConfigValue> writtenEnvironment(const WorkspaceDefinition &definition,
                                      const IdaDefinition &ida,
                                      bool showSecrets);

/// Whether a variable's name or value is one that is not shown by itself.
bool isSecretVariable(const QString &name, const QString &value);
/// What stands instead of a secret.
inline constexpr char16_t kHiddenValue[] = u"•••";

/// The model with the values of secrets replaced. Pure.
QJsonObject withoutSecrets(const QJsonObject &model, const IdaDefinition &ida);

} // namespace devstack
