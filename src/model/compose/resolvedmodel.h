// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "model/compose/composefile.h"

#include <QJsonObject>

namespace devstack {

/// The same model from the form of `docker compose config` for people. Compose writes keys of SSH
/// there as "NAME: PATH", which it would not read again: they become "NAME=PATH". Error
/// InvalidInput.
Result<QJsonObject> modelOfYaml(const QByteArray &answer);

/// The files of a project with the values that Compose gave them: `model` is what
/// `docker compose config` answered, `read` what this program read of the same files.
///
/// Values are Compose's. Places, what only files have (environment files, `include`, x-devstack,
/// texts as written) and services of profiles that are not chosen stay as read. Paths inside of
/// `repositoryRoot` are written as the reader writes them. Error InvalidInput when the model is
/// none.
Result<ComposeFile>
withResolvedModel(const ComposeFile &read, const QJsonObject &model, const QString &repositoryRoot);

} // namespace devstack
