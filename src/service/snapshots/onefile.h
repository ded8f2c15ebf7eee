// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/result.h"
#include "engine/engineclient.h"

#include <QString>

#include <functional>
#include <stop_token>

namespace devstack {

/// Writes the content of the first file of a tar, which `read` hands to its sink, to `path` (0600).
/// Blocks. Errors: those of `read`, Io, Cancelled; then `path` is not there.
Result<> writeOneFile(const QString &path,
                      const std::function<Result<>(const EngineClient::BodySink &)> &read,
                      const std::function<void(qint64)> &progress,
                      std::stop_token stop);

} // namespace devstack
