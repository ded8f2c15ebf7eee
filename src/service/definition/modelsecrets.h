// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QJsonObject>

namespace devstack {

/// Tells masked() (core/secrets.h) the secrets of a resolved model: variables and build arguments
/// under names of secrets, passwords in addresses and options, what its `secrets:` hold, for which
/// it reads their files. Any thread.
void learnSecrets(const QJsonObject &model);

} // namespace devstack
