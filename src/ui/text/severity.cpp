// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/severity.h"

namespace devstack::severity {

Value ofCheck(bool passes)
{
    return passes ? Good : Problem;
}

Value of(LintSeverity severity)
{
    switch (severity) {
    case LintSeverity::Note:
        return Note;
    case LintSeverity::Warning:
        return Warning;
    case LintSeverity::Error:
        break;
    }
    return Problem;
}

Value of(DoctorCheck::Outcome outcome)
{
    switch (outcome) {
    case DoctorCheck::Outcome::Ok:
        return Good;
    case DoctorCheck::Outcome::Warning:
        return Warning;
    case DoctorCheck::Outcome::Problem:
        break;
    }
    return Problem;
}

Value of(AssemblyNote::Level level)
{
    switch (level) {
    case AssemblyNote::Level::Info:
        return Note;
    case AssemblyNote::Level::Warning:
        return Warning;
    case AssemblyNote::Level::Problem:
        break;
    }
    return Problem;
}

} // namespace devstack::severity
