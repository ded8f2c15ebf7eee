// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/inspect/checkout.h"
#include "model/compose/composefile.h"

namespace devstack {

/// The settings modules that a development container uses: those that compose's
/// DJANGO_SETTINGS_MODULE names, `settings/devstack*.py`, and what they import from beside them.
/// Test settings are left out. Relative, the outermost first.
QStringList settingsFiles(const Checkout &checkout, const ComposeFile &compose);

/// The path of the health page in the outermost urls.py, with its place.
struct HealthPage
{
    QString path;
    SourceMark mark;
    QString text;
};
HealthPage healthPage(const Checkout &checkout);

} // namespace devstack
