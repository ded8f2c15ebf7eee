// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "scriptedexecutor.h"

namespace devstack {

using namespace Qt::StringLiterals;

Result<StepOutcome>
ScriptedExecutor::execute(const Step &step, Reporter &reporter, std::stop_token stop)
{
    {
        const std::lock_guard lock(m_mutex);
        mostAtOnce = std::max(mostAtOnce, ++m_now);
        mostOfKind[step.kind] = std::max(mostOfKind.value(step.kind), ++m_nowOfKind[step.kind]);
        m_changed.notify_all();
    }
    const auto behaviour = behaviours.value(step.id);
    const auto result
        = behaviour ? behaviour(step, reporter, stop) : Result<StepOutcome>(StepOutcome {});
    const std::lock_guard lock(m_mutex);
    --m_now;
    --m_nowOfKind[step.kind];
    return result;
}

void ScriptedExecutor::waitForCompany(int count)
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [&] { return mostAtOnce >= count; });
}

void EventLog::planStarted(const Plan &)
{
    events.append(u"begin"_s);
}

void EventLog::stepStarted(const Step &step)
{
    events.append(u"+"_s + step.id);
    if (onStarted)
        onStarted(step);
}

void EventLog::stepProgress(const Step &step, const Progress &progress)
{
    events.append(step.id + u" %1/%2"_s.arg(progress.done).arg(progress.total));
}

void EventLog::stepLine(const Step &step, const OutputLine &line)
{
    events.append(step.id + u"> " + line.text);
}

void EventLog::stepFinished(const Step &step)
{
    events.append(u"-"_s + step.id + u' ' + toString(step.state));
}

void EventLog::stopping(const QList<Step> &running)
{
    QStringList ids;
    for (const Step &step : running)
        ids += step.id;
    events.append(u"stopping: "_s + ids.join(u' '));
    if (onStopping)
        onStopping();
}

void EventLog::planFinished(const Plan &plan)
{
    events.append(toString(plan.result));
}

} // namespace devstack
