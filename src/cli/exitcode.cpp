// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "cli/exitcode.h"

namespace devstack::cli {

ExitCode exitCodeFor(Error::Kind kind)
{
    switch (kind) {
    case Error::Kind::InvalidInput:
    case Error::Kind::NotFound:
        return kUsage;
    case Error::Kind::Unavailable:
        return kNoEngine;
    case Error::Kind::NeedsConfirmation:
    case Error::Kind::NeedsTrust:
        return kNeedsAnswer;
    case Error::Kind::Cancelled:
        return kCancelled;
    case Error::Kind::Conflict:
    case Error::Kind::Timeout:
    case Error::Kind::Io:
    case Error::Kind::Protocol:
    case Error::Kind::Failed:
        break;
    }
    return kFailed;
}

} // namespace devstack::cli
