// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"

#include <QFile>
#include <QString>

namespace devstack {

/// Opens a regular file for reading, also behind a link. Neither this nor reading from it ever
/// waits for somebody else: pipes, devices, sockets and folders are refused, also those that take
/// the file's place at the last moment, and a file of the kernel that has nothing to say yet ends
/// with an error. `file` must not be open; it does not know its name. Errors: NotFound,
/// InvalidInput (not a file), Io.
Result<> openRegular(const QString &path, QFile &file);

/// Opens a file of the program's own for reading and writing, with mode 0600; what is in it stays.
/// A link, a pipe or a device at its place is removed and not followed: whoever put it there would
/// choose what is overwritten. The folder must exist. Errors: InvalidInput (a folder), Io.
Result<> openOwn(const QString &path, QFile &file);

/// Makes a folder of the program's own with mode 0700; one that is there gets that mode. Errors:
/// InvalidInput (a link or a file is in its place: what is written would go elsewhere), Io, also
/// when the folder that it belongs into is not there.
Result<> makeOwnFolder(const QString &path);

/// The same with all that is missing above it.
Result<> makeOwnPath(const QString &path);

} // namespace devstack
