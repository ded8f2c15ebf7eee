// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/inspect/checkout.h"
#include "foreign/inspect/clientneeds.h"
#include "foreign/inspect/composeoffers.h"
#include "foreign/inspect/distributions.h"
#include "foreign/inspect/dockercall.h"
#include "foreign/inspect/makefile.h"
#include "foreign/inspect/offeredverbs.h"
#include "foreign/inspect/references.h"
#include "foreign/inspect/repositorykind.h"
#include "foreign/inspect/script.h"
#include "model/compose/composefile.h"
#include "model/manifest/manifest.h"

#include <QMap>

namespace devstack {

/// Everything that the files of one repository say without a manifest. A value; nothing was run.
struct RepositoryFacts
{
    QString name; ///< of the checkout's folder
    QString remoteName; ///< the last part of the URL of git's remote "origin"; empty: there is none
    RepositoryKind kind = RepositoryKind::NoCompose;
    QString reason; ///< one sentence: why this kind
    QList<Evidence> kindEvidence;
    /// Where no compose file has a usual name: those under other names and in folders.
    ComposeOffers offers;
    QList<Distribution> published; ///< what others can install of it
    QMap<QString, Evidence> requirements; ///< what it installs itself, by Distribution::key()

    Makefile makefile;
    QList<Script> scripts; ///< shell scripts in the root and the folders scripts/, bin/, .dev/
    QStringList provisionScripts; ///< those that provision, the main one first
    QStringList settingsFiles; ///< settings that a development container uses, relative
    QList<OfferedVerb> verbs;
    QList<DockerCall> dockerCalls; ///< of all scripts and recipes
    QList<NameReference> references;

    QString healthPath; ///< "/health/"; empty: none found
    Evidence healthEvidence;
    QMap<QString, ClientNeeds> clients; ///< by provider's container or host name, with marks
    QList<PlatformScript> platformScripts; ///< e.g. role rows written through a Django shell

    QList<Error> problems; ///< files that were refused, includes that are missing

    const OfferedVerb *verb(const QString &name) const; ///< null: not offered
    /// The calls of one script, in order.
    QList<DockerCall> callsOf(const QString &script) const;
};

/// Reads what the files say. `compose` is the repository's compose file, a default value when there
/// is none. Blocks for disk reads only; never fails.
RepositoryFacts readFacts(const Checkout &checkout, const ComposeFile &compose);

} // namespace devstack
