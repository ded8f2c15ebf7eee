// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "assembly/assembly.h"

#include <QJsonObject>

/// Reads the case files of tests/unit/assembly/data: `input`, `resolved`, `expected`.
namespace devstack::testing {

struct AssemblyCase
{
    QString name;
    AssemblyInput input; ///< `ports` are allocated on a machine with the ports of `taken` in use
    QJsonObject resolved;
    QJsonObject expected;
};

QList<AssemblyCase> assemblyCases(const QString &folder);

/// The first place where `actual` differs from what is expected, as "a.b[1]: …"; empty: none. An
/// expected object names some keys (null: must be absent), everything else must be equal.
QString
firstDifference(const QJsonValue &expected, const QJsonValue &actual, const QString &path = {});

} // namespace devstack::testing
