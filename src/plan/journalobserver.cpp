// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "plan/journalobserver.h"

#include "plan/reasons.h"

namespace devstack {

namespace {

/// The IDAs in whose data a step leaves something.
QStringList changedBy(const Step &step)
{
    if (!finishesWhenStopped(step.kind))
        return {};
    const auto *action = std::get_if<CommandAction>(&step.action);
    if (step.kind == StepKind::Client && action)
        return {step.ida, action->command.ida};
    return {step.kind == StepKind::Seed && action ? action->command.ida : step.ida};
}

} // namespace

JournalObserver::JournalObserver(RunJournal &journal, StepRecords &records)
    : m_journal(journal)
    , m_records(records)
{
}

void JournalObserver::planStarted(const Plan &plan)
{
    m_journal.steps({plan.steps.begin(), plan.steps.end()});
}

void JournalObserver::stepStarted(const Step &step)
{
    // Half of it may be done when the process dies: what an earlier run proved is void from here
    // on.
    note(m_records.begin(step.id, dataOf(step.parts), changedBy(step), step.parts));
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
        note(m_records.record(step.id,
                              fingerprintOf(step.parts),
                              step.parts,
                              step.duration,
                              dataOf(step.parts),
                              changedBy(step)));
    }
    m_journal.finished(step);
}

void JournalObserver::note(const Result<> &result)
{
    if (!result && !m_warnings.contains(result.error().message))
        m_warnings.append(result.error().message);
}

} // namespace devstack
