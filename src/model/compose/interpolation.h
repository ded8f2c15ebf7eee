// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"

#include <QString>

#include <functional>
#include <optional>

namespace devstack {

/// Answers the value of a variable; nothing when it is not set.
using VariableLookup = std::function<std::optional<QString>(const QString &name)>;

/// `text` with its variables filled in as Compose does it: $NAME, ${NAME}, ${NAME:-default},
/// ${NAME-default}, ${NAME:+other}, ${NAME+other}, ${NAME:?message}, ${NAME?message}, nested in
/// each other; "$$" is a dollar. A variable that is not set is empty.
///
/// Errors, of kind InvalidInput and without a place: a required variable is missing (with the
/// file's own message); a brace that is not closed or holds no name.
Result<QString> interpolated(const QString &text, const VariableLookup &lookup);

} // namespace devstack
