// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/inspect/checkout.h"

namespace devstack {

/// A value of a settings file: a literal, or a variable of the environment with its default.
struct SettingsValue
{
    QString text; ///< the literal or the default; empty: none that can be read
    QString variable; ///< "DB_HOST"; empty: a literal
};

/// One entry of Django's `DATABASES`.
struct SettingsDatabase
{
    SettingsValue engine; ///< "django.db.backends.mysql"
    SettingsValue host;
    SettingsValue name;
    SettingsValue user;
    SettingsValue password;
    SourceMark mark; ///< of the name
};

/// The databases that a Django settings module ("shop.settings.devstack") names. Where it assigns
/// no `DATABASES`, the modules of the repository that it takes everything from are asked, last
/// first.
///
/// Reads text, runs nothing: literals, `os.environ.get`, `os.getenv` and `environ[…]` are
/// understood, anything else reads as empty. Nothing when the module is not in the checkout.
QList<SettingsDatabase> settingsDatabases(const Checkout &checkout, const QString &module);

/// The files of a settings module and of the modules of the repository that it takes everything
/// from, relative, the outermost first. Empty when the module is not in the checkout.
QStringList settingsModuleFiles(const Checkout &checkout, const QString &module);

} // namespace devstack
