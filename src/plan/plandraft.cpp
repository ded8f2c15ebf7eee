// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "plan/plandraft.h"

#include "plan/importeddata.h"
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
    for (const PlanIda &ida : input.idas) {
        for (const PlanVolume &volume : ida.volumes) {
            m_ancestors.insert(volumePart(ida.name, volume.key), volume.origin.ancestors);
            m_depth = std::max(m_depth, volume.origin.ancestors.size());
        }
    }
}

Step &PlanDraft::add(Step step)
{
    const auto record = input.records.constFind(step.id);
    const bool known = record != input.records.constEnd() && record->duration > 0ms;
    step.expected = known ? record->duration : usualDuration(step.kind);
    step.measured = known;
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

QStringList PlanDraft::worksOn(const QString &part) const
{
    QStringList ids;
    for (const Step &step : m_steps) {
        if (step.kind != StepKind::Start && step.parts.contains(part))
            ids.append(step.id);
    }
    return ids;
}

bool PlanDraft::isHalfLoaded(const QString &ida, const PlanVolume &volume) const
{
    const QString id = schemaStep(ida, volume.key);
    const auto last = input.records.constFind(id);
    return last != input.records.constEnd() && !last->finished && !isPending(id)
        && last->parts.value(volumePart(ida, volume.key))
        == volumeIdentity(volume.name, volume.generation, volume.incarnation);
}

bool PlanDraft::wasWorkedOn(const QString &part, const QString &identity) const
{
    for (auto it = input.records.cbegin(); it != input.records.cend(); ++it) {
        const bool isOther = it.key().startsWith(u"schema:") || it.key().startsWith(u"start:");
        if (!isOther && it->parts.value(part) == identity)
            return true;
    }
    return false;
}

bool PlanDraft::wasMadeHere(const QString &ida, const PlanVolume &volume) const
{
    const StepRecord made = input.records.value(volumeStep(ida, volume.key));
    return !volume.incarnation.isEmpty() && made.parts.value(madePart()) == volume.incarnation;
}

bool PlanDraft::isUnused(const QString &ida, const PlanVolume &volume) const
{
    const QString part = volumePart(ida, volume.key);
    const QString identity = volumeIdentity(volume.name, volume.generation, volume.incarnation);
    if (!wasMadeHere(ida, volume) || wasWorkedOn(part, identity))
        return false;
    // The run that made it reached its end.
    const QDateTime made = input.records.value(volumeStep(ida, volume.key)).time;
    const StepRecord kept = input.records.value(baseStep(ida));
    if (kept.time.isValid() && kept.time >= made)
        return false;
    // Where nothing uses it but its database, that is all there is to wait for.
    const QString applications = ends.value(ida).applications;
    const StepRecord started = input.records.value(
        applications.isEmpty() ? u"start:%1/databases"_s.arg(ida) : applications);
    return !started.finished || started.time < made;
}

/// The record of the step on exactly this data.
PlanDraft::Judged PlanDraft::recordOnData(const Step &step, const Fingerprint &parts) const
{
    const auto found = input.records.constFind(StepRecords::nameOnData(step.id, dataOf(parts)));
    if (found == input.records.constEnd())
        return {};
    return {&*found, reasonToRunAgain(*found, parts)};
}

/// The record of the step on data that the present data began with, from before that moment.
PlanDraft::Judged PlanDraft::recordOnAncestor(const Step &step) const
{
    Judged nearest;
    for (qsizetype depth = 0; depth < m_depth; ++depth) {
        Fingerprint parts = step.parts;
        QDateTime until;
        for (auto part = parts.begin(); part != parts.end(); ++part) {
            const QList<DataAncestor> ancestors = m_ancestors.value(part.key());
            if (depth >= ancestors.size())
                continue;
            part.value() = ancestors[depth].identity;
            if (!until.isValid() || ancestors[depth].until < until)
                until = ancestors[depth].until;
        }
        const Judged judged = until.isValid() ? recordOnData(step, parts) : Judged();
        if (!judged.record || !judged.record->finished || judged.record->time > until)
            continue;
        if (judged.isProof())
            return judged;
        if (!nearest.record)
            nearest = judged;
    }
    return nearest;
}

void PlanDraft::judgeByRecord(Step &step) const
{
    const auto last = input.records.constFind(step.id);
    const StepRecord *record = last == input.records.constEnd() ? nullptr : &*last;
    QString reason = record ? reasonToRunAgain(*record, step.parts) : u"first time"_s;
    if (!reason.isEmpty()) {
        Judged earlier = recordOnData(step, step.parts);
        if (!earlier.isProof()) {
            const Judged before = recordOnAncestor(step);
            if (before.isProof() || !earlier.record)
                earlier = before;
        }
        // What happened to this data says more than what happened last to other data.
        if (earlier.record) {
            record = earlier.record;
            reason = earlier.reason;
        }
    }
    step.state = reason.isEmpty() ? StepState::Satisfied : StepState::Pending;
    step.reason = reason.isEmpty()
        ? u"nothing changed since %1"_s.arg(timeText(record->time, input.now))
        : reason;
}

bool PlanDraft::mayHaveBeenDone(const Step &step) const
{
    const auto isUnknown
        = [](const DataAncestor &ancestor) { return isOfUnknownWork(ancestor.identity); };
    bool isImported = false;
    for (auto part = step.parts.cbegin(); part != step.parts.cend(); ++part) {
        isImported = isImported || (part.key().startsWith(u"volume:") && isOfUnknownWork(*part))
            || std::ranges::any_of(m_ancestors.value(part.key()), isUnknown);
    }
    return isImported && !recordOnData(step, step.parts).record && !recordOnAncestor(step).record;
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
