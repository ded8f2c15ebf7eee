// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "model/manifest/manifest.h"

#include <QMap>
#include <QStringList>

#include <variant>

namespace devstack {

/// What a placeholder stands for: text, a flag, or a list that joins with commas.
using PlaceholderValue = std::variant<QString, bool, QStringList>;
using PlaceholderValues = QMap<QString, PlaceholderValue>;

/// `arguments` with `{name}` replaced by its value and `{flag:TEXT}` by TEXT, or left out when the
/// flag is false. Each argument stays one argument whatever the values hold. An unknown placeholder
/// is an error of kind InvalidInput.
Result<QStringList> expandPlaceholders(const QStringList &arguments,
                                       const PlaceholderValues &values);

/// Whether `arguments` use known placeholders only, flags only as a whole argument, and none inside
/// a shell's script.
Result<> checkPlaceholders(const QStringList &arguments, const PlaceholderValues &known);

/// The values for `register.user`: name, email, staff, superuser.
PlaceholderValues placeholdersOf(const ClientUser &user);
/// The values for `register.oauth`: id, secret, name, grant, redirect_uris.
PlaceholderValues placeholdersOf(const ClientOauth &client);

} // namespace devstack
