// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/adopt/shellvalues.h"

namespace devstack {

/// How a command ends.
enum class ShellEnd {
    Yes, ///< with 0
    No,
    Likely, ///< with 0, unless something fails that should not
    Unknown, ///< only a run tells
};

/// The answer the other way round.
ShellEnd inverted(ShellEnd end);

/// `[ … ]` and `test …`, without the brackets: what the words say of texts and numbers. What asks
/// for files or descriptors is Unknown.
ShellEnd testOf(const QStringList &words);

/// `[[ … ]]`: the same with patterns and `&&`, `||`.
ShellEnd
testOf(const QList<ShellToken> &words, const ShellValues &values, const ShellOutput &output);

/// Whether a text fits a pattern of `case` or `[[ … == … ]]`; Unknown where one of them is.
ShellEnd fitsPattern(const QString &text, const ShellToken &pattern, const QString &expanded);

} // namespace devstack
