// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "cli/exitcode.h"

namespace devstack::cli {

using namespace Qt::StringLiterals;

const QList<ExitMeaning> &exitCodes()
{
    static const QList<ExitMeaning> kCodes {
        {kDone, u"Done."_s},
        {kFailed,
         u"A step, check or finding failed; of “up” also where something that the repositories ask "
         u"for was not done."_s},
        {kUsage, u"Wrong usage or an invalid file."_s},
        {kNoEngine, u"No container engine answers."_s},
        {kNeedsAnswer, u"A confirmation or trust is needed that was not given."_s},
        {kCancelled, u"Cancelled."_s},
    };
    return kCodes;
}

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
