// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "plan/planrunner.h"
#include "store/runjournal.h"
#include "store/steprecords.h"

namespace devstack {

/// Writes a run to its journal and remembers fingerprints and durations of the steps that
/// succeeded.
///
/// Several plans of one run (clone, then the rest) may go through the same observer; who owns the
/// journal ends it. Belongs to the thread of PlanRunner::run().
class JournalObserver final : public PlanObserver
{
public:
    /// Both must outlive it.
    JournalObserver(RunJournal &journal, StepRecords &records);

    void planStarted(const Plan &plan) override;
    void stepStarted(const Step &step) override;
    void stepProgress(const Step &step, const Progress &progress) override;
    void stepLine(const Step &step, const OutputLine &line) override;
    void stepFinished(const Step &step) override;

    /// What could not be written; the run itself is not at fault.
    const QStringList &warnings() const { return m_warnings; }

private:
    void note(const Result<> &result);

    RunJournal &m_journal;
    StepRecords &m_records;
    QStringList m_warnings;
};

} // namespace devstack
