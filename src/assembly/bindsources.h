// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QJsonObject>
#include <QMap>
#include <QStringList>

namespace devstack {

enum class PathKind { Missing, File, Folder, Other };

/// The host paths that a resolved model mounts: bind mounts, and the files of configs and secrets.
/// Pure.
QStringList mountedPaths(const QJsonObject &resolved);

/// A path of a resolved model as the disk has it: Compose writes $ as $$.
QString onDisk(QString path);

/// Looks at each path on this machine. Only meaningful where the engine runs on it too.
QMap<QString, PathKind> probePaths(const QStringList &paths);

} // namespace devstack
