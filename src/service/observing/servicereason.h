// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "service/observing/serviceverdict.h"

#include <QString>

#include <optional>

namespace devstack {

/// Why a service is not as wanted, in one line; empty: it is, or the run that goes on with its IDA
/// (`runInProgress`) has not come to it yet.
QString reasonOf(const ServiceView &service, ServiceVerdict verdict, bool runInProgress);

/// "loop was started again 3 times: it ended with code 5": of one that does not stay.
QString
restartsText(const QString &name, int restarts, std::optional<int> exitCode, bool oomKilled);

/// "; its limit is 32 MB": of one whose memory ran out. `where`: the place of the limit, or empty.
QString limitText(qint64 bytes, const QString &where = {});

/// How something ended, in words: "code 1", "code 137: killed, out of memory".
QString endText(int exitCode, bool oomKilled);

} // namespace devstack
