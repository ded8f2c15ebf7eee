// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/inspect/checkout.h"
#include "model/compose/composefile.h"

namespace devstack {

/// The settings modules that are made for the devstack, wherever a repository keeps them:
/// `NAME/settings/devstack.py`, `NAME/devstack.py`, `config/settings/devstack.py`. Relative, the
/// outermost first.
QStringList devstackSettings(const Checkout &checkout);

/// The settings modules that a development container uses: those that compose's
/// DJANGO_SETTINGS_MODULE names and those made for the devstack; where there are none, those for
/// local development (`settings/local.py`, `docker/settings.py`), else the one that manage.py
/// takes; and what they import from beside them. Test settings are left out. Relative, the
/// outermost first.
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
