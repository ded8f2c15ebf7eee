// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/reporter.h"
#include "core/result.h"
#include "plan/plan.h"

#include <QMap>

#include <stop_token>

namespace devstack {

/// How a step succeeded.
struct StepOutcome
{
    QString reason; ///< replaces the step's reason when not empty
    Fingerprint facts; ///< values for parts that the plan could not know ("?")
    QString note {}; ///< what people should know though it succeeded; becomes the step's hint
    Fingerprint seen {}; ///< what is remembered with a step that is judged by what the Engine shows
};

/// Does what a step says. Called on worker threads, several at once; must return soon after a stop.
class StepExecutor
{
public:
    virtual ~StepExecutor() = default;
    virtual Result<StepOutcome> execute(const Step &step, Reporter &reporter, std::stop_token stop)
        = 0;
};

/// Watches a run. Called on the thread of PlanRunner::run(), in order; must not block for long.
class PlanObserver
{
public:
    virtual ~PlanObserver() = default;
    /// Before anything is planned: what has to end first.
    virtual void waiting(const QString &what) { Q_UNUSED(what) }
    virtual void planStarted(const Plan &) { }
    virtual void stepStarted(const Step &) { }
    virtual void stepProgress(const Step &, const Progress &) { }
    virtual void stepLine(const Step &, const OutputLine &) { }
    /// Also for steps that never ran (skipped, cancelled), not for satisfied ones. `step.parts`
    /// then holds the executor's facts.
    virtual void stepFinished(const Step &) { }
    virtual void planFinished(const Plan &) { }
    /// A stop was requested while these steps run; called once. Those whose kind
    /// finishesWhenStopped() get a while to end by themselves.
    virtual void stopping(const QList<Step> &running) { Q_UNUSED(running) }
};

/// Hands everything to several observers, in order. They must outlive it.
class ObserverList final : public PlanObserver
{
public:
    explicit ObserverList(QList<PlanObserver *> observers);
    void waiting(const QString &what) override;
    void planStarted(const Plan &plan) override;
    void stepStarted(const Step &step) override;
    void stepProgress(const Step &step, const Progress &progress) override;
    void stepLine(const Step &step, const OutputLine &line) override;
    void stepFinished(const Step &step) override;
    void planFinished(const Plan &plan) override;
    void stopping(const QList<Step> &running) override;

private:
    QList<PlanObserver *> m_observers;
};

/// What happens to the rest when a step failed; what depends on it is skipped either way.
enum class FailurePolicy {
    ContinueIndependent, ///< everything else goes on
    StopOnError, ///< what runs may finish, nothing new begins
};

struct RunnerOptions
{
    int parallel = 6; ///< steps at once
    QMap<StepKind, int> limits = {{StepKind::Build, 2}, {StepKind::Clone, 4}, {StepKind::Image, 3}};
    FailurePolicy policy = FailurePolicy::ContinueIndependent;
};

/// Runs the steps of a plan side by side, the longest remaining chain first; knows nothing of
/// Docker.
class PlanRunner
{
public:
    /// Both must outlive the runner.
    PlanRunner(StepExecutor &executor, PlanObserver &observer, RunnerOptions options = {});

    /// Blocks until nothing runs any more and answers the plan with states, reasons and durations.
    /// On a stop request running steps are waited for (the executor sees the same request), pending
    /// ones are cancelled.
    Plan run(Plan plan, std::stop_token stop);

private:
    StepExecutor &m_executor;
    PlanObserver &m_observer;
    RunnerOptions m_options;
};

} // namespace devstack
