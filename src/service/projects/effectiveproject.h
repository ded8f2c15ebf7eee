// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "engine/compose.h"
#include "service/workspace.h"

#include <QByteArray>
#include <QJsonObject>
#include <QMap>

namespace devstack {

/// Variables whose values secrets and configs of a model are made of, as the project sees them:
/// the caller's, then those of the repository's `.env`.
QMap<QString, QString> variablesOfResources(const QJsonObject &model, const QString &repository);

/// The effective model as it is written: it also says where its variables are to be looked up.
QByteArray effectiveText(const QJsonObject &model, const QString &repository);

/// Writes the effective compose file of an IDA, sealed (store/seal), when its content is another
/// one.
Result<> writeEffective(const QString &idaFolder, const QByteArray &content);

/// The compose project that runs an assembled IDA, with the variables that its secrets use.
/// Error InvalidInput when somebody else could have written the file, because Compose would run it.
Result<ComposeProject>
effectiveProject(Workspace::Internals &internals, const QString &ida, const QString &project);

} // namespace devstack
