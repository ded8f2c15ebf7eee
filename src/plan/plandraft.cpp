// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "plan/plandraft.h"

#include "plan/reasons.h"

#include <queue>

#include <functional>

namespace devstack {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// How long a step takes that never ran here; only their proportions matter.
std::chrono::milliseconds usualDuration(StepKind kind)
{
    switch (kind) {
    case StepKind::Clone:
        return 20s;
    case StepKind::Image:
    case StepKind::Schema:
        return 30s;
    case StepKind::Build:
        return 60s;
    case StepKind::Volume:
        return 500ms;
    case StepKind::Bootstrap:
        return 10s;
    case StepKind::Start:
    case StepKind::Client:
        return 3s;
    case StepKind::Ready:
    case StepKind::Seed:
    case StepKind::Health:
    case StepKind::Script:
    case StepKind::Unknown:
        break;
    }
    return 5s;
}

} // namespace

PlanDraft::PlanDraft(const PlanInput &from)
    : input(from)
{
}

Step &PlanDraft::add(Step step)
{
    const auto record = input.records.constFind(step.id);
    const bool known = record != input.records.constEnd() && record->duration > 0ms;
    step.expected = known ? record->duration : usualDuration(step.kind);
    if (step.state == StepState::Satisfied || step.state == StepState::Skipped)
        step.expected = 0ms;
    m_index.insert(step.id, m_steps.size());
    m_steps.append(std::move(step));
    return m_steps.last();
}

void PlanDraft::link(const QString &id, const QString &after)
{
    if (id.isEmpty() || after.isEmpty() || id == after)
        return;
    QStringList &list = step(id).after;
    if (!list.contains(after))
        list.append(after);
}

void PlanDraft::link(const QString &id, const QStringList &after)
{
    for (const QString &one : after)
        link(id, one);
}

bool PlanDraft::isPending(const QString &id) const
{
    const auto found = m_index.constFind(id);
    return found != m_index.constEnd() && m_steps[*found].state == StepState::Pending;
}

void PlanDraft::judgeByRecord(Step &step) const
{
    const auto none = input.records.constEnd();
    auto record = input.records.constFind(step.id);
    QString reason = record == none ? u"first time"_s : reasonToRunAgain(*record, step.parts);
    const auto onData
        = input.records.constFind(StepRecords::nameOnData(step.id, dataOf(step.parts)));
    if (!reason.isEmpty() && onData != none && reasonToRunAgain(*onData, step.parts).isEmpty()) {
        record = onData;
        reason.clear();
    }
    step.state = reason.isEmpty() ? StepState::Satisfied : StepState::Pending;
    step.reason = reason.isEmpty()
        ? u"nothing changed since %1"_s.arg(timeText(record->time, input.now))
        : reason;
}

QList<Step> PlanDraft::takeOrdered()
{
    const auto count = std::size_t(m_steps.size());
    std::vector<std::vector<qsizetype>> behind(count);
    std::vector<int> waitsFor(count);
    std::priority_queue<qsizetype, std::vector<qsizetype>, std::greater<>> ready;
    for (qsizetype i = 0; i < m_steps.size(); ++i) {
        for (const QString &id : m_steps[i].after)
            behind[std::size_t(m_index.value(id))].push_back(i);
        waitsFor[std::size_t(i)] = int(m_steps[i].after.size());
        if (waitsFor[std::size_t(i)] == 0)
            ready.push(i);
    }
    QList<Step> result;
    result.reserve(m_steps.size());
    while (!ready.empty()) {
        const qsizetype next = ready.top();
        ready.pop();
        result.append(std::move(m_steps[next]));
        for (const qsizetype i : behind[std::size_t(next)]) {
            if (--waitsFor[std::size_t(i)] == 0)
                ready.push(i);
        }
    }
    Q_ASSERT(result.size() == m_steps.size());
    return result;
}

} // namespace devstack
