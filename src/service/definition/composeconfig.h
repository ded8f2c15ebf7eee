// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "engine/compose.h"
#include "service/definition/workspacedefinition.h"
#include "service/workspaceinternals.h"

#include <QJsonObject>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>
#include <stop_token>

namespace devstack {

/// What Compose made of an IDA's own files, and from what.
struct ResolvedCompose
{
    QJsonObject model;
    /// Everything that Compose read → digest: files (relative to the repository where they are in
    /// it), "variable NAME" of the caller, "profiles".
    QMap<QString, QString> inputs;
};

/// The names of inputs that are not the same in both, sorted.
QStringList changedInputs(const QMap<QString, QString> &before, const QMap<QString, QString> &now);

/// The compose project of an IDA's own files, as Compose is to read them.
ComposeProject originalProject(const IdaDefinition &ida);

/// Everything that decides what Compose makes of an IDA's files, as it is now.
QMap<QString, QString> composeInputs(const IdaDefinition &ida);

/// The same as one digest: two that are equal have the same resolved model.
QString composeKey(const IdaDefinition &ida);

/// The model that Compose made of the IDA's files the last time, with the key of what it was made
/// from, which may have changed since. Starts no process; nothing for one that this user's program
/// did not write.
std::optional<Workspace::Internals::ResolvedModel> keptModel(Workspace::Internals &internals,
                                                             const QString &ida);

/// What Compose makes of the IDA's own files (`config --format json`), for trusted IDAs only.
///
/// Kept under `.devstack/` and asked for again only when one of its inputs changed: a run with
/// nothing to do starts no process.
///
/// The only way to a model that something is made from: what it reaches is judged here, and where
/// that is more than was agreed to the error is NeedsTrust, even when the files looked harmless.
Result<ResolvedCompose>
resolve(Workspace::Internals &internals, const IdaDefinition &ida, std::stop_token stop);

/// Judges the kept model once more, since links may lead elsewhere by now: for what starts
/// containers again without asking Compose. Error NeedsTrust.
Result<> requireAgreed(Workspace::Internals &internals, const IdaDefinition &ida);

/// What resolve() answers, before it is judged: for the trust question alone.
Result<ResolvedCompose>
resolvedUnjudged(Workspace::Internals &internals, const IdaDefinition &ida, std::stop_token stop);

} // namespace devstack
