// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "inspect/checkout.h"
#include "inspect/makefile.h"
#include "inspect/script.h"
#include "model/composefile.h"
#include "model/dependencygraph.h"

namespace devstack {

/// A host name that a repository's files refer to and that is not its own.
struct NameReference
{
    enum class Source { Compose, Settings, Script, Makefile, Catalog };
    QString name; ///< "edx.devstack.lms", "enterprise.catalog.app"; for Catalog the component's name
    DependencyPurpose purpose;
    Source source = Source::Compose;
    /// Surely meant as a service of the stack (edx.devstack.*, the target of a `docker exec`, a
    /// catalogue entry). All others are hosts of URLs and values, which count only when somebody
    /// answers to them.
    bool certain = false;
    Evidence evidence;
};

/// What the references of a repository are taken from.
struct ReferenceSources
{
    const Checkout &checkout;
    const ComposeFile &compose;
    const Makefile &makefile;
    const QList<Script> &scripts;
    const QStringList &settingsFiles;
};

/// Every reference with its place, in the order of compose, settings, scripts, Makefile, catalogue;
/// comments, the repository's own service, host and container names and public web addresses do not
/// count.
QList<NameReference> nameReferences(const ReferenceSources &sources);

} // namespace devstack
