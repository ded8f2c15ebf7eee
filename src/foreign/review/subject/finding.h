// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/error.h"

#include <QList>
#include <QString>

namespace devstack {

/// How bad a finding is: an error makes `lint` fail, a warning will cause trouble, a note is worth
/// knowing.
enum class LintSeverity { Note, Warning, Error };
/// "note", "warning", "error": the words of the command line's JSON and of SARIF.
QString toString(LintSeverity severity);

/// One fault at one place of a repository, with what to do about it.
struct LintFinding
{
    QString rule;
    LintSeverity severity = LintSeverity::Warning;
    SourceMark mark; ///< the file is relative to the repository
    QList<SourceMark> also; ///< further places with the same fault
    QString text; ///< the line, trimmed
    QString message;
    QString fix;
    QString justification; ///< of a suppressed one: the reason given, may be empty
};

} // namespace devstack
