// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/inspect/dockerfile.h"
#include "foreign/propose/backends.h"

#include <optional>

namespace devstack {

/// What a repository's own files tell of the program that it runs.
struct Program
{
    enum class Framework { Django, Rails, Node, Go };
    Framework framework = Framework::Django;
    Grounds grounds;

    QString stage; ///< of the Dockerfile; empty: its only one
    Grounds stageGrounds;
    QString folder; ///< where the code lies in the container, absolute
    Grounds folderGrounds;
    QStringList kept; ///< folders below it that building fills and a mount of the code would hide
    Grounds keptGrounds;
    int port = 0; ///< 0: not known
    Grounds portGrounds;
    QStringList command; ///< for development; empty: the image's own
    Grounds commandGrounds;
    QString settings; ///< Django: "shop.settings.devstack"
    Grounds settingsGrounds;
    QMap<QString, QString> environment;
    QMap<QString, Grounds> environmentGrounds;
    QStringList migrate; ///< brings the schema up to date; empty: none
    QString health; ///< "/health/"; empty: none found
    Grounds healthGrounds;
    QMap<QString, SourceMark> libraries; ///< by name in lower case
    QString version; ///< of the language: "3.11"; empty: nothing says so
    Grounds versionGrounds;
};

/// Reads what the files say: Django by its manage.py, Rails by config/application.rb and its
/// Gemfile, Node by a start script in package.json, Go by go.mod and a main package in the root.
/// Nothing for anything else. Pure but for reading files.
std::optional<Program> programOf(const Checkout &checkout, const Dockerfile &dockerfile);

} // namespace devstack
