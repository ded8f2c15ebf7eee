// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "cli/exitcode.h"
#include "cli/output.h"
#include "core/result.h"
#include "service/request.h"

#include <QMap>
#include <QStringList>

#include <functional>
#include <memory>
#include <stop_token>

namespace devstack {
class Workspace;
}

namespace devstack::cli {

/// An option of one command.
struct OptionSpec
{
    QStringList names; ///< "tail", "f"
    QString description;
    QString valueName; ///< empty: a flag
    QString defaultValue;
};

/// What the user typed, understood.
struct Invocation
{
    QString command;
    QStringList positionals; ///< before "--"
    QStringList passthrough; ///< after "--"
    QMap<QString, QString> values; ///< option's first name → value
    QStringList flags; ///< first names of the options given, those with a value too
    QString workspace;
    bool yes = false;
    bool trust = false;
    QString text; ///< the command line as typed, for journals

    bool has(const QString &flag) const { return flags.contains(flag); }
    QString value(const QString &name) const { return values.value(name); }
};

/// What a command has to work with.
class Context
{
public:
    Context(const Invocation &invocation,
            Output &output,
            std::stop_token stop,
            std::stop_token atOnce = {});

    const Invocation &invocation;
    Output &output;
    std::stop_token stop;
    std::stop_token atOnce; ///< the second Ctrl-C: what may finish after the first ends as well

    /// The workspace of --workspace or the nearest folder above. Opened once.
    Result<std::shared_ptr<Workspace>> workspace();
    /// What the user asked for, about all the IDAs that were named.
    OperationRequest request() const;
    /// A verb about the IDAs that were named.
    Operation operation(Operation::Verb verb) const;
    OperationRequest request(const QStringList &idas) const;
    /// Trusts the IDAs (all when empty) where --trust was given.
    Result<> trustIfAsked(const QStringList &idas);
    /// Asks a yes-no question where a person can answer; --yes answers it. False without either,
    /// and when a stop comes first.
    bool confirm(const QStringList &consequences, const QString &question);
    /// The answer itself, in lower case: "yes" for --yes; empty where nobody answers.
    QString ask(const QStringList &consequences, const QString &question);
    /// A line that a person types, without the spaces around it; empty where nobody answers, and
    /// when a stop comes first. --yes does not count.
    QString answer(const QStringList &lines, const QString &question);
    /// The same for a secret: what is typed is not shown.
    QString secretAnswer(const QString &question);
    static bool isYes(const QString &answer);
    /// The same for the confirmation that a verb wants, once it has found what it is about.
    bool confirm(const Error &wanted, const QString &question);

private:
    std::shared_ptr<Workspace> m_workspace;
};

/// One verb of the command line.
struct Command
{
    QString name;
    /// "[IDA…]", for help and for completion: small letters are words as they are, capitals what
    /// stands for a name or a file; "a|b" either, " | " between whole forms.
    QString arguments;
    QString summary; ///< one line; empty: the verb is for programs, and help does not list it
    QString description; ///< paragraphs for `help`
    QList<OptionSpec> options;
    int minimum = 0; ///< positional arguments
    int maximum = -1; ///< -1: any number
    std::function<Result<int>(Context &)> run; ///< answers the exit code
    bool handsOn = false; ///< what stands after "--" is for the command that it runs inside
};

/// All commands, in the order of the help text.
const QList<Command> &commands();

} // namespace devstack::cli
