// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "cli/command.h"

namespace devstack::cli {

/// A word that may stand where the cursor is.
struct Candidate
{
    QString word;
    QString note; ///< what it does, or empty

    bool operator==(const Candidate &) const = default;
};

/// What may stand where the cursor is: words that the table of verbs knows, and names and files
/// that somebody else has to look up.
struct Completions
{
    QList<Candidate> words;
    QStringList names; ///< "IDA", "IDA[/SERVICE]", "SEED", …, as the arguments of a verb say
    QStringList given; ///< the arguments before: the IDA, whose names are asked for, comes first
    bool files = false;
    bool folders = false;
    QString workspace; ///< that the line names
    QString prefix; ///< stands before each word: "--format="
};

/// What can follow `before` (without the program's name), where `current` is begun. Pure.
Completions completionsAt(const QStringList &before, const QString &current);

} // namespace devstack::cli
