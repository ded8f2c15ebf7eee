// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "service/definition/workspacedefinition.h"

#include <QStringList>

namespace devstack {

/// Of inputs that changed (names as composeInputs() gives them) those that one service is made
/// from: the files that it stands in, what it extends and names, its environment files, variables
/// that it or one of these takes. All of them where none of them seems to be: something is always
/// told. Pure.
QStringList
inputsOfService(const QStringList &changed, const IdaDefinition &ida, const QString &service);

} // namespace devstack
