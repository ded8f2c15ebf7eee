// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/inspect/checkout.h"
#include "model/graph/dependencygraph.h"

#include <QList>
#include <QMap>
#include <QString>

namespace devstack {

/// Something that a repository publishes for others to install.
struct Distribution
{
    enum class Kind { Python, Node };
    Kind kind = Kind::Python;
    QString name; ///< as written: "edx-search", "@edx/frontend-platform"
    Evidence evidence;
    /// It has commands of its own (console_scripts, bin).
    QStringList commands;

    /// Equal for all spellings of one name: "py:edx-search", "npm:@edx/frontend-platform".
    QString key() const;
};

/// What setup.py, setup.cfg, pyproject.toml and package.json of the root say that the repository
/// publishes. A package.json that is private, or that neither exports code nor expects a host
/// (`main`, `module`, `exports`, `peerDependencies`), publishes nothing.
QList<Distribution> distributions(const Checkout &checkout);

/// What the requirement files, setup.py, pyproject.toml and package.json name: Distribution::key()
/// → the first place, files that people write before those that tools write. Its text is the line
/// as it stands there: secrets are not masked.
QMap<QString, Evidence> requirements(const Checkout &checkout);

} // namespace devstack
