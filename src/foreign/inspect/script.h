// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/error.h"

#include <QList>
#include <QMap>
#include <QStringList>

namespace devstack {

/// One simple command of a shell script.
struct SimpleCommand
{
    /// Quotes removed, assignments before it left out, `$name` and `${name}` replaced when the
    /// script set the name to a known text before; unknown ones stay as `${name}`. Command
    /// substitutions stay as written.
    QStringList words;
    QString input; ///< text of its here-document or here-string; empty: none
    QString written; ///< its first line in the file, trimmed, for evidence
    SourceMark mark;
    QString function; ///< the function whose body it stands in; empty: none
    int loop = -1; ///< index in Script::loops of the innermost loop around it (condition included)
    bool condition = false; ///< stands between until/while and do
    bool piped = false; ///< takes the output of the command before it
    bool guarded = false; ///< followed by `||`, or in an if/while condition: its failure is handled
    bool branch
        = false; ///< stands in a branch of `if` or `case`: only its run tells whether it runs
};

struct ShellLoop
{
    enum class Kind { Until, While, For };
    Kind kind = Kind::Until;
    bool bounded = false; ///< a counter, a time limit, `timeout`, `break`, `exit` or a list ends it
    QString written;
    SourceMark mark;
};

/// A shell script as far as one can know it without running it. Made by readScript() for sh and
/// bash; it skips what it does not understand and never fails.
struct Script
{
    QString file; ///< relative to the checkout, printable
    QString shebang; ///< without `#!`; empty: none
    bool stopsOnError = false; ///< `set -e`, `set -o errexit` or `#!… -e`
    QMap<QString, QString> variables; ///< last known literal values
    QStringList functions;
    QList<SimpleCommand> commands;
    QList<ShellLoop> loops;

    /// Calls of the script's own functions replaced by their bodies ($1, $*, $@ filled in, marks of
    /// the calls), bodies that nobody calls left out; bounded.
    QList<SimpleCommand> executed() const;
};

/// `lines` of `file`; `firstLine` is the number of the first one (recipes begin inside a file).
Script readScript(const QStringList &lines, const QString &file, int firstLine = 1);

/// One line, as given to `sh -c`, with variables of the surrounding script.
QList<SimpleCommand> shellCommands(const QString &line,
                                   const SourceMark &mark,
                                   const QMap<QString, QString> &variables = {});

} // namespace devstack
