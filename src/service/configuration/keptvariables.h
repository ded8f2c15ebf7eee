// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "model/compose/composevariables.h"
#include "service/configuration/choosing.h"

#include <QMap>

namespace devstack {

/// Values that an IDA's compose files ask for (`${NAME:?…}`) and that nobody gives: not `.env`, not
/// the caller's environment. They are asked for once and kept with the personal choices, which only
/// the user may read. A value of `.env` or of the environment wins over a kept one.

struct MissingVariables
{
    QString ida;
    QList<RequiredVariable> variables;
};

/// Of the IDAs and what they need (empty: all), as their files are now.
Result<QList<MissingVariables>>
missingVariables(Workspace &workspace, const QStringList &idas, std::stop_token stop);

/// Keeps the values; an empty one takes it back. The outcome says which are set, never their value.
/// Errors: NotFound (no such IDA), InvalidInput (no name of a variable, a value with a line end or
/// of more than 64 KiB), Conflict.
Result<ChoiceOutcome> keepVariables(Workspace &workspace,
                                    const QString &ida,
                                    const QMap<QString, QString> &values,
                                    std::stop_token stop);

/// Whether what is typed for a variable should not be shown, by its name.
bool isSecretVariable(const QString &name);

} // namespace devstack
