// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/provisioning/unfinishedrun.h"

#include "service/workspaceinternals.h"
#include "store/journalreader.h"
#include "store/runjournal.h"

#include <QSet>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

std::optional<UnfinishedRun> unfinishedOf(const RunState &run,
                                          const QHash<QString, StepRecord> &records)
{
    if (run.isRunning() || run.result == RunResult::Done)
        return std::nullopt;
    const RunResult result = run.result == RunResult::Waiting ? RunResult::Cancelled : run.result;
    UnfinishedRun unfinished {run.header, result, {}};
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

namespace {

bool isOfTasks(const RunState &run)
{
    return std::ranges::all_of(run.steps, [](const RunStep &step) { return isTask(step.id); });
}

} // namespace

std::optional<UnfinishedRun> unfinishedOf(const QList<RunState> &runs,
                                          const QHash<QString, StepRecord> &records)
{
    QSet<QString> satisfied;
    QSet<QString> settled; // IDAs of which a later run of `up` found that nothing was to be done
    for (const RunState &run : runs) {
        // Without a step it never began.
        if (isOfTasks(run))
            continue;
        if (run.foundNothingToDo()) {
            const auto &operation = run.header.operation;
            for (const RunStep &step : run.steps) {
                satisfied += step.id;
                if (operation && operation->verb == Operation::Verb::Up)
                    settled += step.ida;
            }
            continue;
        }
        auto unfinished = unfinishedOf(run, records);
        if (!unfinished)
            return std::nullopt;
        unfinished->missing.removeIf([&](const RunStep &step) {
            // What a later plan does not name is wanted no more.
            return satisfied.contains(step.id) || settled.contains(step.ida);
        });
        return unfinished->missing.isEmpty() ? std::nullopt : unfinished;
    }
    return std::nullopt;
}

std::optional<UnfinishedRun> unfinishedRun(Workspace &workspace)
{
    const QStringList journals = runJournals(workspace.runsFolder());
    if (journals.isEmpty() || isJournalLive(journals.first()))
        return std::nullopt;
    QList<RunState> runs;
    for (const QString &path : journals) {
        const auto read = readRun(path);
        if (!read)
            break;
        runs += *read;
        if (!isOfTasks(*read) && !read->foundNothingToDo())
            break;
    }
    const auto records = workspace.internals().withState(
        [](WorkspaceState &state) { return state.stepRecords().all(); });
    return unfinishedOf(runs, records);
}

} // namespace devstack
