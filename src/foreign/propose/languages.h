// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/inspect/dockerfile.h"
#include "foreign/propose/programs.h"

namespace devstack {

/// The libraries that a repository declares, in lower case, with the place: requirements files,
/// setup.cfg and pyproject.toml; package.json; Gemfile; go.mod. Files are read as text, so that
/// what a script would compute is not seen.
QMap<QString, SourceMark> pythonLibraries(const Checkout &checkout);
QMap<QString, SourceMark> nodeLibraries(const Checkout &checkout);
QMap<QString, SourceMark> rubyLibraries(const Checkout &checkout);
QMap<QString, SourceMark> goLibraries(const Checkout &checkout);

/// The first of these scripts that package.json has.
PlacedText nodeScript(const Checkout &checkout, const QStringList &names);

/// The version of the language: .python-version, pyproject.toml, setup.cfg, tox.ini; .nvmrc,
/// package.json; .ruby-version; go.mod. Empty when nothing says so.
PlacedText languageVersion(const Checkout &checkout, Program::Framework framework);

/// A Dockerfile for development, each line with its reason: for a repository that has none.
QByteArray proposedDockerfile(const Checkout &checkout, const Program &program);

} // namespace devstack
