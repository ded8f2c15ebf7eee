// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/inspect/inferredruns.h"
#include "foreign/inspect/knownnames.h"
#include "foreign/inspect/repositoryfacts.h"
#include "model/compose/composefile.h"
#include "model/manifest/manifest.h"

#include <QMap>

namespace devstack {

/// A manifest for a repository that has none, and what each value of it was taken from.
struct InferredManifest
{
    /// `dependencies` holds those that the references name (by KnownNames), `clients` uses the same
    /// keys. All marks are relative to the checkout.
    Manifest manifest;
    /// By path of keys as in the manifest: "primary", "urls.app",
    /// "provides.enterprise.catalog.app", "bootstrap.0", "clients.lms", "commands.shell",
    /// "variants.light", "depends_on.lms".
    QMap<QString, Evidence> evidence;
    QList<LeftOutRun> leftOut; ///< of the bootstrap, in the order of the script
};

/// What the repository would declare, as far as its files show it. Pure. Strings for `sh -c` have
/// the variables of their scripts filled in and literal `$` kept single.
InferredManifest
inferredManifest(const RepositoryFacts &facts, const ComposeFile &compose, const KnownNames &names);

} // namespace devstack
