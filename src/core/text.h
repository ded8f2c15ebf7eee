// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace devstack {

/// "5m", "30s", "1h30m", "250ms" or a bare number of seconds; nothing for anything else or below
/// zero.
std::optional<std::chrono::milliseconds> parseDuration(QStringView text);

/// "0.4 s", "12 s", "2:21", "1:02:03": elapsed time for people.
QString formatDuration(std::chrono::milliseconds duration);

/// "1 step", "3 steps", "0 steps".
QString counted(qsizetype count, const QString &one, const QString &many);

/// "12 MB", "1.3 GB": decimal units, as disks and registries count.
QString formatBytes(qint64 bytes);

/// "512m", "1g", "1.5GiB", "1024" (bytes) as Compose reads sizes; nothing when it is none.
std::optional<qint64> parseBytes(QStringView text);

/// The candidate nearest to `word`, when it is near enough to be what was meant.
std::optional<QString> nearest(const QString &word, const QStringList &candidates);

/// `text` made safe for a terminal: control characters and escape sequences of hostile names shown,
/// not obeyed.
QString printable(const QString &text);

/// A name of lower-case letters, digits, '-' and '_' that reads like the text: "Mäh Wörk" becomes
/// "maeh-woerk". Empty when nothing of it can be kept.
QString plainName(const QString &text);

/// Lower-case letters, digits, '-' and '_' only, beginning with a letter or digit: fit for compose
/// projects, container and volume names. Never empty ("x" for nothing usable).
QString slug(const QString &text);

} // namespace devstack
