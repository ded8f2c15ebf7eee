// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/provisioning/tasks.h"

#include "core/gracefulstop.h"
#include "service/provisioning/recordedrun.h"
#include "service/provisioning/steps/maskingreporter.h"

#include <optional>

namespace devstack {

using namespace Qt::StringLiterals;

namespace {

/// Does what the task of a step says, and remembers the first error whole: a step keeps its words
/// only.
class TaskExecutor final : public StepExecutor
{
public:
    explicit TaskExecutor(const QList<Task> &tasks)
        : m_tasks(tasks)
    {
    }

    Result<StepOutcome> execute(const Step &step, Reporter &listener, std::stop_token stop) override
    {
        MaskingReporter reporter(listener);
        const auto task = std::ranges::find(m_tasks, step.id, &Task::id);
        const auto done = task->work(reporter, std::move(stop));
        if (done)
            return StepOutcome {};
        error = withoutSecrets(done.error());
        return *error;
    }

    /// Written by the one task that runs; read when the run is over.
    std::optional<Error> error;

private:
    const QList<Task> &m_tasks;
};

/// Hands what the tasks say to a reporter.
class TaskObserver final : public PlanObserver
{
public:
    explicit TaskObserver(Reporter &reporter)
        : m_reporter(reporter)
    {
    }
    void stepProgress(const Step &, const Progress &progress) override
    {
        m_reporter.progress(progress);
    }
    void stepLine(const Step &, const OutputLine &line) override { m_reporter.line(line); }
    void stopping(const QList<Step> &running) override
    {
        for (const Step &step : running)
            m_reporter.line({OutputLine::Stream::Note, finishingText(u"“%1”"_s.arg(step.title))});
    }

private:
    Reporter &m_reporter;
};

} // namespace

Result<TasksDone> runTaskSteps(RecordedRun &run,
                               const QList<Task> &tasks,
                               PlanObserver &observer,
                               std::stop_token stop)
{
    Plan plan;
    QStringList idas;
    for (const Task &task : tasks) {
        Step step;
        step.id = task.id;
        step.ida = task.ida;
        step.kind = task.kind;
        step.title = task.title;
        step.reason = u"requested"_s;
        step.parts = task.parts;
        if (!plan.steps.isEmpty())
            step.after = {plan.steps.last().id};
        plan.steps += step;
        if (!idas.contains(task.ida))
            idas += task.ida;
    }
    if (const auto opened = run.open(idas); !opened)
        return opened.error();
    TaskExecutor executor(tasks);
    Plan done = run.run(plan, executor, observer, std::move(stop));
    return TasksDone {std::move(done), executor.error};
}

Result<>
runTasks(RecordedRun &run, const QList<Task> &tasks, Reporter &reporter, std::stop_token stop)
{
    TaskObserver observer(reporter);
    auto done = runTaskSteps(run, tasks, observer, std::move(stop));
    if (!done)
        return run.failed(done.error());
    const auto ended = run.end(std::move(done->plan));
    if (done->error)
        return *done->error;
    return ended->result == RunResult::Done ? ok() : Result<>(cancelled());
}

} // namespace devstack
