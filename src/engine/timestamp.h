// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArrayView>
#include <QString>

#include <optional>

namespace devstack {

/// Nanoseconds since 1970 of an RFC 3339 time ("2026-11-21T21:51:05.123456789Z", offsets too);
/// nothing for anything else. Written for speed: every log line carries one.
std::optional<qint64> parseTimestamp(QByteArrayView text);

/// "1795297865.123456789", as the engine's `since` takes it.
QString sinceParameter(qint64 nano);

} // namespace devstack
