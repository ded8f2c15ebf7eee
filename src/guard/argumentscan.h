// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QMultiMap>
#include <QSet>
#include <QString>
#include <QStringList>

namespace devstack {

/// How the options of a command are written.
struct OptionForms
{
    QSet<QString> withValue; ///< "--user", "-u": the value is attached or the next argument
    bool stopsAtPositional
        = false; ///< what follows the first positional belongs to another command
    /// Options that are not in withValue take one too, except for these.
    QSet<QString> flags;
    bool valueByDefault = false;
};

/// A command line taken apart by its options, without changing a word of it.
struct ScannedArguments
{
    QList<qsizetype> positionals; ///< indexes of the arguments that are no options
    QMultiMap<QString, QString> values; ///< option as written ("-u", "--user") → value
    QStringList flags; ///< as written, clusters ("-it") taken apart
    /// Index of the argument that holds the value of an option, attached ones included, in order.
    QMultiMap<QString, qsizetype> places;

    bool has(const QStringList &names) const;
    QString value(const QStringList &names) const; ///< the last one
};

/// Scans `arguments` from `from` on as docker's parser (pflag) and GNU's do: "--" ends the options,
/// clusters of short ones, values attached to short ones or after "=".
ScannedArguments
scanArguments(const QStringList &arguments, qsizetype from, const OptionForms &forms);

} // namespace devstack
