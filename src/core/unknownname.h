// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/error.h"

#include <QStringList>

namespace devstack {

/// "Did you mean “app”?" when one of the known names is near to `name`, else `otherwise`.
QString didYouMean(const QString &name, const QStringList &known, const QString &otherwise = {});

/// "It has: app, db.", "It has: none."
QString itHas(const QStringList &known);

/// “credentials” has no service “ap”, with what was meant or `otherwise` (itHas() when it is empty)
/// as its hint. Kind NotFound; `name` may be hostile.
Error unknownName(const QString &owner,
                  const QString &what,
                  const QString &name,
                  const QStringList &known,
                  const QString &otherwise = {});

} // namespace devstack
