// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "plan/journalobserver.h"

#include "plan/reasons.h"

namespace devstack {

RunStep toRunStep(const Step &step)
{
    RunStep result;
    result.id = step.id;
    result.ida = step.ida;
    result.kind = toString(step.kind);
    result.title = step.title;
    result.after = step.after;
    result.state = toString(step.state);
    result.reason = step.reason;
    result.detail = step.detail;
    result.hint = step.hint;
    result.duration = step.duration;
    result.expected = step.expected;
    return result;
}

JournalObserver::JournalObserver(RunJournal &journal, StepRecords &records)
    : m_journal(journal)
    , m_records(records)
{
}

void JournalObserver::planStarted(const Plan &plan)
{
    QList<RunStep> steps;
    steps.reserve(plan.steps.size());
    for (const Step &step : plan.steps)
        steps.append(toRunStep(step));
    m_journal.steps(steps);
}

void JournalObserver::stepStarted(const Step &step)
{
    // Half of it may be done when the process dies: what an earlier run proved is void from here
    // on.
    note(m_records.begin(step.id, dataOf(step.parts)));
    m_journal.started(step.id);
}

void JournalObserver::stepProgress(const Step &step, const Progress &progress)
{
    m_journal.progress(step.id, progress);
}

void JournalObserver::stepLine(const Step &step, const OutputLine &line)
{
    m_journal.line(step.id, line);
}

void JournalObserver::stepFinished(const Step &step)
{
    if (step.state == StepState::Done) {
        note(m_records.record(
            step.id, fingerprintOf(step.parts), step.parts, step.duration, dataOf(step.parts)));
    }
    m_journal.finished(toRunStep(step));
}

void JournalObserver::end(PlanResult result)
{
    m_journal.end(toString(result));
}

void JournalObserver::note(const Result<> &result)
{
    if (!result && !m_warnings.contains(result.error().message))
        m_warnings.append(result.error().message);
}

} // namespace devstack
