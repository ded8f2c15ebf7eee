// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/provisioning/unfinishedrun.h"

#include "service/workspaceinternals.h"
#include "store/journalreader.h"
#include "store/runjournal.h"

namespace devstack {

using namespace Qt::StringLiterals;

std::optional<UnfinishedRun> unfinishedOf(const RunState &run,
                                          const QHash<QString, StepRecord> &records)
{
    if (run.isRunning() || run.result == RunResult::Done)
        return std::nullopt;
    UnfinishedRun unfinished {run.header, run.result, {}};
    for (const RunStep &step : run.steps) {
        if (step.unblocksDependents())
            continue;
        const auto record = records.constFind(step.id);
        const bool doneSince
            = record != records.constEnd() && record->finished && record->time >= run.header.start;
        if (!doneSince)
            unfinished.missing += step;
    }
    return unfinished.missing.isEmpty() ? std::nullopt : std::optional(unfinished);
}

std::optional<UnfinishedRun> unfinishedRun(Workspace &workspace)
{
    const QStringList journals = runJournals(workspace.runsFolder());
    if (journals.isEmpty() || isJournalLive(journals.first()))
        return std::nullopt;
    const auto isOfTasks = [](const RunState &run) {
        return !run.steps.isEmpty()
            && std::ranges::all_of(run.steps, [](const RunStep &step) { return isTask(step.id); });
    };
    std::optional<RunState> run;
    for (const QString &path : journals) {
        const auto read = readRun(path);
        if (!read)
            return std::nullopt;
        if (!isOfTasks(*read)) {
            run = *read;
            break;
        }
    }
    if (!run)
        return std::nullopt;
    const auto records = workspace.internals().withState(
        [](WorkspaceState &state) { return state.stepRecords().all(); });
    return unfinishedOf(*run, records);
}

} // namespace devstack
