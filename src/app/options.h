// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/text/pages.h"

#include <QSize>
#include <QString>
#include <QStringList>

#include <variant>

namespace devstack {

/// What devstack-desktop was asked for.
struct Options
{
    QString workspace; ///< folder; empty: the last one or the welcome page
    QString repository; ///< to offer in the dialog that clones; empty: none
    bool demo = false;
    int demoIdas = 0; ///< more than 0: a made-up graph of this size
    bool selfTest = false;
    QString pictures; ///< with selfTest: the folder for a picture of each page
    QSize size; ///< of the window; empty: the remembered one
    bool welcome = false; ///< begin with the welcome page
    bool hidden = false; ///< begin in the tray, where there is one
    page::Value page = page::all().first().page;
    QString theme;
    QString language;
};

/// Text to print and the exit code, when there is nothing to run.
struct EarlyExit
{
    QString text;
    int code = 0;
};

std::variant<Options, EarlyExit> parseOptions(const QStringList &arguments);

} // namespace devstack
