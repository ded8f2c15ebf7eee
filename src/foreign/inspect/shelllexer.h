// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QList>
#include <QString>

namespace devstack {

/// A piece of a shell script.
struct ShellToken
{
    enum class Kind {
        Word,
        Operator,
        Newline,
        HereDocument,
        Input, ///< `< FILE`: the file
    };
    Kind kind = Kind::Word;
    /// Of a word and a file: quotes removed, `$` that the shell replaces as markers
    /// (foreign/inspect/shellwords.h). Of a here-document: its body.
    QString text;
    qsizetype bare = 0; ///< so many characters at its beginning were not quoted
    int line = 0; ///< from 1 within the text

    /// An unquoted word, or an operator, of that text.
    bool is(QStringView what) const
    {
        return (kind == Kind::Operator || (kind == Kind::Word && bare == text.size()))
            && text == what;
    }
};

/// Cuts a shell script (sh, bash) in words and operators. Comments are left out; redirections to
/// files are left out with their targets; files that are read are tokens, here-documents and
/// here-strings are so right after the words before them. Linear in the size of the text; what is
/// not closed ends with it.
QList<ShellToken> shellTokens(const QString &text);

} // namespace devstack
