// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QString>
#include <QStringList>

#include <chrono>

namespace devstack {

/// What a step is about. `Script`: a script of the repository that somebody runs by hand, in
/// journals only. `Unknown`: a newer program wrote the journal.
enum class StepKind {
    Clone,
    Image,
    Build,
    Volume,
    Schema,
    Start,
    Ready,
    Bootstrap,
    Client,
    Seed,
    Health,
    Script,
    Unknown
};

/// Where a step stands:
/// - Pending: needed, the reason says why; becomes Running, Skipped or Cancelled.
/// - Satisfied: nothing to do, the reason says since when; final.
/// - Running: its executor works; becomes Done, Failed or Cancelled.
/// - Skipped: cannot run, because a step before it failed or the plan says why; final.
/// - Unknown: a newer program wrote the journal; final, as far as this one can tell.
enum class StepState { Pending, Satisfied, Running, Done, Failed, Skipped, Cancelled, Unknown };

/// How a run ended. `Planned`: it did not begin. `Interrupted`: its process ended without a result.
/// `Waiting`: it stopped for an answer of the user and goes on in the same journal. `Unknown`: it
/// is over, and a newer program wrote how.
enum class RunResult { Planned, Running, Waiting, Done, Failed, Cancelled, Interrupted, Unknown };

/// The words of docs/reference/json.md, of journals and of the command line.
QString toString(StepKind kind);
QString toString(StepState state);
QString toString(RunResult result);

/// The value of a journal's word; Unknown for a word of a newer program.
StepKind stepKindOf(const QString &word);
StepState stepStateOf(const QString &word);
/// Of a run that is over: "planned", "running" and "waiting" are Unknown, too.
RunResult runResultOf(const QString &word);

/// Whether a step of this kind changes data, so that cutting it short can leave half of a change:
/// it may finish within a while when its run is stopped (core/gracefulstop).
bool finishesWhenStopped(StepKind kind);

/// Whether a step of a journal is something that an engineer asked for and no plan holds, by its
/// id: it says nothing about whether the IDA is provisioned.
bool isTask(const QString &stepId);

/// What a plan and a journal both know of a step: data, no behaviour.
struct StepInfo
{
    QString id; ///< "bootstrap:credentials/1"; stable from run to run, never taken apart
    QString ida;
    QString service; ///< the service that waits for it, by its compose name; empty: the whole IDA
    StepKind kind = StepKind::Start;
    QString title; ///< what it does, for people: "Run migrations…"
    QStringList after; ///< ids; every one of them stands earlier in the plan
    StepState state = StepState::Pending;
    QString reason; ///< why it is needed, why it is not, or how it ended
    QString detail; ///< of a failed one: what the tool said
    QString hint; ///< of a failed or skipped one: what to do
    bool refused = false; ///< it ran, and what it asks for was not taken: nothing waits for that
    std::chrono::milliseconds duration {0}; ///< how long it took
    std::chrono::milliseconds expected {0}; ///< how long it is likely to take
    /// `expected` is how long it took here before; else the usual time of its kind. Of plans only.
    bool measured = false;

    bool isFinal() const { return state != StepState::Pending && state != StepState::Running; }
    /// What waits for it may go on.
    bool unblocksDependents() const
    {
        return state == StepState::Satisfied || state == StepState::Done;
    }
};

/// How far steps are. What was looked at and is as it should be is no progress; what failed or was
/// left out is not done.
struct StepCount
{
    int done = 0; ///< this run did them
    int total = 0; ///< that had to be done
    int satisfied = 0;

    /// A step that entered `state`; before, it was counted by its plan.
    void count(StepState state)
    {
        satisfied += state == StepState::Satisfied ? 1 : 0;
        total += state == StepState::Satisfied ? 0 : 1;
        done += state == StepState::Done ? 1 : 0;
    }
};

/// Of anything with a `state`.
template <typename Steps> StepCount countOf(const Steps &steps)
{
    StepCount sum;
    for (const auto &step : steps)
        sum.count(step.state);
    return sum;
}

} // namespace devstack
