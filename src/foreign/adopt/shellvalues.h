// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/inspect/shelllexer.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>

namespace devstack {

/// Stands in a text before what only a run of the script would tell.
constexpr char16_t kUnknown = u'\xE010';
/// Stands before the name of a service whose container a command of the script printed.
constexpr char16_t kContainer = u'\xE011';

/// Whether something in the text is known only while a script runs.
bool isUnknown(const QString &text);
bool isUnknown(const QStringList &words);

/// Values of a shell while its script is followed.
struct ShellValues
{
    QHash<QString, QStringList> variables; ///< a single text, or a list
    QStringList arguments; ///< $1, $2 …
    QString script; ///< $0

    /// The single text of a variable; nothing when the script did not set it.
    std::optional<QString> text(const QString &name) const;
};

/// What the output of a command in `$(…)` is; nothing: not known.
using ShellOutput = std::function<std::optional<QString>(const QString &commands)>;

/// The words that a word becomes: variables replaced, split at blanks where they are not quoted.
/// What is not known is a text with kUnknown in it.
QStringList
shellWords(const ShellToken &token, const ShellValues &values, const ShellOutput &output);

/// The same as one text that is not split.
QString shellText(const ShellToken &token, const ShellValues &values, const ShellOutput &output);

} // namespace devstack
