// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QString>

namespace devstack {

/// A patch that makes a file: in the format of `git diff`, of which unified diffs are a part.
QByteArray diffOfNewFile(const QString &file, const QByteArray &content, bool executable);

/// A patch that adds to the end of a file; `content` begins with `before`, except that a missing
/// last line end is made up for.
QByteArray
diffOfAppendedFile(const QString &file, const QByteArray &before, const QByteArray &content);

} // namespace devstack
