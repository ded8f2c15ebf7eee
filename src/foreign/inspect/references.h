// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/inspect/checkout.h"
#include "foreign/inspect/makefile.h"
#include "foreign/inspect/script.h"
#include "model/compose/composefile.h"
#include "model/graph/dependencygraph.h"

#include <QSet>

#include <optional>

namespace devstack {

/// A host name that a repository's files refer to and that is not its own.
struct NameReference
{
    enum class Source { Compose, Settings, Script, Makefile, Catalog };
    QString
        name; ///< "edx.devstack.lms", "enterprise.catalog.app"; for Catalog the component's name
    DependencyPurpose purpose;
    Source source = Source::Compose;
    /// Surely meant as a service of the stack (edx.devstack.*, the target of a `docker exec`, a
    /// catalogue entry). All others are hosts of URLs and values, which count only when an IDA
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
    const QList<Script> &scripts; ///< those that provision
    const QStringList &settingsFiles;
};

/// The names under which a compose file's services reach each other: services, containers, hosts,
/// aliases. Names with variables that have no default are left out.
QSet<QString> ownNames(const ComposeFile &compose);

/// A text of a compose file with the defaults of its variables filled in (`${A:-x}` is `x`);
/// nothing when a variable has none.
std::optional<QString> withDefaults(const QString &text);

/// Every reference with its place, in the order of compose, settings, scripts, Makefile, catalogue;
/// comments, the repository's own service, host and container names and public web addresses do not
/// count.
QList<NameReference> nameReferences(const ReferenceSources &sources);

} // namespace devstack
