// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "plan/planrunner.h"

#include <QHash>
#include <QStringList>

#include <condition_variable>
#include <functional>
#include <mutex>

namespace devstack {

/// Does what the test says instead of the step; by default every step succeeds at once.
class ScriptedExecutor final : public StepExecutor
{
public:
    using Behaviour = std::function<Result<StepOutcome>(const Step &, Reporter &, std::stop_token)>;

    Result<StepOutcome>
    execute(const Step &step, Reporter &reporter, std::stop_token stop) override;

    QHash<QString, Behaviour> behaviours; ///< by step id
    int mostAtOnce = 0;
    QMap<StepKind, int> mostOfKind;

    /// Blocks until `count` steps are being executed at the same time.
    void waitForCompany(int count);

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    int m_now = 0;
    QMap<StepKind, int> m_nowOfKind;
};

/// Writes down what an observer is told.
class EventLog final : public PlanObserver
{
public:
    void planStarted(const Plan &plan) override;
    void stepStarted(const Step &step) override;
    void stepProgress(const Step &step, const Progress &progress) override;
    void stepLine(const Step &step, const OutputLine &line) override;
    void stepFinished(const Step &step) override;
    void planFinished(const Plan &plan) override;
    void stopping(const QList<Step> &running) override;

    QStringList events;
    std::function<void(const Step &)> onStarted;
    std::function<void()> onStopping;
};

} // namespace devstack
