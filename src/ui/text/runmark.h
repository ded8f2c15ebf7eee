// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "store/runstate.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace devstack::runmark {

Q_NAMESPACE
QML_NAMED_ELEMENT(RunMark)

/// How a step or a whole run stands, as one shape and one colour. `Unknown`: a newer program wrote
/// the journal.
enum Value { Pending, Satisfied, Running, Done, Failed, Skipped, Cancelled, Interrupted, Unknown };
Q_ENUM_NS(Value)

Value ofStep(const StepInfo &step);
Value ofRun(const RunState &run);
/// One word for people.
QString word(Value value);

} // namespace devstack::runmark
