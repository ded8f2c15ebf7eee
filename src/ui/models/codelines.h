// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/models/logmodel.h"

#include <QStringList>

namespace devstack {

/// A line of YAML with its parts tinted: keys, strings, numbers, comments. Control characters are
/// dropped. Not a parser: what it takes for a string may be a part of one.
AnsiText tintYaml(QStringView line);

/// A line of a unified diff: added, removed, place.
LogRow tintDiff(QStringView line);

/// Where the lines of each service of a compose file begin: (line from 0, service). Lines before
/// the first belong to nobody (empty name). `prefix` is taken off the names ("credentials." of an
/// effective file).
QList<std::pair<int, QString>> serviceLines(const QStringList &lines, const QString &prefix = {});

/// Both files as rows; a line that the other file does not have in the same service is marked
/// (level Error in the effective file, Warning in the original), so that a view can lay a ground
/// under it. Order, comments and empty lines are no differences.
struct SideBySide
{
    QList<LogRow> original;
    QList<LogRow> effective;
};
SideBySide compareCompose(const QString &original, const QString &effective, const QString &prefix);

} // namespace devstack
