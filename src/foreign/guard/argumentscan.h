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
    /// Options in neither set are reported (ScannedArguments::unknown) and end the scan.
    bool strict = false;
};

/// One option as it stands in a command line.
struct OptionUse
{
    QString name; ///< "-v", "--volumes"
    QString value; ///< of one that takes a value
    bool isOn = true; ///< of one that does not: not switched off by "=false"
    qsizetype word = 0; ///< index of the argument it stands in
    qsizetype at = 0; ///< its place in that argument, without the dash of a cluster
    qsizetype length = 0; ///< with a value that is attached
    qsizetype valueWord = -1; ///< index of the argument that is its value; -1: attached or none
};

/// A command line taken apart by its options, without changing a word of it.
struct ScannedArguments
{
    QList<qsizetype> positionals; ///< indexes of the arguments that are no options
    QMultiMap<QString, QString> values; ///< option as written ("-u", "--user") → value
    QStringList flags; ///< as written, clusters ("-it") taken apart
    /// Index of the argument that holds the value of an option, attached ones included, in order.
    QMultiMap<QString, qsizetype> places;
    QList<OptionUse> uses; ///< all of them, in order
    QString unknown; ///< the first option that a strict scan does not know

    bool has(const QStringList &names) const;
    QString value(const QStringList &names) const; ///< the last one
};

/// Scans `arguments` from `from` on as docker's parser (pflag) and GNU's do: "--" ends the options,
/// clusters of short ones, values attached to short ones or after "=", "=false" after those without
/// a value. Long options are never abbreviated (pflag does not know that).
ScannedArguments
scanArguments(const QStringList &arguments, qsizetype from, const OptionForms &forms);

/// The arguments without these options and their values; the others of a cluster stay.
QStringList withoutOptions(QStringList arguments, const QList<OptionUse> &uses);

} // namespace devstack
