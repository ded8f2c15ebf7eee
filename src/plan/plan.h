// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "model/manifest/manifest.h"
#include "plan/action.h"
#include "store/run.h"

#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace devstack {

/// What a step's success depends on: label → digest or value. A value of "?" is not known before
/// the step ran (StepOutcome::facts fills it in) and equals every other.
using Fingerprint = QMap<QString, QString>;

/// SHA-256 over labels and values, as hex; empty for no parts.
QString fingerprintOf(const Fingerprint &parts);

/// One thing to do: data, no behaviour.
struct Step : StepInfo
{
    Action action;
    Fingerprint parts; ///< empty: judged by observation, nothing is recorded
};

/// Steps in an order in which they could run one by one, and how they went. A value.
struct Plan
{
    QList<Step> steps;
    RunResult result = RunResult::Planned;
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
