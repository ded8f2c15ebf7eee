// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/runmark.h"

#include <QCoreApplication>

namespace devstack::runmark {

Value ofStep(const StepInfo &step)
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

namespace {

struct InRunMark
{
    Q_DECLARE_TR_FUNCTIONS(RunMark)
};

} // namespace

QString word(Value value)
{
    switch (value) {
    case Pending:
        return InRunMark::tr("pending");
    case Satisfied:
        return InRunMark::tr("satisfied");
    case Running:
        return InRunMark::tr("running");
    case Done:
        return InRunMark::tr("done");
    case Failed:
        return InRunMark::tr("failed");
    case Skipped:
        return InRunMark::tr("skipped");
    case Cancelled:
        return InRunMark::tr("cancelled");
    case Interrupted:
        return InRunMark::tr("interrupted");
    case Unknown:
        return InRunMark::tr("unknown");
    }
    return {};
}

} // namespace devstack::runmark
