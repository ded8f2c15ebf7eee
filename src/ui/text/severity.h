// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "assembly/assembly.h"
#include "foreign/review/subject/finding.h"
#include "service/observing/doctor.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace devstack::severity {

Q_NAMESPACE
QML_NAMED_ELEMENT(Severity)

/// How bad something that was found is, as one icon and one colour. `None`: nothing was looked at.
enum Value { None, Good, Note, Warning, Problem };
Q_ENUM_NS(Value)

/// Of a point of the definition of done.
Value ofCheck(bool passes);
Value of(LintSeverity severity);
Value of(DoctorCheck::Outcome outcome);
Value of(AssemblyNote::Level level);

} // namespace devstack::severity
