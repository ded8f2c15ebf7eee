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

/// How much text variables may add, in characters: a few short lines could ask for more than any
/// memory holds. The usual one is for a whole document.
struct FillLimit
{
    qint64 left = 16 * 1024 * 1024;
};

/// `text` with its variables filled in as Compose does it: $NAME, ${NAME}, ${NAME:-default},
/// ${NAME-default}, ${NAME:+other}, ${NAME+other}, ${NAME:?message}, ${NAME?message}, nested in
/// each other; "$$" is a dollar. A variable that is not set is empty.
///
/// Errors, of kind InvalidInput and without a place: a required variable is missing (with the
/// file's own message); a brace that is not closed or holds no name; it would be more than `limit`.
Result<QString> interpolated(const QString &text, const VariableLookup &lookup, FillLimit &limit);
/// The same of one text alone.
Result<QString> interpolated(const QString &text, const VariableLookup &lookup);

} // namespace devstack
