// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "store/run.h"

#include <QList>
#include <QStringList>

namespace devstack {

struct Plan;

/// What the files of an IDA ask of others and a run that went well did not do, for one reason.
struct Undone
{
    QString ida;
    QStringList what; ///< titles of the steps: "Register user worker in lms"
    QString why; ///< one clause
    QString hint; ///< one sentence; may be empty

    bool operator==(const Undone &) const = default;
};

/// Whether a step is asked for and was not done, although nothing failed.
bool isUndone(const StepInfo &step);

/// In the order of the steps; those of one IDA and reason together. Pure.
QList<Undone> undoneOf(const Plan &plan);

/// "orders: Register user worker in lms, Register OAuth client key in lms: lms is off. Hint."
QString undoneText(const Undone &undone);

} // namespace devstack
