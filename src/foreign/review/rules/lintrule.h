// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "foreign/review/subject/finding.h"

#include <QString>

namespace devstack {

struct LintInput;
class FindingSink;

/// A rule: its name, the severity of its findings, and the pure function that looks for them.
struct LintRule
{
    QString id;
    LintSeverity severity = LintSeverity::Warning; ///< a finding may be milder or worse
    QString title; ///< one sentence: what is wrong
    void (*look)(const LintInput &input, FindingSink &sink) = nullptr;
};

} // namespace devstack
