// SPDX-FileCopyrightText: Devstack contributors
// SPDX-License-Identifier: Apache-2.0

#include "service/observing/unfinishedrun.h"

#include "service/observing/snapshot.h"
#include "service/observing/verdict.h"

#include <QSet>

#include <algorithm>

namespace devstack {

using namespace Qt::StringLiterals;

std::optional<UnfinishedRun> unfinishedOf(const RunState &run,
                                          const QHash<QString, StepRecord> &records)
{
    if (run.isRunning() || run.result == RunResult::Done)
        return std::nullopt;
    const RunResult result = run.result == RunResult::Waiting ? RunResult::Cancelled : run.result;
    UnfinishedRun unfinished {run.header, result, {}};
    for (const RunStep &step : run.steps) {
        if (step.unblocksDependents() || isTask(step.id) || step.kind == StepKind::Script)
            continue;
        const auto record = records.constFind(step.id);
        const bool doneSince
            = record != records.constEnd() && record->finished && record->time >= run.header.start;
        if (!doneSince)
            unfinished.missing += step;
    }
    return unfinished.missing.isEmpty() ? std::nullopt : std::optional(unfinished);
}

namespace {

bool isOfTasks(const RunState &run)
{
    return std::ranges::all_of(run.steps, [](const RunStep &step) { return isTask(step.id); });
}

} // namespace

std::optional<UnfinishedRun> unfinishedOf(const QList<RunState> &runs,
                                          const QHash<QString, StepRecord> &records)
{
    QSet<QString> satisfied;
    QSet<QString> settled; // IDAs of which a later run of `up` found that nothing was to be done
    for (const RunState &run : runs) {
        // Without a step it never began.
        if (isOfTasks(run))
            continue;
        if (run.foundNothingToDo()) {
            const auto &operation = run.header.operation;
            for (const RunStep &step : run.steps) {
                satisfied += step.id;
                if (operation && operation->verb == Operation::Verb::Up)
                    settled += step.ida;
            }
            continue;
        }
        auto unfinished = unfinishedOf(run, records);
        if (!unfinished)
            return std::nullopt;
        unfinished->missing.removeIf([&](const RunStep &step) {
            // What a later plan does not name is wanted no more.
            return satisfied.contains(step.id) || settled.contains(step.ida);
        });
        return unfinished->missing.isEmpty() ? std::nullopt : unfinished;
    }
    return std::nullopt;
}

namespace {

/// Whether the Engine shows by itself that a step is done; of the others a record tells.
bool isSeenByEngine(StepKind kind)
{
    switch (kind) {
    case StepKind::Clone:
    case StepKind::Image:
    case StepKind::Build:
    case StepKind::Volume:
    case StepKind::Start:
    case StepKind::Ready:
    case StepKind::Health:
        return true;
    case StepKind::Schema:
    case StepKind::Bootstrap:
    case StepKind::Client:
    case StepKind::Seed:
    case StepKind::Script:
    case StepKind::Unknown:
        break;
    }
    return false;
}

bool works(const IdaView &ida)
{
    return std::ranges::all_of(ida.services, [](const ServiceView &service) {
        return !service.takesPart || isAsWanted(judge(factsOf(service)));
    });
}

/// The run came to start its containers: what they were to be made of is there, too.
bool wasStarted(const UnfinishedRun &run, const IdaView &ida)
{
    const bool isNew = std::ranges::any_of(ida.services, [&run](const ServiceView &service) {
        return service.created.isValid() && service.created >= run.header.start;
    });
    return isNew || std::ranges::none_of(run.missing, [&ida](const RunStep &step) {
               const bool isBefore = step.kind == StepKind::Clone || step.kind == StepKind::Image
                   || step.kind == StepKind::Build || step.kind == StepKind::Start;
               return step.ida == ida.name && isBefore && !step.started.isValid();
           });
}

} // namespace

bool UnfinishedRun::operator==(const UnfinishedRun &other) const
{
    return header.id == other.header.id && result == other.result
        && std::ranges::equal(missing, other.missing, {}, &RunStep::id, &RunStep::id);
}

std::optional<UnfinishedRun> withoutSeen(UnfinishedRun run, const QList<IdaView> &idas)
{
    QSet<QString> seen;
    bool anyRuns = false;
    for (const IdaView &ida : idas) {
        const bool runs = ida.state == IdaState::Running || ida.state == IdaState::Partial
            || ida.state == IdaState::Starting;
        const bool isMeant = run.header.idas.contains(ida.name)
            || std::ranges::any_of(run.missing,
                                   [&](const RunStep &step) { return step.ida == ida.name; });
        anyRuns = anyRuns || (runs && isMeant);
        if (works(ida) && wasStarted(run, ida))
            seen += ida.name;
    }
    run.missing.removeIf([&](const RunStep &step) {
        return seen.contains(step.ida) && isSeenByEngine(step.kind)
            && step.state != StepState::Failed;
    });
    return !anyRuns || run.missing.isEmpty() ? std::nullopt : std::optional(run);
}

bool isHalfMade(const QString &ida,
                const QList<RunState> &runs,
                const QHash<QString, StepRecord> &records)
{
    for (const RunState &run : runs) {
        if (isOfTasks(run))
            continue;
        const auto unfinished = unfinishedOf(run, records);
        const bool lacks
            = unfinished && std::ranges::any_of(unfinished->missing, [&](const RunStep &step) {
                  return step.ida == ida && !isSeenByEngine(step.kind);
              });
        const bool made = std::ranges::any_of(run.steps, [&](const RunStep &step) {
            return step.ida == ida && step.kind == StepKind::Volume
                && step.state == StepState::Done;
        });
        const auto &operation = run.header.operation;
        const bool moved = operation && operation->verb == Operation::Verb::Reset
            && (operation->idas.isEmpty() || operation->idas.contains(ida));
        if (made || moved)
            return lacks;
        const bool isAbout
            = std::ranges::any_of(run.steps, [&](const RunStep &step) { return step.ida == ida; });
        if (isAbout && !lacks)
            return false;
    }
    return false;
}

QString unfinishedReason(const UnfinishedRun &run, const QString &ida)
{
    QStringList titles;
    for (const RunStep &step : run.missing) {
        if (step.ida == ida)
            titles += step.title;
    }
    if (titles.isEmpty())
        return {};
    const QString how = run.result == RunResult::Failed ? u"its provisioning is incomplete"_s
                                                        : u"its provisioning was cut off"_s;
    const QString steps
        = titles.size() == 1 ? u"1 step is"_s : u"%1 steps are"_s.arg(titles.size());
    return u"%1: %2 missing (%3%4)"_s.arg(
        how, steps, titles.first(), titles.size() > 1 ? u", …"_s : QString());
}

Operation continuationOf(const Operation &operation)
{
    const bool hasMoved = operation.verb == Operation::Verb::Reset
        || operation.verb == Operation::Verb::Save || operation.verb == Operation::Verb::Restore;
    if (!hasMoved)
        return operation;
    Operation up;
    up.verb = Operation::Verb::Up;
    up.idas = operation.idas;
    return up;
}

QString continuationOf(const RunHeader &header)
{
    if (!header.operation)
        return header.command;
    const Operation next = continuationOf(*header.operation);
    return next.verb == header.operation->verb ? header.command : next.toCommandLine();
}

} // namespace devstack
