// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/inspect/checkout.h"
#include "foreign/inspect/script.h"

#include <QHash>
#include <QList>
#include <QStringList>

#include <stop_token>

namespace devstack {

/// A command that a script comes to, with the values that it has there.
struct WalkedCommand
{
    /// Words and input; what is not known has kUnknown in it (foreign/adopt/shellvalues.h).
    SimpleCommand command;
    QString fedFile; ///< of the checkout, which it reads; empty: none
    bool isFed = false; ///< it reads something
    bool isSure = true; ///< it runs, this often; else only a run of the script tells
    bool isUnfollowed = false; ///< it stands for commands that were not read
};

/// What a script comes to.
struct ScriptWalk
{
    QList<WalkedCommand> commands;
    QStringList scripts; ///< of the checkout that it calls, those that they call too
};

/// What all scripts of a checkout may come to together, so that hostile ones end.
struct WalkBudget
{
    int commands = 50'000;
    int scripts = 2'000;
    std::stop_token stop;
};

/// Follows a script of a checkout without running anything: variables, lists, functions, arguments,
/// loops over words, conditions over what is known, other scripts of the checkout and targets of
/// its Makefile. What stands in a branch or loop that only a run decides is not sure, and neither
/// is what comes after a point where the script may have ended. `given`: variables of the
/// environment. Bounded: scripts that call each other end, with what was not read as an unfollowed
/// command; so does a stop. Pure but for reading files.
ScriptWalk walkScript(const Checkout &checkout,
                      const QString &file,
                      const QHash<QString, QString> &given,
                      WalkBudget &budget);

} // namespace devstack
