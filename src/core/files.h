// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace devstack {

/// Reads a regular file of at most `limit` bytes. Errors: NotFound, InvalidInput (too large, not a
/// file), Io.
Result<QByteArray> readFile(const QString &path, qint64 limit);

/// Replaces a file whole (written beside it, synced, renamed): a crash leaves the old or the new
/// one. `ownerOnly` gives it mode 0600. Creates missing parent folders.
Result<> writeFile(const QString &path, const QByteArray &content, bool ownerOnly = false);

/// writeFile() for a file of a folder that may have come from somebody. A link that leads out of
/// the folder is not written through: error InvalidInput with what to do.
Result<> writeFileIn(const QString &folder, const QString &relative, const QByteArray &content);

/// An object as JSON in UTF-8 that neither acts on a terminal nor is refused by readers of YAML:
/// control characters (also U+007F to U+009F), marks that turn the direction of text and U+2028/9
/// are escaped.
QByteArray jsonText(const QJsonObject &object, QJsonDocument::JsonFormat format);

/// readFile() and parse as a JSON object.
Result<QJsonObject> readJson(const QString &path, qint64 limit = 16 * 1024 * 1024);
Result<> writeJson(const QString &path, const QJsonObject &content, bool ownerOnly = true);

/// For a file of the program's own that is there and cannot be read (kind Io): the same error with
/// what to do. Such a file is neither set aside nor written over: what is in it may be good.
Error cannotReadNow(Error why);

/// Moves a file that cannot be used out of the way: to `<path>.broken`, or where that is taken to
/// `<path>.broken-2` and so on, so that nothing that was kept is lost. Gives the new path. Errors:
/// Io, also when there are a thousand already.
Result<QString> setAside(const QString &path);

/// The absolute path of `relative` below `root`, symbolic links resolved as far as they exist;
/// an error of kind InvalidInput when it is absolute or leads outside of `root`, or where nobody can
/// say where it leads (Pathway::isUnseen).
Result<QString> confinedPath(const QString &root, const QString &relative);

} // namespace devstack
