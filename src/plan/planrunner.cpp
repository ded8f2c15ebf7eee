// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "plan/planrunner.h"

#include "plan/reasons.h"
#include "plan/runmailbox.h"
#include "plan/schedule.h"

#include <exception>
#include <map>
#include <set>
#include <thread>
#include <vector>

namespace devstack {

using namespace Qt::StringLiterals;
using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

namespace {

/// Sends what a step says to the thread that runs the plan.
class MailReporter final : public Reporter
{
public:
    MailReporter(RunMailbox &mailbox, qsizetype step)
        : m_mailbox(mailbox)
        , m_step(step)
    {
    }
    void progress(const Progress &progress) override { m_mailbox.post({m_step, progress}); }
    void line(const OutputLine &line) override { m_mailbox.post({m_step, line}); }

private:
    RunMailbox &m_mailbox;
    qsizetype m_step;
};

Result<StepOutcome>
executeGuarded(StepExecutor &executor, const Step &step, Reporter &reporter, std::stop_token stop)
{
    // Nothing in the project throws across a function; an allocation that fails must not end the
    // program here.
    try {
        return executor.execute(step, reporter, stop);
    } catch (const std::exception &exception) {
        return failed(u"The step ended in an unexpected way."_s)
            .because(QString::fromUtf8(exception.what()));
    }
}

/// One run of one plan; lives on the thread of PlanRunner::run().
class Run
{
public:
    Run(StepExecutor &executor,
        PlanObserver &observer,
        const RunnerOptions &options,
        Plan &plan,
        std::stop_token stop)
        : m_executor(executor)
        , m_observer(observer)
        , m_options(options)
        , m_plan(plan)
        , m_stop(stop)
    {
    }

    void toEnd();

private:
    void prepare();
    void launchReady();
    bool hasRoom(StepKind kind) const;
    void launch(qsizetype position);
    void handle(RunEvent &event);
    void finish(qsizetype position, const Result<StepOutcome> &result);
    void letGo(qsizetype position);
    void skipBehind(qsizetype position);
    void sayStopping();
    void closePending(StepState state, const QString &reason);
    void close(Step &step, StepState state, const QString &reason);

    StepExecutor &m_executor;
    PlanObserver &m_observer;
    const RunnerOptions &m_options;
    Plan &m_plan;
    std::stop_token m_stop;
    RunMailbox m_mailbox;
    std::vector<std::vector<qsizetype>> m_behind; ///< who waits for a step
    std::vector<int> m_waitsFor; ///< how many a step still waits for
    QList<milliseconds> m_chains;
    std::set<std::pair<qint64, qsizetype>> m_ready; ///< longest chain first
    std::map<qsizetype, std::jthread> m_running;
    std::map<qsizetype, Clock::time_point> m_begun;
    QMap<StepKind, int> m_runningOfKind;
    bool m_failed = false;
    bool m_saidStopping = false;
};

void Run::prepare()
{
    QHash<QString, qsizetype> index;
    for (qsizetype i = 0; i < m_plan.steps.size(); ++i)
        index.insert(m_plan.steps[i].id, i);
    m_behind.resize(std::size_t(m_plan.steps.size()));
    m_waitsFor.resize(std::size_t(m_plan.steps.size()));
    m_chains = remainingChains(m_plan);
    // What the plan itself closed (satisfied, skipped with its reason) holds nobody up, but what it
    // waits for does: the health of an IDA that was migrated long ago still comes after its start.
    std::vector<std::set<qsizetype>> open(std::size_t(m_plan.steps.size()));
    for (qsizetype i = 0; i < m_plan.steps.size(); ++i) {
        std::set<qsizetype> &before = open[std::size_t(i)];
        for (const QString &id : m_plan.steps[i].after) {
            const auto one = index.constFind(id);
            if (one == index.constEnd())
                continue;
            if (m_plan.steps[*one].isFinal())
                before.insert(open[std::size_t(*one)].begin(), open[std::size_t(*one)].end());
            else
                before.insert(*one);
        }
        if (m_plan.steps[i].isFinal())
            continue;
        for (const qsizetype one : before)
            m_behind[std::size_t(one)].push_back(i);
        m_waitsFor[std::size_t(i)] = int(before.size());
        if (before.empty())
            m_ready.insert({-m_chains[i].count(), i});
    }
}

void Run::toEnd()
{
    prepare();
    const std::stop_callback wake(m_stop, [this] { m_mailbox.wake(); });
    while (true) {
        if (m_stop.stop_requested())
            sayStopping();
        if (m_stop.stop_requested())
            closePending(StepState::Cancelled, u"cancelled before it began"_s);
        else if (m_failed && m_options.policy == FailurePolicy::StopOnError)
            closePending(StepState::Skipped, u"not begun: another step failed"_s);
        else
            launchReady();
        if (m_running.empty())
            break;
        std::deque<RunEvent> events = m_mailbox.take();
        for (RunEvent &event : events)
            handle(event);
    }
    // Only steps that wait for each other are left here; a plan of the planner has none.
    closePending(StepState::Failed, u"the step depends on itself (please report this)"_s);
}

bool Run::hasRoom(StepKind kind) const
{
    const int limit = m_options.limits.value(kind, m_options.parallel);
    return int(m_running.size()) < std::max(1, m_options.parallel)
        && m_runningOfKind.value(kind) < std::max(1, limit);
}

void Run::launchReady()
{
    for (auto it = m_ready.begin(); it != m_ready.end();) {
        const qsizetype position = it->second;
        if (!hasRoom(m_plan.steps[position].kind)) {
            ++it;
            continue;
        }
        it = m_ready.erase(it);
        launch(position);
    }
}

void Run::launch(qsizetype position)
{
    Step &step = m_plan.steps[position];
    step.state = StepState::Running;
    ++m_runningOfKind[step.kind];
    m_begun[position] = Clock::now();
    m_observer.stepStarted(step);
    // The worker gets a copy: the plan changes on this thread.
    m_running[position] = std::jthread([this, position, step, stop = m_stop] {
        MailReporter reporter(m_mailbox, position);
        m_mailbox.post(
            {position, RunEvent::Finished {executeGuarded(m_executor, step, reporter, stop)}});
    });
}

void Run::handle(RunEvent &event)
{
    const Step &step = m_plan.steps[event.step];
    if (const auto *progress = std::get_if<Progress>(&event.what))
        m_observer.stepProgress(step, *progress);
    else if (const auto *line = std::get_if<OutputLine>(&event.what))
        m_observer.stepLine(step, *line);
    else if (const auto *finished = std::get_if<RunEvent::Finished>(&event.what))
        finish(event.step, finished->result);
}

void Run::finish(qsizetype position, const Result<StepOutcome> &result)
{
    m_running.erase(position); // joins
    Step &step = m_plan.steps[position];
    --m_runningOfKind[step.kind];
    step.duration = std::chrono::duration_cast<milliseconds>(Clock::now() - m_begun[position]);
    if (result) {
        for (auto it = result->facts.cbegin(); it != result->facts.cend(); ++it) {
            if (step.parts.value(it.key()) == u"?")
                step.parts.insert(it.key(), it.value());
        }
        step.parts.insert(result->seen);
        step.hint = result->note;
        step.refused = step.parts.value(takenPart()) == u"no";
        close(step, StepState::Done, result->reason.isEmpty() ? step.reason : result->reason);
        letGo(position);
        return;
    }
    const Error &error = result.error();
    step.detail = error.detail;
    step.hint = error.hint;
    const QString place = error.where.toString();
    const QString reason = place.isEmpty() ? error.message : QString(place + u": " + error.message);
    if (m_stop.stop_requested()) {
        close(step, StepState::Cancelled, reason);
        return;
    }
    m_failed = true;
    close(step, StepState::Failed, reason);
    skipBehind(position);
}

void Run::letGo(qsizetype position)
{
    for (const qsizetype next : m_behind[std::size_t(position)]) {
        if (--m_waitsFor[std::size_t(next)] == 0 && m_plan.steps[next].state == StepState::Pending)
            m_ready.insert({-m_chains[next].count(), next});
    }
}

void Run::skipBehind(qsizetype position)
{
    const Step &failed = m_plan.steps[position];
    const QString reason = u"needs “%1” of %2, which failed"_s.arg(failed.title, failed.ida);
    std::vector<qsizetype> waiting = m_behind[std::size_t(position)];
    std::set<qsizetype> affected;
    while (!waiting.empty()) {
        const qsizetype next = waiting.back();
        waiting.pop_back();
        if (m_plan.steps[next].state != StepState::Pending || !affected.insert(next).second)
            continue;
        const auto &behind = m_behind[std::size_t(next)];
        waiting.insert(waiting.end(), behind.begin(), behind.end());
    }
    for (const qsizetype next : affected)
        close(m_plan.steps[next], StepState::Skipped, reason);
}

void Run::sayStopping()
{
    if (m_saidStopping)
        return;
    m_saidStopping = true;
    QList<Step> running;
    for (const auto &[position, thread] : m_running)
        running += m_plan.steps[position];
    m_observer.stopping(running);
}

void Run::closePending(StepState state, const QString &reason)
{
    m_ready.clear();
    for (Step &step : m_plan.steps) {
        if (step.state == StepState::Pending)
            close(step, state, reason);
    }
}

void Run::close(Step &step, StepState state, const QString &reason)
{
    step.state = state;
    step.reason = reason;
    m_observer.stepFinished(step);
}

RunResult resultOf(const Plan &plan)
{
    RunResult result = RunResult::Done;
    for (const Step &step : plan.steps) {
        if (step.state == StepState::Cancelled)
            return RunResult::Cancelled;
        if (step.state == StepState::Failed)
            result = RunResult::Failed;
    }
    return result;
}

} // namespace

PlanRunner::PlanRunner(StepExecutor &executor, PlanObserver &observer, RunnerOptions options)
    : m_executor(executor)
    , m_observer(observer)
    , m_options(std::move(options))
{
}

Plan PlanRunner::run(Plan plan, std::stop_token stop)
{
    const auto begin = Clock::now();
    m_observer.planStarted(plan);
    // What the plan knows to fail is told as what fails on the way.
    for (const Step &step : std::as_const(plan.steps)) {
        if (step.state == StepState::Failed)
            m_observer.stepFinished(step);
    }
    Run(m_executor, m_observer, m_options, plan, stop).toEnd();
    plan.result = resultOf(plan);
    plan.duration = std::chrono::duration_cast<milliseconds>(Clock::now() - begin);
    m_observer.planFinished(plan);
    return plan;
}

} // namespace devstack
