// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "foreign/review/subject/finding.h"

#include "core/enumnames.h"

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

constexpr EnumName<LintSeverity> kSeverities[] {
    {LintSeverity::Note, u"note"},
    {LintSeverity::Warning, u"warning"},
    {LintSeverity::Error, u"error"},
};

} // namespace

QString toString(LintSeverity severity)
{
    return nameOf<kSeverities>(severity);
}

} // namespace devstack
