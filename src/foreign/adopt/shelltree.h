// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/inspect/shelllexer.h"

#include <vector>

namespace devstack {

struct ShellCommand;
using ShellBlock = std::vector<ShellCommand>;

/// One way of an `if` or a `case`.
struct ShellBranch
{
    ShellBlock condition; ///< of an `if`; empty: `else`
    QList<ShellToken> patterns; ///< of a `case`
    ShellBlock body;
};

/// A command of a shell script with all that belongs to it.
struct ShellCommand
{
    enum class Kind {
        Simple,
        Test, ///< `[[ … ]]`: words are what stands between
        Array, ///< `name=( words )`
        If,
        Case, ///< words: what is compared
        For, ///< over words
        Loop, ///< `while` and `until`: branches.first() is condition and body
        Group, ///< `{ … }`
        Subshell,
        Function, ///< its body
    };
    enum class Join { After, And, Or, Pipe };

    Kind kind = Kind::Simple;
    Join join = Join::After; ///< with the command before it
    bool isNegated = false;
    int line = 0; ///< from 1 within the text
    QString name; ///< of a function, a list, the variable of a `for`
    QList<ShellToken> words;
    QList<ShellToken> input; ///< a file, or the text of a here-document
    bool isUnclear = false; ///< it reads what this reader does not follow
    std::vector<ShellBranch> branches;
    ShellBlock body;
};

/// A script as a tree.
struct ShellTree
{
    ShellBlock commands;
    int brokenAt = 0; ///< line at which reading ended early; 0: it did not
};

/// Reads sh and bash as far as scripts of real repositories use them. Pure, linear, bounded in
/// depth; what it cannot place ends the tree there.
ShellTree shellTree(const QString &text);

} // namespace devstack
