// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "inspect/checkout.h"
#include "inspect/dockercall.h"
#include "inspect/makefile.h"
#include "inspect/references.h"
#include "inspect/script.h"
#include "model/composefile.h"
#include "model/manifest.h"

#include <QMap>

namespace devstack {

/// What a repository runs, as its compose file shows.
enum class RepositoryKind {
    Service, ///< runs its own code
    TestOnly, ///< has a container for its tests only
    ThirdPartyOnly, ///< its compose file runs other people's images only
    NoCompose, ///< no compose file in the root
};
/// "service", "test-only", "third-party-only", "no-compose".
QString toString(RepositoryKind kind);

/// How a repository answers to one of the standard verbs.
struct OfferedVerb
{
    QString verb; ///< "provision", "up", "down", "stop", "migrate", "shell", "logs", "static", …
    QString target; ///< Make target ("dev.up", "%-shell"); empty: it is a script
    QString script; ///< relative path; empty: it is a target
    Evidence evidence;
};

/// A row that a provisioning script writes into another IDA by other means than its commands.
struct PlatformScript
{
    QString provider; ///< container or host name: "edx.devstack.lms"
    QString code; ///< what is run there
    Evidence evidence;
};

/// Everything that the files of one repository say without a manifest. A value; nothing was run.
struct RepositoryFacts
{
    QString name; ///< of the checkout's folder
    RepositoryKind kind = RepositoryKind::NoCompose;
    QString reason; ///< one sentence: why this kind
    QList<Evidence> kindEvidence;

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
