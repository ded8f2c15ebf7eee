// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "model/manifest/manifest.h"

#include <QMap>
#include <QStringList>

#include <optional>

namespace devstack {

/// How an IDA takes part in the workspace.
enum class Mode { Develop, Image, External, Off };
QString toString(Mode mode);
std::optional<Mode> modeFromString(QStringView text);
/// The words of all modes, in the order of the enum.
QStringList modeWords();

struct ExternalPlace
{
    QString url;
    QStringList names; ///< host names under which others know it
};

/// An entry of `idas:` in devstack.yml.
struct WorkspaceIda
{
    QString name;
    QString repository; ///< URL or path; empty: the default remote with the name
    QString ref;
    QString path; ///< folder in the workspace; default: the name
    /// Folder in the workspace with compose file and manifest, for a repository that has none.
    QString environment;
    /// Compose files of the repository, relative to it, where they are not those that Compose takes
    /// by itself.
    QStringList composeFiles;
    std::optional<Mode> mode;
    QString variant;
    QString configuration;
    QMap<QString, QString> images; ///< service → image, for mode image
    std::optional<ExternalPlace> external;
    std::optional<Manifest> manifest; ///< fills in or overrides the repository's own
    SourceMark mark;
};

/// The shareable part of a workspace (docs/reference/manifest.md "devstack.yml").
struct WorkspaceFile
{
    QString path;
    QString name;
    QMap<QString, QString> remotes; ///< "default" → "https://…/{name}.git"
    QMap<QString, WorkspaceIda> idas;
};

/// Reads devstack.yml. Errors carry file, line, column and the nearest known key.
Result<WorkspaceFile> readWorkspaceFile(const QString &path);

/// readWorkspaceFile() for content that is already in memory; `path` is what errors name. Pure.
Result<WorkspaceFile> parseWorkspaceFile(const QByteArray &content, const QString &path);

/// `content` of a devstack.yml with the IDA added or its keys (repository, ref, path, environment,
/// compose, mode, variant, configuration, images, external) made equal to `ida`: what is empty
/// there is removed. `manifest` is left as it is. Comments and order of everything else are kept.
/// The result is read again and compared; where that fails the error (Conflict) asks to edit by
/// hand. Pure.
Result<QByteArray> withIda(const QByteArray &content, const WorkspaceIda &ida);

/// `content` with these schemas in the IDA's `manifest`, instead of those that it has there;
/// without any the key goes. Everything else is kept, as withIda() does. Pure.
Result<QByteArray>
withSchemas(const QByteArray &content, const QString &ida, const QList<SchemaSource> &schemas);

/// `content` without the IDA's entry; comments and order of everything else are kept. Pure.
Result<QByteArray> withoutIda(const QByteArray &content, const QString &name);

/// The content of a new devstack.yml.
QByteArray newWorkspaceFile(const QString &name);

} // namespace devstack
