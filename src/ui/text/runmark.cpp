// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/runmark.h"

#include <QCoreApplication>

namespace devstack::runmark {

Value ofStep(const RunStep &step)
{
    switch (step.state) {
    case StepState::Pending:
        return Pending;
    case StepState::Satisfied:
        return Satisfied;
    case StepState::Running:
        return Running;
    case StepState::Done:
        return Done;
    case StepState::Failed:
        return Failed;
    case StepState::Skipped:
        return Skipped;
    case StepState::Cancelled:
        return Cancelled;
    case StepState::Unknown:
        break;
    }
    return Unknown;
}

Value ofRun(const RunState &run)
{
    switch (run.result) {
    case RunResult::Planned:
        return Pending;
    case RunResult::Running:
        return Running;
    case RunResult::Waiting:
        return Pending;
    case RunResult::Done:
        return Done;
    case RunResult::Failed:
        return Failed;
    case RunResult::Cancelled:
        return Cancelled;
    case RunResult::Interrupted:
        return Interrupted;
    case RunResult::Unknown:
        break;
    }
    return Unknown;
}

QString word(Value value)
{
    const auto text
        = [](const char *source) { return QCoreApplication::translate("RunMark", source); };
    switch (value) {
    case Pending:
        return text("pending");
    case Satisfied:
        return text("satisfied");
    case Running:
        return text("running");
    case Done:
        return text("done");
    case Failed:
        return text("failed");
    case Skipped:
        return text("skipped");
    case Cancelled:
        return text("cancelled");
    case Interrupted:
        return text("interrupted");
    case Unknown:
        return text("unknown");
    }
    return {};
}

} // namespace devstack::runmark
