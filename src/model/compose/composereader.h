// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "model/compose/composefile.h"
#include "model/compose/projectvariables.h"

#include <QStringList>

#include <functional>

namespace devstack {

/// The compose files that Compose takes by itself in a folder: the first of compose.yaml,
/// compose.yml, docker-compose.yml, docker-compose.yaml, then its override file when there is one.
/// Absolute paths; empty: none. What `.env` says of it: ProjectVariables::composeFiles().
QStringList composeFilesIn(const QString &directory);

/// Reads one compose file of a repository without Compose, engine or network; blocks for disk reads
/// only. Variables stay as written.
///
/// `extends` and `include` are followed inside `repositoryRoot` only. Keys that Compose knows and
/// this reader does not are no errors: Compose checks them. Errors: NotFound, InvalidInput (with
/// file, line, column), Io. Facts from the Compose specification (compose-spec, 2024-06).
Result<ComposeFile> readComposeFile(const QString &path, const QString &repositoryRoot);

/// Reads several files as `docker compose -f A -f B` would merge them, as far as the fields of
/// ComposeFile go. The manifest is the merged one, and its references to services are checked.
///
/// `environment`: a folder beside the repository that the files lie in; their relative paths begin
/// at the repository all the same. Empty: they lie in the repository.
Result<ComposeFile> readComposeFiles(const QStringList &paths,
                                     const QString &repositoryRoot,
                                     const QString &environment = {});

/// The same without x-devstack, for what judges the services of a file whose manifest is wrong.
Result<ComposeFile> readComposeServices(const QStringList &paths,
                                        const QString &repositoryRoot,
                                        const QString &environment = {});

/// Turns a document into the one that is judged in its place.
using DocumentChange = std::function<YamlNode(const YamlNode &)>;

/// What was read, once more, every document changed first: with the values of variables in their
/// place, for one. A document whose variables the reader filled in (ComposeSource::values) is taken
/// so: the reader knows which `.env` counts for which file. Without x-devstack. Reads the disk only
/// for files that the change made known.
Result<ComposeFile>
rereadCompose(const ComposeFile &read, const QString &repositoryRoot, const DocumentChange &change);

/// What Compose made of the files, as a document. Paths inside of `repositoryRoot` become relative
/// to `directory`, the project's folder; empty: the repository's.
Result<ComposeFile> readResolvedModel(const YamlNode &model,
                                      const QString &repositoryRoot,
                                      const QString &directory = {});
/// The files of a project with its variables filled in and its environment files read, as they will
/// run; `written` holds the services as the files say them. Also the error of a required variable.
Result<ComposeFile> readProject(const ProjectVariables &variables, const QString &repositoryRoot);

} // namespace devstack
