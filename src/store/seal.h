// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QString>

namespace devstack {

/// A mark (HMAC-SHA-256, hexadecimal) that only this user's program can make: the key is in the
/// user's state directory, made once. Files under `.devstack/` that say what runs carry one,
/// because a `.devstack/` may have come with a workspace folder from elsewhere. `purpose` keeps a
/// mark of one file from fitting another. Error Io when the key cannot be written.
Result<QString> sealOf(const QString &purpose, const QByteArray &content);

} // namespace devstack
