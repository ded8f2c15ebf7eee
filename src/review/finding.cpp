// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "review/finding.h"

namespace devstack {

using namespace Qt::StringLiterals;

QString toString(LintSeverity severity)
{
    switch (severity) {
    case LintSeverity::Note:
        return u"note"_s;
    case LintSeverity::Warning:
        return u"warning"_s;
    case LintSeverity::Error:
        break;
    }
    return u"error"_s;
}

} // namespace devstack
