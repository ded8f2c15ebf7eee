// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "model/manifest/manifest.h"
#include "plan/action.h"

#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace devstack {

/// What a step is about; the names are those of docs/reference/states.md.
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
    Health
};

/// | state     | means                                                        | left for                    |
/// |-----------|--------------------------------------------------------------|-----------------------------|
/// | Pending   | needed; the reason says why                                  | Running, Skipped, Cancelled |
/// | Satisfied | nothing to do; the reason says since when                    | (final)                     |
/// | Running   | its executor works                                           | Done, Failed, Cancelled     |
/// | Skipped   | cannot run: something before it failed, or the plan says why | (final)                     |
enum class StepState { Pending, Satisfied, Running, Done, Failed, Skipped, Cancelled };

enum class PlanResult { Planned, Done, Failed, Cancelled };

QString toString(StepKind kind);

/// Whether a step of this kind changes data, so that cutting it short can leave half of a change:
/// it may finish within a while when its run is stopped (core/gracefulstop).
bool finishesWhenStopped(StepKind kind);
QString toString(StepState state);
QString toString(PlanResult result);

/// What a step's success depends on: label → digest or value. A value of "?" is not known before
/// the step ran (StepOutcome::facts fills it in) and equals every other.
using Fingerprint = QMap<QString, QString>;

/// SHA-256 over labels and values, as hex; empty for no parts.
QString fingerprintOf(const Fingerprint &parts);

/// One thing to do: data, no behaviour.
struct Step
{
    QString id; ///< "bootstrap:credentials/1"; stable from run to run
    QString ida;
    StepKind kind = StepKind::Start;
    QString title; ///< what it does, for people: "Run migrations…"
    QStringList after; ///< ids; every one of them stands earlier in the plan
    StepState state = StepState::Pending;
    QString reason; ///< why it is needed, why it is not, or how it ended
    QString detail; ///< of a failed one: what the tool said
    QString hint; ///< of a failed one: what to do
    std::chrono::milliseconds duration {0}; ///< how long it took
    std::chrono::milliseconds expected {0}; ///< how long it is likely to take
    Action action;
    Fingerprint parts; ///< empty: judged by observation, nothing is recorded

    bool isFinal() const { return state != StepState::Pending && state != StepState::Running; }
    /// What waits for it may go on.
    bool unblocksDependents() const
    {
        return state == StepState::Satisfied || state == StepState::Done;
    }
};

/// Steps in an order in which they could run one by one, and how they went. A value.
struct Plan
{
    QList<Step> steps;
    PlanResult result = PlanResult::Planned;
    std::chrono::milliseconds duration {0};
    /// Repositories are missing: once the clone steps are done the rest has to be planned anew.
    bool isPartial = false;
    QStringList warnings; ///< what people should know before it runs, one sentence each

    const Step *step(const QString &id) const;
    /// Nothing is pending.
    bool isSettled() const;
    /// Only the steps for which `keep` answers true; arrows through the dropped ones are kept.
    template <typename F> Plan filtered(F keep) const;
};

/// The document of `plan` and of a finished `up` (docs/reference/json.md).
QJsonObject planToJson(const Plan &plan);

template <typename F> Plan Plan::filtered(F keep) const
{
    Plan kept = *this;
    kept.steps.clear();
    QMap<QString, QStringList> replaced; // dropped id → what it waited for
    for (Step step : steps) {
        QStringList after;
        for (const QString &id : step.after) {
            const QStringList through
                = replaced.contains(id) ? replaced.value(id) : QStringList {id};
            for (const QString &one : through) {
                if (!after.contains(one))
                    after.append(one);
            }
        }
        step.after = after;
        if (keep(step))
            kept.steps.append(step);
        else
            replaced.insert(step.id, after);
    }
    return kept;
}

} // namespace devstack
