// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/inspect/inferredmanifest.h"
#include "foreign/inspect/knownnames.h"
#include "foreign/inspect/repositoryfacts.h"
#include "foreign/inspect/settingsdatabases.h"
#include "service/definition/workspacedefinition.h"

#include <QSet>

#include <memory>

namespace devstack {

/// What the files of a checkout say besides its manifest. Immutable, shared.
struct IdaInference
{
    RepositoryFacts facts;
    InferredManifest inferred;
    QList<SettingsDatabase> databases; ///< of the settings that its containers use
};

/// Reads the facts of a checkout, or takes those that this process read before as long as no file
/// that they came from, and no value of the IDA's variables, has changed. Thread-safe.
std::shared_ptr<const IdaInference> inferenceOf(const IdaDefinition &ida, const KnownNames &names);

/// Gives a present IDA its inference, and, when its repository declares no manifest, the inferred
/// one. Dependencies and clients wait for connectInferred().
void adoptInferred(IdaDefinition &ida, const KnownNames &names);

/// IDAs that the files of others refer to by a known name and that are not part of the workspace:
/// names and, where the table knows it, the repository. Not listed; nothing needs them.
QList<IdaDefinition> seemingIdas(const WorkspaceDefinition &definition, const KnownNames &names);

/// Adds the inferred arrows (those to absent IDAs and of repositories with a manifest optional),
/// the clients and rows that scripts ask of others (service/definition/providerneeds.h), and the
/// unresolved names.
void connectInferred(WorkspaceDefinition &definition, const KnownNames &names);

/// The names that an IDA's settings, scripts and Makefiles refer to.
QSet<QString> inferredNames(const IdaDefinition &ida);

/// The warnings to show once before a run of these IDAs: "X seems to need Y (file:line)…".
QStringList seemingNeeds(const WorkspaceDefinition &definition, const QStringList &idas);

} // namespace devstack
