// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "cli/output.h"
#include "service/configuration/choosing.h"
#include "service/configuration/effective.h"

namespace devstack::cli {

/// What a choice changed, for people.
void printChoice(Output &output, const ChoiceOutcome &outcome);
/// The values of a configuration as tables, one per IDA, then what is wrong with them.
void printConfig(Output &output, const WorkspaceConfig &config);
/// The effective file on standard output; what the rewrite changed on standard error.
void printEffective(Output &output, const EffectiveCompose &effective);

/// The documents of the same (docs/reference/json.md): fields may be added, never renamed.
QJsonObject choiceJson(const ChoiceOutcome &outcome);
QJsonObject configJson(const WorkspaceConfig &config);
QJsonObject effectiveJson(const EffectiveCompose &effective);

} // namespace devstack::cli
