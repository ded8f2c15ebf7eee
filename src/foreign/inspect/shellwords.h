// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QMap>
#include <QString>
#include <QStringList>

namespace devstack {

/// Marks that the shell's lexer puts in the place of a `$` which the shell would replace, within
/// double quotes or outside of them (where the value is split into words). Private to the reader of
/// scripts.
constexpr char16_t kQuotedDollar = u'\xE000';
constexpr char16_t kBareDollar = u'\xE001';
/// And in the place of a backquote that is none of a single-quoted text.
constexpr char16_t kBackquote = u'\xE003';

using ShellVariables = QMap<QString, QString>;

/// The words that `word` becomes: known variables replaced (bare ones split at blanks), unknown
/// ones as `${name}`.
QStringList expandedWords(const QString &word, const ShellVariables &variables);

/// The same as one text, never split.
QString expandedText(const QString &word, const ShellVariables &variables);

/// Whether an expanded text still depends on something known only at run time.
bool dependsOnRun(const QString &word, const ShellVariables &variables);

/// `text` with every `${name}` of `variables` replaced, once (values are not looked at again).
QString substituted(const QString &text, const ShellVariables &variables);

} // namespace devstack
