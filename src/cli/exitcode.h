// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/error.h"

#include <QList>
#include <QString>

namespace devstack::cli {

/// The exit codes of docs/reference/command-line.md.
enum ExitCode {
    kDone = 0,
    kFailed = 1, ///< a step, check or finding failed
    kUsage = 2, ///< wrong usage or invalid file
    kNoEngine = 3,
    kNeedsAnswer = 4, ///< confirmation or trust that was not given
    kCancelled = 130,
};

/// An exit code and what it means, as manual pages and the reference say it.
struct ExitMeaning
{
    int code;
    QString meaning;
};
const QList<ExitMeaning> &exitCodes();

/// The exit code that an error of this kind ends the program with.
ExitCode exitCodeFor(Error::Kind kind);

} // namespace devstack::cli
